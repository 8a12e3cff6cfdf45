import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { LineageContext } from '../context.ts';
import { readDepth, WALK_LIMIT, WALK_PATIENCE, within } from './bounds.ts';

/** Everything upstream of an asset with the edges among it; null when the asset is not known. @throws BadUserInput */
export async function closureOf(
  { store, loaders, now, clock }: LineageContext,
  start: AssetId,
  { depth, limit, asOf }: { depth: number; limit: number; asOf?: Instant | null },
) {
  const bounds = { depth: readDepth(depth), limit: within('limit', limit, 1, WALK_LIMIT) };
  if (!(await loaders.asset.load(start))) return null;
  const { found, completeness } = await store.walk({
    start,
    direction: 'upstream',
    ...bounds,
    asOf: asOf ?? now,
    columns: true,
    deadline: clock() + WALK_PATIENCE,
  });
  const assets = [{ id: start, depth: 0 }, ...found];
  const edges = await store.edgesAmong(
    assets.map(({ id }) => id),
    asOf ?? now,
  );
  return { completeness, assets: assets.map(({ id, depth }) => ({ depth, asset: { id } })), edges };
}
