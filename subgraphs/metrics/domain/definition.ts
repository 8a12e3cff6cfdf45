import type { AssetKind } from '../../../vocabulary/asset-id.ts';
import type { Duration } from '../../../vocabulary/duration.ts';
import type { BaselineReference } from './baseline-reference.ts';
import type { Method } from './method.ts';
import type { QualityFacet } from './quality.ts';
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

/** What telemetry by name becomes a metric's. */
interface TelemetrySource {
  /** Factor from the telemetry's unit to the definition's; null: the factor between the two units. */
  scale: number | null;
  /** Template of the asset id over attributes, such as `deployment/{deployment.environment.name}/{service.name}`. */
  asset: string;
  /** Attributes by which it can be broken down. */
  dimensions: string[];
  /**
   * Of a ratio: which points count as its numerator, those that have each of these attributes with one of these texts, of
   * which a `*` at the end stands for any. All points are its denominator. Null: points are as the method has them.
   */
  numerator: Record<string, string[]> | null;
}

/** An OTLP instrument that feeds a metric. */
export interface OtlpSource extends TelemetrySource {
  instrument: string;
}

/** A Prometheus metric that feeds a metric; of a classic histogram the name without `_bucket`. */
export interface PrometheusSource extends TelemetrySource {
  metric: string;
}

/** What OpenLineage tells of the quality of a dataset or field that feeds a metric. */
export interface OpenLineageSource {
  facet: QualityFacet;
  /** Which quantile, of the facet `quantile`. */
  quantile: number | null;
}

/** How long measurements are kept as they are; then merged into steps, until those are older than `keep`. */
interface Retention {
  raw: Duration;
  step: Duration;
  /** Null: for good. */
  keep: Duration | null;
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
  prometheus: PrometheusSource | null;
  openlineage: OpenLineageSource | null;
  window: Duration;
  timezone: string;
  lateness: Duration;
  minimumSamples: number;
  baseline: BaselineReference | null;
  thresholds: Threshold[];
  /** Null or left out: everything is kept for good. */
  retention?: Retention | null;
  /** Of an expression: variable -> the definition in its current version. */
  inputs?: Record<string, MetricDefinition>;
}
