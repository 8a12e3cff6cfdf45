import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Neighbours } from './upstream.ts';

interface Visit {
  asset: AssetId;
  /** Index of the next child to look at. */
  next: number;
}

/**
 * Asset -> the cycle it lies on, named by one of its assets; an asset on no cycle is alone with itself. Strongly
 * connected components by Tarjan's algorithm, without recursion: a chain may be thousands long.
 */
export function cyclesOf(assets: readonly AssetId[], { children }: Neighbours): Map<AssetId, AssetId> {
  const order = new Map<AssetId, number>();
  const lowest = new Map<AssetId, number>();
  const component = new Map<AssetId, AssetId>();
  const path: AssetId[] = [];
  const lower = (asset: AssetId, to: number) => lowest.set(asset, Math.min(lowest.get(asset) ?? to, to));
  for (const root of assets) {
    const visits: Visit[] = order.has(root) ? [] : [{ asset: root, next: 0 }];
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const { asset } = visit;
      if (visit.next === 0 && !order.has(asset)) {
        lower(asset, order.size);
        order.set(asset, order.size);
        path.push(asset);
      }
      const child = children(asset)[visit.next];
      visit.next += 1;
      if (child === undefined) {
        visits.pop();
        if (lowest.get(asset) === order.get(asset)) close(asset, path, component);
        const above = visits.at(-1);
        if (above) lower(above.asset, lowest.get(asset) ?? 0);
      } else if (!order.has(child)) visits.push({ asset: child, next: 0 });
      else if (!component.has(child)) lower(asset, order.get(child) ?? 0);
    }
  }
  return component;
}

function close(root: AssetId, path: AssetId[], component: Map<AssetId, AssetId>): void {
  for (let asset = path.pop(); asset !== undefined; asset = path.pop()) {
    component.set(asset, root);
    if (asset === root) return;
  }
}
