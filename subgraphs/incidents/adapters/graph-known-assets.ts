import { type GraphClient, wholeAnswer } from '../../../platform/graph-client.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { KnownAssets } from '../ports/known-assets.ts';

const ASSET = `query IncidentsAsset($id: ID!) {
  asset(id: $id) { id }
}`;

/** Assets that lineage knows, from the public graph. */
export const graphKnownAssets = (graph: GraphClient): KnownAssets => ({
  async idsOf(assets) {
    const answers = await Promise.all(
      assets.map(
        async (id) => [id, wholeAnswer(await graph.ask<{ asset: { id: AssetId } | null }>(ASSET, { id }))] as const,
      ),
    );
    return new Map(answers.flatMap(([id, { asset }]) => (asset ? [[id, asset.id]] : [])));
  },
});
