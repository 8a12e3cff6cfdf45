/** Several chains from one asset down to another: edge-disjoint ones first, then the others. */
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Between } from './between.ts';
import { disjointPaths } from './disjoint-paths.ts';
import { compareEdges, compareText, type Edge } from './edge.ts';
import { shortestSimplePaths } from './simple-paths.ts';

export interface PathsQuestion {
  from: AssetId;
  to: AssetId;
  /** Most paths answered, at least 1. */
  most: number;
  /** Most edges of a path, at least 1. */
  maxLength: number;
}

export interface FoundPath {
  /** From `from` to `to`; of several edges between the same two assets the first by role. */
  edges: Edge[];
  /** Whether it is one of the set that shares no step. */
  disjoint: boolean;
}

/** Where a path stands among others: those of the set that shares no step first, then by length, then by the ids on the way. */
export type PlaceOfPath = [rank: number, length: number, way: string];

/** Ids hold no spaces, and whatever they hold comes after one. */
export const placeOfPath = ({ edges, disjoint }: FoundPath): PlaceOfPath => [
  disjoint ? 0 : 1,
  edges.length,
  edges.map(({ to }) => to).join(' '),
];

export const comparePlacesOfPaths = (a: PlaceOfPath, b: PlaceOfPath): number =>
  a[0] - b[0] || a[1] - b[1] || compareText(a[2], b[2]);

/**
 * Chains that meet no asset twice, over edges that stand: first a set of which no two share a step, as many as there
 * are and together as short as can be, by length then ids; then all others by length then ids. Yields each as it is
 * found, and null whenever some work is done, so that the caller may look at the clock and let others have a turn.
 * @returns whether `most` left a path out.
 */
export function* pathsAmong(edges: readonly Edge[], question: PathsQuestion): Generator<FoundPath | null, boolean> {
  const { from, to, most, maxLength } = question;
  if (from === to) {
    yield { edges: [], disjoint: true };
    return false;
  }
  const { ids, graph } = graphBetween(edges, from, to);
  if (!graph) return false;
  const steps = firstEdges(edges);
  const told = (path: readonly number[], disjoint: boolean): FoundPath => ({
    edges: path.slice(1).map((node, place) => steps.get(`${ids[path[place] as number]} ${ids[node]}`) as Edge),
    disjoint,
  });

  const apart = yield* disjointPaths(graph, most, maxLength);
  for (const path of apart) yield told(path, true);
  const known = new Set(apart.map(String));
  let found = apart.length;
  for (const path of shortestSimplePaths(graph, maxLength)) {
    if (path && !known.has(String(path))) {
      if (found === most) return true;
      found += 1;
      yield told(path, false);
    } else yield null;
  }
  return false;
}

/** Only what lies on some chain between the two; no graph when nothing does. */
function graphBetween(edges: readonly Edge[], from: AssetId, to: AssetId): { ids: AssetId[]; graph: Between | null } {
  const reached = reachable(
    from,
    Map.groupBy(edges, (edge) => edge.from),
    'to',
  );
  const leading = reachable(
    to,
    Map.groupBy(edges, (edge) => edge.to),
    'from',
  );
  const ids = [...reached].filter((id) => leading.has(id)).sort(compareText);
  if (!reached.has(to)) return { ids, graph: null };
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const down = ids.map(() => new Set<number>());
  const up = ids.map(() => new Set<number>());
  for (const edge of edges) {
    const [tail, head] = [numbers.get(edge.from), numbers.get(edge.to)];
    if (tail === undefined || head === undefined) continue;
    // No chain that meets an asset once comes back to its start or goes on from its end.
    if (tail === head || edge.to === from || edge.from === to) continue;
    down[tail]?.add(head);
    up[head]?.add(tail);
  }
  const sorted = (sets: Set<number>[]) => sets.map((set) => [...set].sort((a, b) => a - b));
  const ends = { from: numbers.get(from) as number, to: numbers.get(to) as number };
  return { ids, graph: { ...ends, down: sorted(down), up: sorted(up) } };
}

function reachable(start: AssetId, edges: ReadonlyMap<AssetId, Edge[]>, far: 'from' | 'to'): Set<AssetId> {
  const seen = new Set([start]);
  for (const id of seen) for (const edge of edges.get(id) ?? []) seen.add(edge[far]);
  return seen;
}

function firstEdges(edges: readonly Edge[]): Map<string, Edge> {
  const first = new Map<string, Edge>();
  for (const edge of edges.toSorted(compareEdges)) {
    const step = `${edge.from} ${edge.to}`;
    if (!first.has(step)) first.set(step, edge);
  }
  return first;
}
