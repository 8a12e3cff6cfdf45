import type { Instant } from '../../../vocabulary/duration.ts';
import { compareEdges, type Edge, edgeKeyOf, validAt } from './edge.ts';

/**
 * Edges as readers see them: an edge that several state (a job's runs, a static event, a steward) is valid wherever
 * one of them says so, its spans joined where they overlap or touch. Source, origin, transformation and recorded time
 * are those of the span that began first; of spans that began together an observed one, then the first by source.
 * The result is ordered by from, to, role, validFrom.
 */
export function joinedEdges(edges: readonly Edge[]): Edge[] {
  const all: Edge[] = [];
  for (const same of Map.groupBy(edges, edgeKeyOf).values()) {
    let last: Edge | undefined;
    for (const edge of same.toSorted(compareSpans)) {
      if (last && reaches(last, edge.validFrom)) last.validTo = later(last.validTo, edge.validTo);
      else {
        last = { ...edge };
        all.push(last);
      }
    }
  }
  return all.sort((a, b) => compareEdges(a, b) || a.validFrom - b.validFrom);
}

/** The joined edges that stand at a time. To see whole spans, give every span of the edges, not only those valid then. */
export const joinedEdgesAt = (edges: readonly Edge[], asOf: Instant): Edge[] =>
  joinedEdges(edges).filter((edge) => validAt(edge, asOf));

const rank = (edge: Edge): string => `${edge.origin === 'OBSERVED' ? 0 : 1} ${edge.source ?? ''}`;

const compareSpans = (a: Edge, b: Edge): number => a.validFrom - b.validFrom || (rank(a) < rank(b) ? -1 : 1);

const reaches = ({ validTo }: Edge, time: Instant): boolean => validTo === null || validTo >= time;

const later = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || b === null ? null : Math.max(a, b);
