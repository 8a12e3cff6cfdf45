import { describe, expect, it } from '@jest/globals';
import { casesOf, dataOf } from '../../../../test/data/oracles/oracles.ts';
import type { SumComponents } from '../components.ts';
import type { Components } from '../observation.ts';
import { mean } from './mean.ts';

const NOW = { baseline: null, end: 0 };

const summed = (values: number[]): Components => ({
  count: values.length,
  sum: values.reduce((a, b) => a + b, 0),
  sumOfSquares: values.reduce((a, b) => a + b * b, 0),
});

const read = (components: Components): SumComponents => {
  const reading = mean.read(components);
  if (!reading.ok) throw new Error(reading.message);
  return reading.components;
};

describe('a mean and its spread against NumPy, from parts merged', () => {
  it.each(casesOf<{ mean: number; std_ddof1: number; n: number; nulls: number }>('quantiles'))(
    '$id',
    ({ input, expected }) => {
      const values = dataOf<(number | null)[]>(input).filter((value) => value !== null);
      const merged = mean.merge([values.slice(0, 3), values.slice(3)].map((part) => read(summed(part))));
      expect(mean.compute(merged, NOW)).toBeCloseTo(expected.mean, 9);
      const { spread } = mean.evidence(merged, NOW);
      expect(Math.abs((spread ?? Number.NaN) - expected.std_ddof1)).toBeLessThan(
        1e-9 * Math.max(1, expected.std_ddof1),
      );
    },
  );
});

describe('mean', () => {
  it('has no spread once a part did not tell its squares', () => {
    const merged = mean.merge([read(summed([1, 2, 3])), read({ count: 2, sum: 4 })]);
    expect(mean.compute(merged, NOW)).toBe(2);
    expect(mean.evidence(merged, NOW).spread).toBeNull();
  });

  it('has no value, not 0, of nothing', () => {
    expect(mean.compute(read({ count: 0, sum: 0 }), NOW)).toBeNull();
    expect(mean.whyNone(read({ count: 0, sum: 0 }), NOW)).toBe('its count is zero');
  });

  it.each<[string, Components, string]>([
    ['a negative count', { count: -1, sum: 3 }, 'count is -1'],
    ['a sum of nothing', { count: 0, sum: 3 }, 'sum is 3 over a count of 0'],
    [
      'squares that no such samples have',
      { count: 2, sum: 4, sumOfSquares: 1 },
      '2 samples that sum to 4 have at least 8',
    ],
    ['a least above the greatest', { count: 2, sum: 4, min: 3, max: 1 }, 'min 3 is above max 1'],
  ])('refuses %s', (_, components, message) => {
    expect(mean.read(components)).toEqual({ ok: false, message: expect.stringContaining(message) });
  });
});
