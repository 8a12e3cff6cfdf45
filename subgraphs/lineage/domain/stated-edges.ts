import { compareEdges, compareText, edgeKeyOf } from './edge.ts';
import type { StatedEdge, Transformation } from './statement.ts';

/** The edges of both, each once, by from, to, role. Where the two differ in transformation, the greater in text stands. */
export function unionOf<E extends StatedEdge>(a: readonly E[], b: readonly E[]): E[] {
  const edges = new Map<string, E>();
  for (const edge of [...a, ...b]) {
    const key = edgeKeyOf(edge);
    const known = edges.get(key);
    if (!known || compareTransformations(known.transformation, edge.transformation) < 0) edges.set(key, edge);
  }
  return [...edges.values()].sort(compareEdges);
}

/** None comes before any. */
function compareTransformations(a: Transformation | undefined, b: Transformation | undefined): number {
  return compareText(textOf(a), textOf(b));
}

const textOf = (transformation: Transformation | undefined): string =>
  transformation ? JSON.stringify([transformation.type, transformation.subtype, transformation.masking]) : '';
