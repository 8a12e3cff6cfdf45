import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../../vocabulary/duration.ts';
import { type WindowStatistics, windowStatisticsOf } from '../../../../vocabulary/window-statistics.ts';

export const METRIC_CATEGORIES = [
  'ACCURACY',
  'DRIFT',
  'LATENCY',
  'THROUGHPUT',
  'RESOURCES',
  'FAILURES',
  'DATA_QUALITY',
  'FRESHNESS',
] as const;

export type MetricCategory = (typeof METRIC_CATEGORIES)[number];

export const DIRECTIONS = ['HIGHER_IS_BETTER', 'LOWER_IS_BETTER', 'NEITHER'] as const;

export type Direction = (typeof DIRECTIONS)[number];

export const COMPLETENESSES = ['COMPLETE', 'TRUNCATED', 'TIMED_OUT'] as const;

export type Completeness = (typeof COMPLETENESSES)[number];

export const EDGE_ROLES = ['READS', 'WRITES', 'DERIVES', 'PART_OF', 'TRAINS', 'SERVES', 'CALLS'] as const;

type EdgeRole = (typeof EDGE_ROLES)[number];

/** A half-open span of time, [from, to). */
export interface TimeRange {
  from: Instant;
  to: Instant;
}

/** Which metric is degraded, and where its degradation is looked for. */
export interface Question {
  /** Name of the definition. */
  metric: string;
  asset: AssetId;
  at: Instant;
  lookback: Milliseconds;
  /** Start of a breach that was judged already; null when there is none. */
  breachedSince: Instant | null;
}

/** Windows on a regular grid: window i covers [start + i·step, start + (i+1)·step). */
export interface Grid {
  start: Instant;
  step: Milliseconds;
  /** NaN where nothing is known. */
  values: Float64Array<ArrayBuffer>;
}

/** One metric of one asset: what was normal, and what happened. */
export interface MeasuredSeries {
  metric: string;
  asset: AssetId;
  category: MetricCategory;
  direction: Direction;
  /** A value below it is what sampling alone produces; null where the method has no such floor. */
  noiseFloor: number | null;
  baseline: Grid;
  /** What the baseline comes to; worked out where left out. With it the windows of the baseline may be left out. */
  normal?: WindowStatistics;
  recent: Grid;
}

export const normalOf = ({ normal, baseline }: MeasuredSeries): WindowStatistics =>
  normal ?? windowStatisticsOf(baseline.values);

export interface ClosureEdge {
  from: AssetId;
  to: AssetId;
  role: EdgeRole;
}

/** Everything upstream of the asset, itself at depth 0, with the edges among it. */
export interface Closure {
  completeness: Completeness;
  assets: { id: AssetId; depth: number }[];
  edges: ClosureEdge[];
}

export const CHANGE_KINDS = [
  'SCHEMA_CHANGED',
  'CODE_CHANGED',
  'RUN_FAILED',
  'ROW_COUNT_CHANGED',
  'NULL_SHARE_CHANGED',
  'ASSERTION_FAILED',
  'MODEL_DEPLOYED',
  'DATASET_DROPPED',
  'DATASET_RENAMED',
  'DATASET_TRUNCATED',
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Something that happened to an asset and may explain a degradation. */
export interface Change {
  asset: AssetId;
  time: Instant;
  kind: ChangeKind;
  /** One sentence. */
  summary: string;
  /** True of a schema to which fields were only added: who read it before finds all that was read. */
  additive?: boolean;
}

/** Values of a grid, of a list with null where nothing is known. */
export const gridValues = (values: readonly (number | null)[]): Float64Array<ArrayBuffer> =>
  Float64Array.from(values, (value) => value ?? Number.NaN);

/** The windows of a grid that end in (from, to]. */
export function windowsEndingIn({ start, step, values }: Grid, from: Instant, to: Instant): Grid {
  const first = Math.max(0, Math.floor((from - start) / step));
  const after = Math.max(first, Math.floor((to - start) / step));
  return { start: start + first * step, step, values: values.subarray(first, after) };
}

/** The last instant of a window. */
export const endOf = ({ start, step }: Grid, index: number): Instant => start + (index + 1) * step;
