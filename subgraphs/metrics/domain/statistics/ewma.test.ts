import { describe, expect, it } from '@jest/globals';
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { casesOf, dataOf } from '../../../../test/data/oracles/oracles.ts';
import { ewmaAfter, ewmaFrom, ewmaLimit } from './ewma.ts';
import { robustScaleOf, standardised } from './robust-scale.ts';

const BASELINE = 100;

interface Expected {
  pandas_first5: number[];
  control_chart_last: number;
  control_chart_first_out: number;
  control_chart_n_out: number;
  zscore_last_vs_baseline: number;
  mad_scaled: number;
}

const cases = casesOf<Expected>('ewma').map(({ id, input, expected }) => {
  const values = dataOf<number[]>(input);
  const before = values.slice(0, Math.min(BASELINE, Math.floor(values.length / 2)));
  return { id, values, expected, scale: { middle: mean(before), deviation: sampleStandardDeviation(before) } };
});

describe('EWMA against pandas', () => {
  it.each(cases)('$id begun at its first value', ({ values, expected }) => {
    let ewma = ewmaFrom(values[0] ?? 0);
    const averages = values.slice(0, 5).map((value) => {
      ewma = ewmaAfter(ewma, value);
      return ewma.average;
    });
    averages.forEach((average, index) => {
      expect(average).toBeCloseTo(expected.pandas_first5[index] ?? 0, 9);
    });
  });

  it.each(cases)('$id as a control chart', ({ values, expected, scale }) => {
    let ewma = ewmaFrom(scale.middle);
    const out = values.flatMap((value, index) => {
      ewma = ewmaAfter(ewma, value);
      return Math.abs(ewma.average - scale.middle) > ewmaLimit(ewma) * scale.deviation ? [index] : [];
    });
    expect(ewma.average).toBeCloseTo(expected.control_chart_last, 9);
    expect(out[0]).toBe(expected.control_chart_first_out);
    expect(out).toHaveLength(expected.control_chart_n_out);
  });

  it.each(cases)('$id, how far the last value lies from the baseline', ({ values, expected, scale }) => {
    expect(standardised(values.at(-1) ?? 0, scale)).toBeCloseTo(expected.zscore_last_vs_baseline, 9);
  });
});

describe('robust scale', () => {
  // SciPy divides by the exact quantile of the normal distribution, 1.482602..., which we round to 1.4826.
  it.each(cases)('of $id', ({ values, expected }) => {
    const { deviation = 0 } = robustScaleOf(values) ?? {};
    expect(Math.abs(deviation / expected.mad_scaled - 1)).toBeLessThan(2e-6);
  });

  it.each([
    ['the standard deviation where half of the values are one', [1, 1, 1, 5], 1, Math.sqrt(3)],
    ['a hundredth of the median where no value differs', [-200, -200], -200, 2],
    ['a hundredth of the median where only what rounding makes of their sum differs', [0.1, 0.1, 0.1], 0.1, 0.001],
    ['a hundredth of the median where the values differ by rounding', [0.1, 0.1, 0.3 / 3, (0.1 + 0.2) / 3], 0.1, 0.001],
    ['nothing where every value is 0', [0, 0, 0], 0, 0],
  ])('takes %s', (_, values, middle, deviation) => {
    expect(robustScaleOf(values)).toEqual({ middle, deviation: expect.closeTo(deviation, 12) });
  });

  it('says of no value how many deviations it lies off where nothing ever strayed', () => {
    expect(standardised(3, { middle: 0, deviation: 0 })).toBeNull();
  });
});
