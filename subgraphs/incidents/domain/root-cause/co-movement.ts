import { sampleCorrelation } from 'simple-statistics';
import { alignedRows } from './aligned.ts';
import type { Grid } from './question.ts';

/** A correlation of fewer pairs says nothing. */
const LEAST_PAIRS = 4;

/** What counts for a co-movement that is not known: neither for nor against. */
export const UNKNOWN_MOVEMENT = 0.5;

/**
 * 0.1 + 0.9·max(0, correlation of the two badnesses) over the windows that both know; null where they share fewer
 * than four. What never moved while the target did does not move with it: 0.1.
 */
export function coMovement(candidate: Grid, target: Grid): number | null {
  const pairs = alignedRows(target, [candidate]);
  if (pairs.length < LEAST_PAIRS) return null;
  const correlation = sampleCorrelation(
    pairs.map(({ others: [other = 0] }) => other),
    pairs.map(({ own }) => own),
  );
  return 0.1 + 0.9 * Math.max(0, correlation || 0);
}
