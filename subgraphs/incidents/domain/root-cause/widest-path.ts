import TinyQueue from 'tinyqueue';
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
  next: Reached | null;
}

/**
 * For every asset upstream of the target the path whose least strength is greatest, of those the shortest, then the
 * first by id (Dijkstra's algorithm on the minimum). Assets without a strength are neutral.
 */
export function widestPaths(
  target: AssetId,
  neighbours: Neighbours,
  strength: (asset: AssetId) => number | null,
): (asset: AssetId) => WidestPath | null {
  const settled = new Map<AssetId, Reached>();
  const open = new TinyQueue<Reached>([{ asset: target, width: 1, hops: 0, next: null }], better);
  for (let best = open.pop(); best; best = open.pop()) {
    if (settled.has(best.asset)) continue;
    settled.set(best.asset, best);
    const width = Math.min(best.width, strength(best.asset) ?? 1);
    const parts = new Set(neighbours.parts(best.asset).filter((part) => strength(part) !== null));
    for (const parent of neighbours.parents(best.asset))
      if (!settled.has(parent))
        open.push({ asset: parent, width: parts.has(parent) ? best.width : width, hops: best.hops + 1, next: best });
  }
  return (asset) => {
    const reached = settled.get(asset);
    return reached ? { width: reached.width, assets: wayFrom(reached) } : null;
  };
}

/** Below zero when `a` is the better way. */
const better = (a: Reached, b: Reached): number =>
  b.width - a.width || a.hops - b.hops || byText(a.asset, b.asset) || byText(a.next?.asset ?? '', b.next?.asset ?? '');

function wayFrom(reached: Reached): AssetId[] {
  const assets: AssetId[] = [];
  for (let step: Reached | null = reached; step; step = step.next) assets.push(step.asset);
  return assets;
}
