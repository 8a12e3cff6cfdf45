import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { FingerprintedKey, KeptMeasurement, Measurement, MetricKey } from '../domain/measurement.ts';

/** The measurements of one metric that end in (after, until]. */
export interface MeasurementQuery extends FingerprintedKey {
  after: Instant;
  until: Instant;
  /** Also the newest measurement that ends at or before `after`. */
  withLastBefore?: boolean;
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

/** Measurements, each kept under the fingerprint of the definition by which it was made. */
export interface MetricStore {
  /**
   * Keeps measurements; they survive kill -9 once this resolves. One of the same metric, fingerprint, dimensions, end
   * and duration is replaced, the last of several in one call wins; one that says the same again changes nothing.
   * @throws StoreUnavailable
   */
  record(measurements: readonly Measurement[]): Promise<void>;
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
  ping(): Promise<void>;
  close(): Promise<void>;
}
