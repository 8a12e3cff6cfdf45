import type { Threshold } from './threshold.ts';

/** How a value stands to a threshold. BETWEEN: no longer breached, not yet past the value at which it clears. */
export type Condition = 'BREACHED' | 'BETWEEN' | 'CLEAR';

/** A threshold with the number that its values are held against. */
interface Limit {
  limit: number;
  clearLimit: number | null;
}

/** Which side of its limit a comparison breaches. */
const above = (value: number, { limit, clearLimit }: Limit): Condition => {
  if (value > limit) return 'BREACHED';
  return clearLimit === null || value < clearLimit ? 'CLEAR' : 'BETWEEN';
};

const below = (value: number, { limit, clearLimit }: Limit): Condition => {
  if (value < limit) return 'BREACHED';
  return clearLimit === null || value > clearLimit ? 'CLEAR' : 'BETWEEN';
};

/**
 * How a value stands to a threshold; null when it cannot be told, for want of a baseline. `expected` is the baseline's
 * median. Burn rates look at more than one value: see `burn-rate.ts`.
 */
export function conditionOf(threshold: Threshold, value: number, expected: number | null): Condition | null {
  const { comparison, range } = threshold;
  const limit = limitOf(threshold, expected);
  switch (comparison) {
    case 'ABOVE':
    case 'ABOVE_BASELINE_BY':
      return limit && above(value, limit);
    case 'BELOW':
    case 'BELOW_BASELINE_BY':
      return limit && below(value, limit);
    case 'OUTSIDE':
      return range && (value < range.low || value > range.high ? 'BREACHED' : 'CLEAR');
    case 'BURN_RATE':
      return null;
  }
}

/** The numbers on the value's own scale. */
function limitOf({ comparison, value, clearValue }: Threshold, expected: number | null): Limit | null {
  const sign = comparison === 'BELOW_BASELINE_BY' ? -1 : 1;
  if (!comparison.endsWith('BASELINE_BY')) return { limit: value, clearLimit: clearValue };
  if (expected === null) return null;
  return { limit: expected + sign * value, clearLimit: clearValue === null ? null : expected + sign * clearValue };
}

/** The condition in words, such as "below 0.85". */
export function limitInWords(threshold: Threshold, expected: number | null): string {
  const { comparison, value, range } = threshold;
  switch (comparison) {
    case 'ABOVE':
      return `above ${shown(value)}`;
    case 'BELOW':
      return `below ${shown(value)}`;
    case 'ABOVE_BASELINE_BY':
      return `more than ${shown(value)} above the baseline's ${shown(expected)}`;
    case 'BELOW_BASELINE_BY':
      return `more than ${shown(value)} below the baseline's ${shown(expected)}`;
    case 'OUTSIDE':
      return `outside ${shown(range?.low ?? null)} to ${shown(range?.high ?? null)}`;
    case 'BURN_RATE':
      return `burning its error budget of ${shown(1 - value)} too fast`;
  }
}

/** A number for a sentence: four significant digits. */
export const shown = (value: number | null): string =>
  value === null ? 'unknown' : String(Number(value.toPrecision(4)));
