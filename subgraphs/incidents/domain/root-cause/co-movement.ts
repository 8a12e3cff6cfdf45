import { valuesAlong } from './aligned.ts';
import type { Grid } from './question.ts';

/** A correlation of fewer pairs says nothing. */
const LEAST_PAIRS = 4;

/** What counts for a co-movement that is not known: neither for nor against. */
export const UNKNOWN_MOVEMENT = 0.5;

/**
 * 0.1 + 0.9·max(0, Pearson's correlation of the two badnesses) over the windows that both know; null where they share fewer
 * than four. What never moved while the target did does not move with it: 0.1.
 */
export function coMovement(candidate: Grid, target: Grid): number | null {
  const own = target.values;
  const their = valuesAlong(target, candidate);
  let pairs = 0;
  let ownSum = 0;
  let theirSum = 0;
  // Loops over plain numbers, for a pair of each window of every candidate is the most of a search.
  for (let index = 0; index < own.length; index += 1) {
    const a = own[index] as number;
    const b = their[index] as number;
    if (Number.isNaN(a + b)) continue;
    pairs += 1;
    ownSum += a;
    theirSum += b;
  }
  if (pairs < LEAST_PAIRS) return null;
  const ownMean = ownSum / pairs;
  const theirMean = theirSum / pairs;
  let both = 0;
  let ownSquares = 0;
  let theirSquares = 0;
  for (let index = 0; index < own.length; index += 1) {
    const a = (own[index] as number) - ownMean;
    const b = (their[index] as number) - theirMean;
    if (Number.isNaN(a + b)) continue;
    both += a * b;
    ownSquares += a * a;
    theirSquares += b * b;
  }
  return 0.1 + 0.9 * Math.max(0, both / Math.sqrt(ownSquares * theirSquares) || 0);
}
