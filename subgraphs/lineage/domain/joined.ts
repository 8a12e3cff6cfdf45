import type { Instant } from '../../../vocabulary/duration.ts';
import { compareEdges, compareText, type Edge, edgeKeyOf, sameTransformation, validAt } from './edge.ts';
import { compareTransformations } from './stated-edges.ts';

/**
 * Edges as readers see them: an edge that several state (a job's runs, a static event, a steward) is valid wherever
 * one of them says so and no steward retracts it, its spans joined where they overlap or touch and transform alike.
 * Where two differ, the one that began first stands until it ends. Source, origin, reason and recorded time are those
 * of the span that began first; of spans that began together an observed one, then the first by source, then that of
 * the transformation that `unionOf` keeps, then the one that was told first: the order of `edges` says nothing. The
 * result is ordered by from, to, role, validFrom.
 */
export function joinedEdges(edges: readonly Edge[]): Edge[] {
  const all: Edge[] = [];
  for (const same of Map.groupBy(edges, edgeKeyOf).values()) {
    const { stated = [], retracted = [] } = Object.groupBy(same, (edge) => (edge.retracted ? 'retracted' : 'stated'));
    const joined = joinedSpans(stated);
    all.push(...(retracted.length === 0 ? joined : without(joined, retracted)));
  }
  return all.sort((a, b) => compareEdges(a, b) || a.validFrom - b.validFrom);
}

/** The joined edges that stand at a time. To see whole spans, give every span of the edges, not only those valid then. */
export const joinedEdgesAt = (edges: readonly Edge[], asOf: Instant): Edge[] =>
  joinedEdges(edges).filter((edge) => validAt(edge, asOf));

function joinedSpans(spans: readonly Edge[]): Edge[] {
  const all: Edge[] = [];
  for (const span of spans.toSorted(compareSpans)) {
    const last = all.at(-1);
    if (!last || !reaches(last, span.validFrom)) all.push({ ...span });
    else if (sameTransformation(last.transformation, span.transformation))
      last.validTo = later(last.validTo, span.validTo);
    else if (last.validTo !== null && !before(span.validTo, last.validTo))
      all.push({ ...span, validFrom: last.validTo });
  }
  return all;
}

/** What is left of spans where nothing of them is retracted. */
function without(spans: readonly Edge[], retracted: readonly Edge[]): Edge[] {
  return retracted.reduce<readonly Edge[]>((left, gone) => left.flatMap((span) => cut(span, gone)), spans) as Edge[];
}

function cut(span: Edge, gone: Edge): Edge[] {
  const until = gone.validTo;
  if (before(span.validTo, gone.validFrom) || before(until, span.validFrom)) return [span];
  const left = span.validFrom < gone.validFrom ? [{ ...span, validTo: gone.validFrom }] : [];
  const right = until !== null && !before(span.validTo, until) ? [{ ...span, validFrom: until }] : [];
  return [...left, ...right];
}

/** Whether an end, null being never, comes before a time or at it. */
const before = (end: Instant | null, time: Instant): boolean => end !== null && end <= time;

const rank = (edge: Edge): string => `${edge.origin === 'OBSERVED' ? 0 : 1} ${edge.source ?? ''}`;

const compareSpans = (a: Edge, b: Edge): number =>
  a.validFrom - b.validFrom ||
  compareText(rank(a), rank(b)) ||
  compareTransformations(b.transformation, a.transformation) ||
  a.recordedAt - b.recordedAt;

const reaches = ({ validTo }: Edge, time: Instant): boolean => validTo === null || validTo >= time;

const later = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || b === null ? null : Math.max(a, b);
