import type { AssetKind } from '../../../vocabulary/asset-id.ts';
import type { Duration, Instant } from '../../../vocabulary/duration.ts';
import type { Method } from './method.ts';
import type { Threshold } from './threshold.ts';

export type MetricCategory =
  | 'ACCURACY'
  | 'DRIFT'
  | 'LATENCY'
  | 'THROUGHPUT'
  | 'RESOURCES'
  | 'FAILURES'
  | 'DATA_QUALITY'
  | 'FRESHNESS';

type Direction = 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER' | 'NEITHER';

/** A half-open span of time, [from, to). */
export interface TimeRange {
  from: Instant;
  to: Instant;
}

/** An OTLP instrument that feeds a metric. */
export interface OtlpSource {
  instrument: string;
  /** Factor from the instrument's unit to the definition's. */
  scale: number;
  /** Template of the asset id over attributes, such as `deployment/{deployment.environment.name}/{service.name}`. */
  asset: string;
}

/** What metrics needs to know of a catalogued definition in its current version. */
export interface MetricDefinition {
  /** `<name>@<version>`. */
  id: string;
  name: string;
  version: number;
  revision: number;
  /** Measurements are kept under it; those of another fingerprint are another metric's. */
  fingerprint: string;
  category: MetricCategory;
  appliesTo: AssetKind[];
  unit: string;
  direction: Direction;
  method: Method;
  otlp: OtlpSource | null;
  window: Duration;
  timezone: string;
  lateness: Duration;
  minimumSamples: number;
  baseline: TimeRange | null;
  thresholds: Threshold[];
}
