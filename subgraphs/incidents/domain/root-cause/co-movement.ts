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
  const [theirs, own] = [new Float64Array(target.values.length), new Float64Array(target.values.length)];
  let pairs = 0;
  // A loop over plain numbers, for a pair of each window of every candidate would be the most of a search.
  for (let index = 0; index < target.values.length; index += 1) {
    const value = target.values[index] as number;
    const other = valueAt(candidate, endOf(target, index));
    if (Number.isNaN(value) || Number.isNaN(other)) continue;
    own[pairs] = value;
    theirs[pairs] = other;
    pairs += 1;
  }
  if (pairs < LEAST_PAIRS) return null;
  // It takes what has an index, whatever its type says.
  const known = (values: Float64Array) => values.subarray(0, pairs) as unknown as number[];
  return 0.1 + 0.9 * Math.max(0, sampleCorrelation(known(theirs), known(own)) || 0);
}
