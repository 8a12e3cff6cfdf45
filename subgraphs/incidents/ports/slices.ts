import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Movement } from '../domain/dimensions/contribution.ts';
import type { Breakdown } from '../domain/dimensions/slice.ts';
import type { TimeRange } from '../domain/root-cause/question.ts';

/** A definition on one asset. */
export interface SlicedMetric {
  /** Name of the definition. */
  metric: string;
  asset: AssetId;
}

/** A metric by its labels. Every method @throws GraphUnavailable. */
export interface Slices {
  /** The labels that its measurements in a range carry, by name, each with how many values it has. */
  labels(metric: SlicedMetric, range: TimeRange): Promise<{ label: string; valueCount: number }[]>;
  /** By the combinations of some labels' values, those with most samples, at most one hundred. */
  breakdown(metric: SlicedMetric, by: readonly string[], range: TimeRange): Promise<Breakdown>;
  /** The whole over two ranges, and whether slices of its method add up to it. */
  movement(metric: SlicedMetric, normal: TimeRange, now: TimeRange): Promise<Movement & { adds: boolean }>;
}
