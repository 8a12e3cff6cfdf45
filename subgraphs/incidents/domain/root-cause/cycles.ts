import type { AssetId } from '../../../../vocabulary/asset-id.ts';

interface Visit {
  asset: AssetId;
  /** What it leads to, and how much of it was looked at. */
  next: readonly AssetId[];
  seen: number;
}

/**
 * The cycles of a graph, each as its members, an asset on no cycle alone; each after all that it leads to. Strongly
 * connected components by Tarjan's algorithm, without recursion: a chain may be thousands long.
 */
export function componentsOf(
  assets: readonly AssetId[],
  next: (asset: AssetId) => readonly AssetId[],
): readonly AssetId[][] {
  const order = new Map<AssetId, number>();
  const lowest = new Map<AssetId, number>();
  const closed = new Set<AssetId>();
  const components: AssetId[][] = [];
  const path: AssetId[] = [];
  const lower = (asset: AssetId, to: number) => lowest.set(asset, Math.min(lowest.get(asset) ?? to, to));
  const enter = (asset: AssetId): Visit => {
    lower(asset, order.size);
    order.set(asset, order.size);
    path.push(asset);
    return { asset, next: next(asset), seen: 0 };
  };
  for (const root of assets) {
    const visits = order.has(root) ? [] : [enter(root)];
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const { asset } = visit;
      const found = visit.next[visit.seen];
      visit.seen += 1;
      if (found === undefined) {
        visits.pop();
        if (lowest.get(asset) === order.get(asset)) components.push(membersFrom(asset, path, closed));
        const above = visits.at(-1);
        if (above) lower(above.asset, lowest.get(asset) ?? 0);
      } else if (!order.has(found)) visits.push(enter(found));
      else if (!closed.has(found)) lower(asset, order.get(found) ?? 0);
    }
  }
  return components;
}

function membersFrom(root: AssetId, path: AssetId[], closed: Set<AssetId>): AssetId[] {
  const members = path.splice(path.lastIndexOf(root));
  for (const member of members) closed.add(member);
  return members;
}

/** Asset -> the cycle it lies on, named by one of its assets; an asset on no cycle is alone with itself. */
export const cyclesOf = (
  assets: readonly AssetId[],
  next: (asset: AssetId) => readonly AssetId[],
): Map<AssetId, AssetId> =>
  new Map(
    componentsOf(assets, next).flatMap((members) => members.map((member) => [member, members[0] ?? member] as const)),
  );
