import { sampleCorrelation } from 'simple-statistics';
import { endOf, type Grid } from './question.ts';

/** A correlation of fewer pairs says nothing. */
const LEAST_PAIRS = 4;

/** Neither for nor against. */
const UNKNOWN = 0.5;

/**
 * 0.1 + 0.9·max(0, correlation of the two badnesses) over the windows that both know; 0.5 where they share fewer than
 * four. What never moved while the target did does not move with it: 0.1.
 */
export function coMovement(candidate: Grid, target: Grid): number {
  const pairs = target.values.flatMap((value, index) => {
    const other = candidate.values[Math.ceil((endOf(target, index) - candidate.start) / candidate.step) - 1] ?? null;
    return value === null || other === null ? [] : [{ value, other }];
  });
  if (pairs.length < LEAST_PAIRS) return UNKNOWN;
  const correlation = sampleCorrelation(
    pairs.map(({ other }) => other),
    pairs.map(({ value }) => value),
  );
  return 0.1 + 0.9 * Math.max(0, correlation || 0);
}
