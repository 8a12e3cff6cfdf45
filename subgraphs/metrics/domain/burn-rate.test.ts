import { describe, expect, it } from '@jest/globals';
import { casesOf } from '../../../test/data/oracles/oracles.ts';
import { DAY, definition, duration, threshold } from '../fixtures.ts';
import { budgetsOf, burnRateOf, isBurning } from './burn-rate.ts';
import { bytesOf, emptySketch } from './sketch.ts';

interface BurnCase {
  slo: number;
  bad: number;
  total: number;
}

describe('burnRateOf', () => {
  it.each(casesOf<{ burn_rate: number | 'NaN'; page_14_4: boolean }, BurnCase>('burn_rate'))(
    '$id',
    ({ input, expected }) => {
      const rate = burnRateOf(input, input.slo);
      if (expected.burn_rate === 'NaN') expect(rate).toBeNull();
      else expect(rate).toBeCloseTo(expected.burn_rate, 9);
      expect((rate ?? 0) > 14.4).toBe(expected.page_14_4);
    },
  );
});

describe('isBurning', () => {
  it('counts the samples of a quantile on the wrong side of its target', () => {
    const slow = threshold({
      comparison: 'BURN_RATE',
      value: 0.9,
      target: 400,
      burnRates: [{ factor: 2, long: duration('P1D'), short: duration('P1D') }],
    });
    const by = definition({ method: { kind: 'quantile', q: 0.99 }, direction: 'LOWER_IS_BETTER', thresholds: [slow] });
    const windowOf = (values: number[]) => {
      const sketch = emptySketch();
      for (const value of values) sketch.accept(value);
      return [{ start: 0, end: DAY, components: { sketch: bytesOf(sketch) } }];
    };
    const burning = (values: number[]) => isBurning(slow, budgetsOf(by, windowOf(values)).get(slow) ?? [], DAY);
    expect(burning([100, 200, 300, 500])).toBe(true);
    expect(burning([100, 100, 100, 100, 100, 500])).toBe(false);
    expect(burning([])).toBeNull();
  });
});
