import { sampleCorrelation } from 'simple-statistics';
import { valueAt } from './aligned.ts';
import { endOf, type Grid } from './question.ts';

/** A correlation of fewer pairs says nothing. */
const LEAST_PAIRS = 4;

/** What counts for a co-movement that is not known: neither for nor against. */
export const UNKNOWN_MOVEMENT = 0.5;

/**
 * 0.1 + 0.9·max(0, correlation of the two badnesses) over the windows that both know; null where they share fewer
 * than four. What never moved while the target did does not move with it: 0.1.
 */
export function coMovement(candidate: Grid, target: Grid): number | null {
  const theirs: number[] = [];
  const own: number[] = [];
  // Two plain lists, for a pair of each window of every candidate would be the most of a search.
  for (const [index, value] of target.values.entries()) {
    const other = valueAt(candidate, endOf(target, index));
    if (Number.isNaN(value) || Number.isNaN(other)) continue;
    own.push(value);
    theirs.push(other);
  }
  if (own.length < LEAST_PAIRS) return null;
  return 0.1 + 0.9 * Math.max(0, sampleCorrelation(theirs, own) || 0);
}
