import { compareEdges, compareText, edgeKeyOf } from './edge.ts';
import type { StatedEdge, Transformation } from './statement.ts';

/** The edges of both, each once, by from, to, role. Where the two differ in transformation, DIRECT stands before INDIRECT before none; of one type the greater in text. */
export function unionOf<E extends StatedEdge>(a: readonly E[], b: readonly E[]): E[] {
  const edges = new Map<string, E>();
  for (const edge of [...a, ...b]) {
    const key = edgeKeyOf(edge);
    const known = edges.get(key);
    if (!known || compareTransformations(known.transformation, edge.transformation) < 0) edges.set(key, edge);
  }
  return [...edges.values()].sort(compareEdges);
}

type Transforms = Transformation | null | undefined;

/** The one that `unionOf` keeps comes last. */
export function compareTransformations(a: Transforms, b: Transforms): number {
  return rankOf(a) - rankOf(b) || compareText(textOf(a), textOf(b));
}

/** Values say more than filters. */
function rankOf(transformation: Transforms): number {
  if (!transformation) return 0;
  return transformation.type === 'DIRECT' ? 2 : 1;
}

const inOrder = new WeakMap<readonly StatedEdge[], readonly StatedEdge[]>();

/** Each edge once and in order, as `unionOf` has them; of an array that is frozen, and so stays what it is, found once. */
export function orderedEdges(edges: readonly StatedEdge[]): readonly StatedEdge[] {
  if (!Object.isFrozen(edges)) return unionOf([], edges);
  const known = inOrder.get(edges);
  if (known) return known;
  const ordered = Object.freeze(unionOf([], edges));
  inOrder.set(edges, ordered);
  return ordered;
}

const textOf = (transformation: Transforms): string =>
  transformation ? JSON.stringify([transformation.type, transformation.subtype, transformation.masking]) : '';
