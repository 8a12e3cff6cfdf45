import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { StoredComponents } from '../domain/components.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { FingerprintedKey, KeptMeasurement, Measurement, MetricKey } from '../domain/measurement.ts';
import type { NumberColumns } from '../domain/numbers.ts';
import type { CumulativePoint } from '../domain/observation.ts';
import type { Span } from '../domain/windows.ts';

/** The measurements of one metric that end in (after, until]. */
export interface MeasurementQuery extends FingerprintedKey {
  after: Instant;
  until: Instant;
  /** Also the newest measurement that ends at or before `after`. */
  withLastBefore?: boolean;
}

/** The numbers of one metric, asked as its measurements are; what covers more than `longest` is left out. */
export interface NumbersQuery extends FingerprintedKey {
  after: Instant;
  until: Instant;
  longest: Milliseconds;
}

/** A page of the metrics of these definitions, of one asset when it is given. */
export interface ObservedQuestion {
  names: readonly string[];
  asset: AssetId | null;
  after: MetricKey | null;
  first: number;
}

/** A metric that something arrived for. */
export interface Arrival extends FingerprintedKey {
  /** End of the earliest measurement that arrived. */
  earliest: Instant;
}

/** Dimensions that something was taken in for. */
export interface TakenIn extends MetricKey {
  dimensions: string;
  /** When that was, the last time. */
  recordedAt: Instant;
}

/** Windows of one metric over the series of some dimensions. */
export interface RollUpQuery {
  definition: MetricDefinition;
  asset: AssetId;
  /** Consecutive windows of the definition's grid, oldest first. */
  windows: readonly Span[];
  dimensions: readonly string[];
  /** Whether squares of samples are wanted as well, from which only the spread is told: they take half as long again. */
  withSquares: boolean;
}

/** One window's measurements merged. */
export interface RolledUp {
  window: Span;
  components: StoredComponents;
  /** When the first of them was taken in, or of those they replaced, and when the last. */
  firstRecordedAt: Instant;
  recordedAt: Instant;
}

/** Merging where the measurements are, for metrics whose series are too many to be read one by one. */
interface RollUps {
  /** Every text of dimensions that was ever observed of a metric. */
  dimensionsOf(key: FingerprintedKey): Promise<string[]>;
  /**
   * The windows that have data, oldest first, merged as the definition's method does, without the least sample and the
   * greatest; null for a method that the store does not merge. What covers more than a window counts for none.
   * @throws StoreUnavailable
   */
  rolledUp(query: RollUpQuery): Promise<RolledUp[] | null>;
}

/** Merging of what is older than a definition keeps as it is. */
export interface Condensing {
  /** Assets with measurements of a definition no longer than `longest` that end by a time, with the earliest end. */
  unmerged(question: {
    name: string;
    fingerprint: string;
    until: Instant;
    longest: Milliseconds;
  }): Promise<{ asset: AssetId; earliest: Instant }[]>;
  /** Puts measurements in the place of all that end in (after, until], at once and without an arrival. */
  replace(
    range: FingerprintedKey & { after: Instant; until: Instant },
    measurements: readonly Measurement[],
  ): Promise<void>;
  /** Removes what ends by a time; answers whether anything did. */
  forget(question: { name: string; fingerprint: string; until: Instant }): Promise<boolean>;
  /** Gives the room of what was removed back. */
  compact(): Promise<void>;
}

/** Measurements, each kept under the fingerprint of the definition by which it was made. */
export interface MetricStore {
  /**
   * Keeps measurements; they survive kill -9 once this resolves. One of the same metric, fingerprint, dimensions, end
   * and duration is replaced, the last of several in one call wins; one that says the same again changes nothing.
   * Of each cumulative series the last point that measurements were reckoned from is kept with them: after a crash either
   * both are there or neither. @throws StoreUnavailable
   */
  record(measurements: readonly Measurement[], reckonedFrom?: readonly CumulativePoint[]): Promise<void>;
  /** The last point of each cumulative series of a protocol, newest first, at most so many. */
  lastPoints(protocol: CumulativePoint['protocol'], most: number): Promise<CumulativePoint[]>;
  /** One answer a query, in order; each by end, empty for an unknown metric. The caller owns the answer. */
  measurements(queries: readonly MeasurementQuery[]): Promise<KeptMeasurement[][]>;
  /** Metrics of these definitions that have ever been observed, by name then asset, after a key. */
  observed(question: ObservedQuestion): Promise<{ metrics: MetricKey[]; total: number }>;
  /** Names of the definitions observed on each asset, sorted; every asked asset is present. */
  namesOf(assets: readonly AssetId[]): Promise<Map<AssetId, string[]>>;
  /** Every asset ever observed. */
  assets(): Promise<AssetId[]>;
  /** Distinct trace ids that measurements ending in (after, until] named, newest first. */
  exemplars(metric: MetricKey, after: Instant, until: Instant, first: number): Promise<string[]>;
  /** What arrived after a cursor, one a metric and fingerprint, and the cursor after it. A first cursor is 0. */
  arrivalsAfter(cursor: number): Promise<{ arrivals: Arrival[]; cursor: number }>;
  /**
   * The dimensions of the metrics by these names, under whatever fingerprint, for which something was taken in after a
   * time; the whole is left out. A store that looks by the ends of measurements may leave out what ended a week before.
   */
  dimensionsSince(names: readonly string[], time: Instant): Promise<TakenIn[]>;
  /**
   * Sums and counts alone, for questions over millions of points; only of definitions that are of numbers, each always with
   * the same `longest`. One answer a query, in order, null where its measurements have to be asked for, as of a metric
   * with several dimensions. Null where the store has none.
   */
  numbers: ((queries: readonly NumbersQuery[]) => Promise<(readonly NumberColumns[] | null)[]>) | null;
  /** Null where the store cannot merge to the last digit. */
  rollUps: RollUps | null;
  /** Null where the store keeps to a retention of its own. */
  condensing: Condensing | null;
  ping(): Promise<void>;
  close(): Promise<void>;
}
