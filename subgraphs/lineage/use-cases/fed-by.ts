import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { LineageContext } from '../context.ts';
import { readAssetIds, readDepth, WALK_PATIENCE } from './bounds.ts';
import { type GraphTimeArguments, identityAt, readGraphTime } from './graph-time.ts';

/** Assets passed on one walk down: many more than are answered, since only the asked ones are. */
const PASSED = 100_000;

/**
 * Those of these assets that an asset feeds, nearest first; the asset itself, where it is among them, at depth 0. Null when
 * the asset is not known. @throws BadUserInput
 */
export async function fedBy(
  context: LineageContext,
  id: AssetId,
  { among, depth, ...time }: { among: readonly string[]; depth: number } & GraphTimeArguments,
) {
  const { store, loaders, clock } = context;
  const asked = new Set(readAssetIds(among, 'among'));
  const { asOf, knownAt } = readGraphTime(context, time);
  const start = await identityAt(context, id, knownAt);
  if (!(await loaders.asset.load(start))) return null;
  const { found, completeness } = await store.walk({
    start,
    direction: 'downstream',
    depth: readDepth(depth),
    limit: PASSED,
    asOf,
    knownAt,
    columns: true,
    deadline: clock() + WALK_PATIENCE,
  });
  const own = asked.has(id) || asked.has(start) ? [{ id: asked.has(id) ? id : start, depth: 0 }] : [];
  const fed = [...own, ...found.filter((each) => asked.has(each.id))];
  return { completeness, assets: fed.map((each) => ({ depth: each.depth, asset: { id: each.id } })) };
}
