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

export interface ExposedAsset extends FoundAsset {
  /** Share of the traffic of all these assets, in 0..1; null when its traffic is not measured. */
  exposure: number | null;
}

/**
 * Assets by their share of the traffic, greatest first, unmeasured ones last, then by depth and id. Shares are taken of
 * one metric, for requests and bytes do not add up: the one that most of the assets have, of several the first by name.
 */
export function byExposure(assets: readonly FoundAsset[], totals: readonly TrafficTotal[]): ExposedAsset[] {
  const traffic = new Map(
    totals.filter(({ metric }) => metric === commonMetric(totals)).map((of) => [of.asset, of.total]),
  );
  const sum = [...traffic.values()].reduce((all, total) => all + total, 0);
  return assets
    .map((asset) => {
      const total = traffic.get(asset.id);
      return { ...asset, exposure: total === undefined || sum <= 0 ? null : total / sum };
    })
    .sort((a, b) => (b.exposure ?? -1) - (a.exposure ?? -1) || a.depth - b.depth || compareText(a.id, b.id));
}

function commonMetric(totals: readonly TrafficTotal[]): string | undefined {
  const grouped = [...Map.groupBy(totals, ({ metric }) => metric)];
  return grouped.sort(([a, x], [b, y]) => y.length - x.length || compareText(a, b))[0]?.[0];
}
