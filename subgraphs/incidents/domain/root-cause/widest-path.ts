import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import { byText, type Neighbours } from './upstream.ts';

/** How the trouble of an asset is best seen on its way to the target. */
export interface WidestPath {
  /** Least strength on the way, the asset itself left out; 1 where nothing on it is measured. */
  width: number;
  /** From the asset down to the target. */
  assets: AssetId[];
}

interface Reached {
  asset: AssetId;
  width: number;
  hops: number;
  next: AssetId | null;
}

/**
 * For every asset upstream of the target the path whose least strength is greatest, of those the shortest, then the
 * first by id (Dijkstra's algorithm on the minimum). Assets without a strength are neutral.
 */
export function widestPaths(
  target: AssetId,
  neighbours: Neighbours,
  strength: (asset: AssetId) => number | null,
): Map<AssetId, WidestPath> {
  const settled = new Map<AssetId, Reached>();
  const open = new Map<AssetId, Reached>([[target, { asset: target, width: 1, hops: 0, next: null }]]);
  while (open.size > 0) {
    const best = [...open.values()].reduce((a, b) => (better(b, a) ? b : a));
    open.delete(best.asset);
    settled.set(best.asset, best);
    const width = Math.min(best.width, strength(best.asset) ?? 1);
    for (const parent of neighbours.parents(best.asset)) {
      const found = { asset: parent, width, hops: best.hops + 1, next: best.asset };
      const known = open.get(parent);
      if (!settled.has(parent) && (!known || better(found, known))) open.set(parent, found);
    }
  }
  return new Map(
    [...settled].map(([asset, reached]) => [asset, { width: reached.width, assets: way(asset, settled) }]),
  );
}

const better = (a: Reached, b: Reached): boolean =>
  a.width !== b.width
    ? a.width > b.width
    : a.hops !== b.hops
      ? a.hops < b.hops
      : byText(a.asset + (a.next ?? ''), b.asset + (b.next ?? '')) < 0;

function way(asset: AssetId, settled: ReadonlyMap<AssetId, Reached>): AssetId[] {
  const assets = [asset];
  for (let next = settled.get(asset)?.next; next; next = settled.get(next)?.next) assets.push(next);
  return assets;
}
