import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { ClosureEdge } from './question.ts';

/** The closure's edges by their ends, each neighbour once, in order of id. */
export interface Neighbours {
  parents(asset: AssetId): readonly AssetId[];
  children(asset: AssetId): readonly AssetId[];
  /** Those of the parents that are fields of it. */
  parts(asset: AssetId): readonly AssetId[];
  /** Those of the children that it is a field of. */
  wholes(asset: AssetId): readonly AssetId[];
}

export function neighboursOf(edges: readonly ClosureEdge[]): Neighbours {
  const upward = new Map<AssetId, Set<AssetId>>();
  const downward = new Map<AssetId, Set<AssetId>>();
  const inward = new Map<AssetId, Set<AssetId>>();
  const outward = new Map<AssetId, Set<AssetId>>();
  const add = (map: Map<AssetId, Set<AssetId>>, key: AssetId, value: AssetId) =>
    map.set(key, (map.get(key) ?? new Set()).add(value));
  for (const { from, to, role } of edges) {
    if (from === to) continue;
    add(upward, to, from);
    add(downward, from, to);
    if (role !== 'PART_OF') continue;
    add(inward, to, from);
    add(outward, from, to);
  }
  const sorted = (map: Map<AssetId, Set<AssetId>>) =>
    new Map([...map].map(([key, set]) => [key, [...set].sort(byText)]));
  const parents = sorted(upward);
  const children = sorted(downward);
  const parts = sorted(inward);
  const wholes = sorted(outward);
  return {
    parents: (asset) => parents.get(asset) ?? [],
    children: (asset) => children.get(asset) ?? [],
    parts: (asset) => parts.get(asset) ?? [],
    wholes: (asset) => wholes.get(asset) ?? [],
  };
}

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Everything reached from an asset by `next`, itself included; `through` says beyond which assets to look. */
export function reachedFrom(
  asset: AssetId,
  next: (asset: AssetId) => readonly AssetId[],
  through: (asset: AssetId) => boolean = () => true,
): Set<AssetId> {
  const reached = new Set([asset]);
  for (const each of reached) if (each === asset || through(each)) for (const found of next(each)) reached.add(found);
  return reached;
}
