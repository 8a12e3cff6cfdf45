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
  /** A DDSketch, serialised as its protobuf. */
  | { sketch: Uint8Array };

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

/** One point of telemetry, before a binding has said which metric and asset it belongs to. */
export interface TelemetryPoint {
  protocol: 'OTLP' | 'PROMETHEUS';
  /** Name of the instrument. */
  instrument: string;
  /** Resource and point attributes together, values as text. */
  attributes: Record<string, string>;
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
        sum: number;
        min: number | null;
        max: number | null;
        bounds: number[];
        counts: number[];
      }
    /** OTLP's exponential histogram: bucket i covers (base^i, base^(i+1)], base = 2^(2^-scale). */
    | {
        kind: 'exponentialHistogram';
        count: number;
        sum: number;
        min: number | null;
        max: number | null;
        scale: number;
        zeroCount: number;
        positive: { offset: number; counts: number[] };
        negative: { offset: number; counts: number[] };
      };
  /** Trace ids of exemplars. */
  exemplars: string[];
}

/** What the metrics subgraph takes in. */
export interface MetricsIngest {
  /** Answers one outcome an observation, in order, after the accepted ones are durable. @throws StoreUnavailable */
  observe(observations: readonly Observation[]): Promise<ObservationOutcome[]>;
  /** Binds points to metrics by the catalog's sources and keeps them durably; points that nothing binds are counted, not refused. */
  telemetry(
    points: readonly TelemetryPoint[],
  ): Promise<{ bound: number; unbound: number; rejected: { message: string }[] }>;
}
