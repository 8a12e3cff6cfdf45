import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { LineageContext } from '../context.ts';
import { readDepth, WALK_LIMIT, WALK_PATIENCE, within } from './bounds.ts';
import { type GraphTimeArguments, identityAt, readGraphTime } from './graph-time.ts';

/** Everything upstream of an asset with the edges among it; null when the asset is not known. @throws BadUserInput */
export async function closureOf(
  context: LineageContext,
  id: AssetId,
  { depth, limit, ...time }: { depth: number; limit: number } & GraphTimeArguments,
) {
  const { store, loaders, clock } = context;
  const { asOf, knownAt } = readGraphTime(context, time);
  const start = await identityAt(context, id, knownAt);
  const bounds = { depth: readDepth(depth), limit: within('limit', limit, 1, WALK_LIMIT) };
  if (!(await loaders.asset.load(start))) return null;
  const { found, completeness } = await store.walk({
    start,
    direction: 'upstream',
    ...bounds,
    asOf,
    knownAt,
    columns: true,
    deadline: clock() + WALK_PATIENCE,
  });
  const assets = [{ id: start, depth: 0 }, ...found];
  const edges = await store.edgesAmong(
    assets.map(({ id }) => id),
    asOf,
    knownAt,
  );
  return { completeness, assets: assets.map(({ id, depth }) => ({ depth, asset: { id } })), edges };
}
