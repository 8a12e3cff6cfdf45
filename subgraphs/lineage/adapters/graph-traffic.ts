import { type GraphClient, wholeAnswer } from '../../../platform/graph-client.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { isoOf, type Milliseconds } from '../../../vocabulary/duration.ts';
import type { TrafficSource } from '../ports/traffic-source.ts';

/** Exposure is an ornament of the blast radius: longer than this it is not waited for. */
const PATIENCE: Milliseconds = 1500;

const WINDOWS = /* GraphQL */ `
  query Traffic($assets: [ID!]!, $from: DateTime!, $to: DateTime!) {
    metricWindows(assets: $assets, from: $from, to: $to) {
      name
      values
      metric { category asset { id } }
    }
  }
`;

interface Windows {
  metricWindows: { name: string; values: (number | null)[]; metric: { category: string; asset: { id: string } } }[];
}

/** Asks the public graph for the windows of all assets in one query. */
export const graphTraffic = (graph: GraphClient): TrafficSource => ({
  async totals(assets, from, to) {
    if (assets.length === 0) return [];
    const range = { assets, from: isoOf(from), to: isoOf(to) };
    const { metricWindows } = wholeAnswer(await graph.ask<Windows>(WINDOWS, range, AbortSignal.timeout(PATIENCE)));
    return metricWindows.flatMap(({ name, values, metric }) => {
      const known = values.filter((value) => value !== null);
      if (metric.category !== 'THROUGHPUT' || known.length === 0) return [];
      const total = known.reduce((sum, value) => sum + value, 0);
      return [{ asset: metric.asset.id as AssetId, metric: name, total }];
    });
  },
});
