/** Walks in plain words: what every store's answers are held against. */
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { compareEdges, compareText, type Edge, isColumnLevel, isIndirect, validAt } from './edge.ts';
import { joinedEdgesAt } from './joined.ts';

export type Completeness = 'COMPLETE' | 'TRUNCATED' | 'TIMED_OUT';

export interface Walk {
  start: AssetId;
  direction: 'upstream' | 'downstream';
  /** Most edges from the start, at least 1. */
  depth: number;
  /** Most assets answered, the start not counted; at least 1. */
  limit: number;
  asOf: Instant;
  /** The graph as it was known then; as it is known now when null or left out. */
  knownAt?: Instant | null;
  /** Whether column-level edges (DERIVES, PART_OF, and those with a feature at an end) take part. */
  columns: boolean;
  /** Whether fields that only steer others (a filter, a join, an order), INDIRECT in columnLineage, count too; true when left out. */
  indirect?: boolean;
  /** When to give up, by the system's clock; what was found by then is answered as TIMED_OUT. */
  deadline: Instant;
}

export interface FoundAsset {
  id: AssetId;
  depth: number;
}

export interface WalkResult {
  /** Each asset once at its least depth, ordered by depth then id; the start is left out. */
  found: FoundAsset[];
  /** TRUNCATED exactly when depth or limit left an asset out. */
  completeness: Completeness;
}

export interface PathResult {
  /** From `from` to `to`; null when there is none. Of several shortest ones the first by the ids on the way, then by role. */
  edges: Edge[] | null;
  completeness: Completeness;
}

/** Breadth first over these edges, those known at `knownAt`, without a deadline. */
export function walk(
  edges: readonly Edge[],
  { start, direction, depth, limit, asOf, columns, indirect = true }: Walk,
): WalkResult {
  const taken = standing(indirect ? edges : edges.filter((edge) => !isIndirect(edge)), asOf, columns);
  const neighbours = neighboursOf(taken, direction);
  const seen = new Set([start]);
  const found: FoundAsset[] = [];
  let layer = [start];
  for (let distance = 1; layer.length > 0; distance += 1) {
    const next = new Set(layer.flatMap((id) => neighbours.get(id) ?? []).filter((id) => !seen.has(id)));
    if (distance > depth) return { found: found.slice(0, limit), completeness: next.size > 0 ? 'TRUNCATED' : cut() };
    layer = [...next].sort(compareText);
    for (const id of layer) {
      seen.add(id);
      found.push({ id, depth: distance });
    }
  }
  return { found: found.slice(0, limit), completeness: cut() };

  function cut(): Completeness {
    return found.length > limit ? 'TRUNCATED' : 'COMPLETE';
  }
}

/** The shortest chain of edges down from one asset to another, without a deadline. */
export function shortestPath(edges: readonly Edge[], from: AssetId, to: AssetId, asOf: Instant): PathResult {
  const columns = [from, to].some((id) => id.startsWith('feature/'));
  const valid = standing(edges, asOf, columns).toSorted(compareEdges);
  const paths = new Map<AssetId, Edge[]>([[from, []]]);
  // Layers in the order of their paths: the first path to reach an asset is the first by the ids on the way.
  let layer = [from];
  while (layer.length > 0 && !paths.has(to)) {
    layer = layer.flatMap((id) => {
      const path = paths.get(id) ?? [];
      const steps = valid.filter((edge) => edge.from === id && !paths.has(edge.to));
      return steps.flatMap((edge) => {
        if (paths.has(edge.to)) return [];
        paths.set(edge.to, [...path, edge]);
        return [edge.to];
      });
    });
  }
  return { edges: paths.get(to) ?? null, completeness: 'COMPLETE' };
}

/** The edges between any two of these assets. */
export function edgesAmong(edges: readonly Edge[], ids: readonly AssetId[], asOf: Instant): Edge[] {
  const among = new Set(ids);
  return joinedEdgesAt(edges, asOf).filter(({ from, to }) => among.has(from) && among.has(to));
}

const standing = (edges: readonly Edge[], asOf: Instant, columns: boolean): Edge[] =>
  joinedEdgesAt(edges, asOf).filter((edge) => validAt(edge, asOf) && (columns || !isColumnLevel(edge)));

function neighboursOf(edges: readonly Edge[], direction: Walk['direction']): Map<AssetId, AssetId[]> {
  const [near, far] = direction === 'upstream' ? (['to', 'from'] as const) : (['from', 'to'] as const);
  const grouped = Map.groupBy(edges, (edge) => edge[near]);
  return new Map([...grouped].map(([id, group]) => [id, group.map((edge) => edge[far])]));
}

/** Of several answers that make one: unknown for want of time before cut off, and that before whole. */
export const worstOf = (all: readonly Completeness[]): Completeness =>
  (['TIMED_OUT', 'TRUNCATED'] as const).find((each) => all.includes(each)) ?? 'COMPLETE';
