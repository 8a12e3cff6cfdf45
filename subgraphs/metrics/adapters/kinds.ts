import type { StoredComponents } from '../domain/components.ts';

/** Which components a measurement has. A sample is sums of one value, which says all of them. */
export const KINDS = ['sums', 'sample', 'ratio', 'bins', 'sketch', 'latest'] as const;

export type Kind = (typeof KINDS)[number];

/** @throws TypeError for components that are computed from others. */
export function kindOf(components: StoredComponents): Kind {
  if ('sum' in components) {
    const { sum, count, min, max, sumOfSquares } = components;
    const isSample = count === 1 && Object.is(min, sum) && Object.is(max, sum) && Object.is(sumOfSquares, sum * sum);
    return isSample ? 'sample' : 'sums';
  }
  if ('numerator' in components) return 'ratio';
  if ('bins' in components) return 'bins';
  if ('sketch' in components) return 'sketch';
  if ('latest' in components) return 'latest';
  throw new TypeError('what is computed from other metrics is not stored');
}

/** The components of one value. */
export const sampleOf = (value: number): StoredComponents => ({
  sum: value,
  count: 1,
  min: value,
  max: value,
  sumOfSquares: value * value,
});
