import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { compareText } from './edge.ts';
import type { FoundAsset } from './walk.ts';

/** What passed through an asset over a while, by one throughput metric. */
export interface TrafficTotal {
  asset: AssetId;
  /** Name of the metric definition. */
  metric: string;
  /** Sum over the windows that have data. */
  total: number;
}

/** What else an exposure is made of. */
export interface Weights {
  /** In 0..1, as stated; null when nobody states it. */
  importance: number | null;
  /** Share in 0..1 of what feeds the asset that the trouble reaches. */
  inputShare: number;
}

export interface ExposedAsset extends FoundAsset, Weights {
  /** Share of the traffic of all these assets, in 0..1; null when its traffic is not measured. */
  trafficShare: number | null;
  /** The product of the three, an importance that nobody states counting in full; null when its traffic is not measured. */
  exposure: number | null;
}

/**
 * Assets by exposure, greatest first; those without measured traffic last, by what else is known of them; then by depth
 * and id. Shares are taken of one metric, for requests and bytes do not add up: the one that most of the assets have, of
 * several the first by name.
 */
export function byExposure(assets: readonly (FoundAsset & Weights)[], totals: readonly TrafficTotal[]): ExposedAsset[] {
  const common = commonMetric(totals);
  const traffic = new Map(totals.filter(({ metric }) => metric === common).map((of) => [of.asset, of.total]));
  const sum = [...traffic.values()].reduce((all, total) => all + total, 0);
  return assets
    .map((asset) => {
      const total = traffic.get(asset.id);
      const trafficShare = total === undefined || sum <= 0 ? null : total / sum;
      return { ...asset, trafficShare, exposure: trafficShare === null ? null : trafficShare * weightOf(asset) };
    })
    .sort((a, b) => compareExposed(placeOfExposed(a), placeOfExposed(b)));
}

const weightOf = ({ importance, inputShare }: Weights): number => (importance ?? 1) * inputShare;

/** Exposure (-1 where unknown), the weight without traffic, depth and id. */
export type PlaceByExposure = readonly [exposure: number, weight: number, depth: number, id: string];

export const placeOfExposed = (asset: ExposedAsset): PlaceByExposure => [
  asset.exposure ?? -1,
  asset.exposure === null ? weightOf(asset) : 0,
  asset.depth,
  asset.id,
];

export const compareExposed = (a: PlaceByExposure, b: PlaceByExposure): number =>
  b[0] - a[0] || b[1] - a[1] || a[2] - b[2] || compareText(a[3], b[3]);

const WORDS: Record<string, number> = { low: 0.25, medium: 0.5, high: 0.75, critical: 1 };

/** What an `importance` tag says: a number in 0..1, or low, medium, high, critical; null for anything else. */
export function importanceOf(tags: Readonly<Record<string, string>>): number | null {
  const said = Object.hasOwn(tags, 'importance') ? (tags.importance as string).trim().toLowerCase() : '';
  if (Object.hasOwn(WORDS, said)) return WORDS[said] as number;
  const number = said === '' ? Number.NaN : Number(said);
  return number >= 0 && number <= 1 ? number : null;
}

/** Share of what feeds an asset that is among what the trouble reached; one at least, for it was reached somehow. */
export function inputShareOf(id: AssetId, feeders: readonly AssetId[], reached: ReadonlySet<AssetId>): number {
  const others = feeders.filter((feeder) => feeder !== id);
  return Math.max(1, others.filter((feeder) => reached.has(feeder)).length) / Math.max(1, others.length);
}

function commonMetric(totals: readonly TrafficTotal[]): string | undefined {
  const grouped = [...Map.groupBy(totals, ({ metric }) => metric)];
  return grouped.sort(([a, x], [b, y]) => y.length - x.length || compareText(a, b))[0]?.[0];
}
