/** What differs between the graph as it stood at two times. */
import type { Instant } from '../../../vocabulary/duration.ts';
import { compareEdges, type Edge, edgeKeyOf, sameTransformation } from './edge.ts';
import { joinedEdgesAt } from './joined.ts';

/** An edge that differs: null before where it was added, null after where it ended. */
export interface EdgeDifference {
  before: Edge | null;
  after: Edge | null;
}

/**
 * The edges that differ between two times, as readers see them, ordered by from, to, role.
 * @param spans every span of the edges in question, not only those valid then.
 */
export const differencesOf = (spans: readonly Edge[], from: Instant, to: Instant): EdgeDifference[] =>
  differencesBetween(joinedEdgesAt(spans, from), joinedEdgesAt(spans, to));

/**
 * The same of edges that stand at either time. One that stands at both differs where it ended in between, or where who
 * states it or how it transforms changed.
 */
export function differencesBetween(standingBefore: readonly Edge[], standingAfter: readonly Edge[]): EdgeDifference[] {
  const before = new Map(standingBefore.map((edge) => [edgeKeyOf(edge), edge]));
  const after = new Map(standingAfter.map((edge) => [edgeKeyOf(edge), edge]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((key) => ({ before: before.get(key) ?? null, after: after.get(key) ?? null }))
    .filter(({ before, after }) => !before || !after || !sameStanding(before, after))
    .sort((a, b) => compareEdges(edgeOf(a), edgeOf(b)));
}

/** The edge in question. */
export const edgeOf = ({ before, after }: EdgeDifference): Edge => (after ?? before) as Edge;

const sameStanding = (a: Edge, b: Edge): boolean =>
  a.validFrom === b.validFrom && a.origin === b.origin && sameTransformation(a.transformation, b.transformation);
