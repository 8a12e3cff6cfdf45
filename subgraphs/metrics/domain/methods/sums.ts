import type { SumComponents } from '../components.ts';
import type { Components } from '../observation.ts';
import { type Reading, refused } from './rules.ts';

/** Rounding of a producer's sums, as a share. */
const ROUNDING = 1e-9;

/** Sums and counts as observed; a bare value is a sum over one sample. Null for components of another kind. */
export function readSums(components: Components): Reading<SumComponents> | null {
  if ('value' in components) {
    const { value } = components;
    return { ok: true, components: { sum: value, count: 1, min: value, max: value, sumOfSquares: value * value } };
  }
  if (!('sum' in components)) return null;
  const { sum, count, sumOfSquares } = components;
  if (count < 0) return refused(`count is ${count}; a count cannot be negative`);
  if (count === 0 && sum !== 0) return refused(`sum is ${sum} over a count of 0`);
  const mean = count === 0 ? 0 : sum / count;
  const { min = mean, max = mean } = components;
  if (min > max) return refused(`min ${min} is above max ${max}`);
  if (sumOfSquares === undefined) return { ok: true, components: { sum, count, min, max } };
  if (sumOfSquares < sum * mean * (1 - ROUNDING))
    return refused(`sumOfSquares is ${sumOfSquares}; ${count} samples that sum to ${sum} have at least ${sum * mean}`);
  return { ok: true, components: { sum, count, min, max, sumOfSquares } };
}

export const mergeSums = (all: readonly SumComponents[]): SumComponents =>
  all.reduce((merged, one) => {
    const sums = { sum: merged.sum + one.sum, count: merged.count + one.count, ...extremesOf(merged, one) };
    // Squares of some samples say nothing of the spread of all.
    if (merged.sumOfSquares === undefined || one.sumOfSquares === undefined) return sums;
    return { ...sums, sumOfSquares: merged.sumOfSquares + one.sumOfSquares };
  });

/** Those of some samples are not those of all. */
const extremesOf = (one: SumComponents, other: SumComponents): Pick<SumComponents, 'min' | 'max'> =>
  one.min === undefined || one.max === undefined || other.min === undefined || other.max === undefined
    ? {}
    : { min: Math.min(one.min, other.min), max: Math.max(one.max, other.max) };

export const meanOf = ({ sum, count }: SumComponents): number | null => (count === 0 ? null : sum / count);

/** Sample standard deviation √((Σx² − (Σx)²/n) / (n − 1)); null of fewer than two samples or without their squares. */
export function spreadOf({ sum, count, sumOfSquares }: SumComponents): number | null {
  if (sumOfSquares === undefined || count < 2) return null;
  return Math.sqrt(Math.max(0, sumOfSquares - (sum * sum) / count) / (count - 1));
}
