import { type GraphClient, wholeAnswer } from '../../../platform/graph-client.ts';
import type { Lineage } from '../ports/lineage.ts';

const RECORD = 'mutation MetricsRecordAssets($ids: [ID!]!) { recordAssets(ids: $ids) }';

/** Lineage, told through the public graph. */
export const graphLineage = (graph: GraphClient): Lineage => ({
  async recordAssets(assets) {
    wholeAnswer(await graph.ask(RECORD, { ids: assets }));
  },
});
