import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Duration, Instant } from '../../../vocabulary/duration.ts';

/**
 * The additive parts of one measurement. Which of them a method takes is `domain/methods.ts`; merging two and then
 * computing equals computing over the union.
 */
export type Components =
  | { value: number }
  | { numerator: number; denominator: number }
  | { count: number; sum: number; min?: number; max?: number; sumOfSquares?: number }
  | { bins: Record<string, number> }
  | { confusion: Confusion }
  | { scores: Scores }
  | { errors: Errors }
  /** A DDSketch, serialised as its protobuf. */
  | { sketch: Uint8Array };

/** Labelled predictions by what was called and what was so. */
interface Confusion extends Coverage {
  tp: number;
  fp: number;
  fn: number;
  tn: number;
}

/** Predictions by the bin of their score, from 0: min(⌊score × bins⌋, bins − 1). */
export interface Scores extends Coverage {
  /** Bin -> how many were so. */
  positive?: Record<string, number> | undefined;
  /** Bin -> how many were not. */
  negative?: Record<string, number> | undefined;
  /** Bin -> how many whose label is not known. */
  unlabelled?: Record<string, number> | undefined;
  /** Bin -> sum of the scores of those with labels; the middle of the bin stands for each where it is left out. */
  sums?: Record<string, number> | undefined;
}

/** Sums over predictions of a number, of the error e = predicted − actual. */
export interface Errors extends Coverage {
  count: number;
  /** Σ |e|. */
  absolute?: number | undefined;
  /** Σ e². */
  squared?: number | undefined;
  /** Σ |e / actual| where actual is not 0. */
  relative?: number | undefined;
  /** How many actual numbers were 0. */
  zeros?: number | undefined;
}

interface Coverage {
  /** How many predictions were made in all, with labels or without. */
  predictions?: number | undefined;
}

/** One measurement over one window, read from outside but not yet held against a definition. */
export interface Observation {
  /** Name of the definition. */
  metric: string;
  asset: AssetId;
  /** End of what it covers. */
  time: Instant;
  /** How long before `time` it covers; the definition's window when null. */
  duration: Duration | null;
  components: Components;
  /** Label -> value; empty for the whole. */
  dimensions: Record<string, string>;
  traceId: string | null;
}

/** What became of an observation. A refusal is a value. */
export type ObservationOutcome = { accepted: true } | { accepted: false; code: string; message: string };

/** The protocols whose telemetry is bound by the catalog's sources. */
export type Protocol = 'OTLP' | 'PROMETHEUS' | 'OPENLINEAGE';

/** One point of telemetry, before a binding has said which metric and asset it belongs to. */
export interface TelemetryPoint {
  protocol: 'OTLP' | 'PROMETHEUS';
  /** Name of the instrument. */
  instrument: string;
  /** Resource and point attributes together, values as text. What was made of a frozen one is remembered for it. */
  attributes: Readonly<Record<string, string>>;
  /** The instrument's own unit, UCUM where its producer kept to that; null when it says none. */
  unit: string | null;
  /** Start of what it covers; null for a gauge. */
  startTime: Instant | null;
  time: Instant;
  /** What was measured. Cumulative sums and histograms arrive as the difference from the point before. */
  measured:
    | { kind: 'gauge'; value: number }
    | { kind: 'sum'; value: number }
    /** `counts` has one more element than `bounds`; bounds are upper, inclusive, ascending. */
    | {
        kind: 'histogram';
        count: number;
        /** Null when it was not told, as of values that may be negative. */
        sum: number | null;
        min: number | null;
        max: number | null;
        bounds: number[];
        counts: number[];
      }
    /** OTLP's exponential histogram: bucket i covers (base^i, base^(i+1)], base = 2^(2^-scale). */
    | {
        kind: 'exponentialHistogram';
        count: number;
        sum: number | null;
        min: number | null;
        max: number | null;
        scale: number;
        zeroCount: number;
        positive: { offset: number; counts: number[] };
        negative: { offset: number; counts: number[] };
      }
    /** Quantiles that its producer computed. They cannot be added up, so that nothing is made of them. */
    | { kind: 'summary' };
  /** Trace ids of exemplars. */
  exemplars: string[];
}

/** The last point of a cumulative series of telemetry: of the next counts what it grew by since. */
export interface CumulativePoint
  extends Pick<TelemetryPoint, 'protocol' | 'instrument' | 'startTime' | 'time' | 'measured'> {
  /** The same for the same series of the protocol and for no other. */
  series: string;
}

/** Telemetry that went no further than the edge, by its name. */
export interface LeftOut {
  protocol: Protocol;
  instrument: string;
  reason: string;
  /** Data points. */
  count: number;
}

/** What the metrics subgraph takes in. */
export interface MetricsIngest {
  /** Names of the instruments of a protocol that a definition has as its source. @throws StoreUnavailable */
  claimed(protocol: TelemetryPoint['protocol']): Promise<ReadonlySet<string>>;
  /** The last point that was kept of each cumulative series, of at most so many, those of the newest. @throws StoreUnavailable */
  lastPoints(protocol: TelemetryPoint['protocol'], most: number): Promise<CumulativePoint[]>;
  /** Counts what no definition claims or nobody can read, for `unboundTelemetry`. */
  leaveOut(parts: readonly LeftOut[]): void;
  /** Answers one outcome an observation, in order, after the accepted ones are durable. @throws StoreUnavailable */
  observe(observations: readonly Observation[]): Promise<ObservationOutcome[]>;
  /**
   * Binds points to metrics by the catalog's sources and keeps them durably; points that nothing binds are counted, not
   * refused. The cumulative points that they were reckoned from are kept with them. @throws StoreUnavailable
   */
  telemetry(
    points: readonly TelemetryPoint[],
    reckonedFrom?: readonly CumulativePoint[],
  ): Promise<{ bound: number; unbound: number; rejected: { message: string }[] }>;
}
