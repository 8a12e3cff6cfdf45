import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Milliseconds } from '../../../vocabulary/duration.ts';
import type { WindowStatistics } from '../../../vocabulary/window-statistics.ts';
import type { AlertSeries } from '../domain/context.ts';
import type { Direction, Grid, MetricCategory, TimeRange } from '../domain/root-cause/question.ts';
import type { MetricReference } from '../domain/verdict-change.ts';

/** A metric, its windows in one range, and the baseline that its definition pins. */
export interface Windows {
  metric: string;
  asset: AssetId;
  category: MetricCategory;
  direction: Direction;
  noiseFloor: number | null;
  grid: Grid;
  /** Null when the definition pins none. */
  baseline: TimeRange | null;
  /** What the baseline comes to that was asked for; left out where none was. */
  normal?: WindowStatistics;
}

/** Of which windows it is asked what they come to. */
interface NormalWindows {
  range: TimeRange;
  /** Whether the baseline of a definition that pins one is meant instead. */
  pinned: boolean;
  /** Windows that touch it are left out. */
  without: TimeRange;
}

/** What the metrics subgraph measured. Every method @throws GraphUnavailable. */
export interface Measurements {
  /** A metric and the length of its windows; null when the definition is unknown or nothing was ever observed. */
  metric(name: string, asset: AssetId): Promise<{ reference: MetricReference; window: Milliseconds } | null>;
  /** Names of definitions that were observed on an asset, and assets on which a definition was: at most a hundred of each. */
  observed(name: string, asset: AssetId): Promise<{ names: string[]; assets: AssetId[] }>;
  /** The windows of every metric on these assets within the range, in one batch. Assets without metrics are left out. */
  windows(assets: readonly AssetId[], range: TimeRange, normal?: NormalWindows): Promise<Windows[]>;
  /** Null when the metric is not known. */
  series(metric: MetricReference, range: TimeRange): Promise<AlertSeries | null>;
  /** Ids of traces that observations in the range named, newest first, at most twenty. */
  exemplars(metric: MetricReference, range: TimeRange): Promise<string[]>;
}
