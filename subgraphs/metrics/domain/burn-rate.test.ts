import { describe, expect, it } from '@jest/globals';
import { casesOf } from '../../../test/data/oracles/oracles.ts';
import { DAY, definition, duration, threshold } from '../fixtures.ts';
import { budgetsOf, burnRateOf, isBurning } from './burn-rate.ts';
import { firstStanding, judge } from './judge.ts';
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

describe('burn rates against PromQL', () => {
  // Increase over the hour before, of the series in the oracle: 1 bad of 1000 a minute, 20 from the 61st on.
  const bad = (minute: number) => (minute <= 60 ? minute : 60 + 20 * (minute - 61));
  const cases = casesOf<string, { expr: string; eval_time: string }>('promql').filter(({ input }) =>
    input.expr.startsWith('slo:burn:1h'),
  );

  it.each(cases)('$id', ({ input, expected }) => {
    const now = Number.parseInt(input.eval_time, 10);
    const spent = { bad: bad(now) - bad(now - 60), total: 60 * 1000 };
    expect(burnRateOf(spent, 0.999)).toBeCloseTo(Number(expected.split(' ').at(-1)), 9);
  });

  it('covers both of them', () => {
    expect(cases).toHaveLength(2);
  });
});

describe('the verdict on a pair of windows', () => {
  it.each(casesOf<{ page_14_4: boolean }, BurnCase>('burn_rate'))('$id pages or not', ({ input, expected }) => {
    const pair = { factor: 14.4, long: duration('PT1H'), short: duration('PT5M') };
    const paging = threshold({ comparison: 'BURN_RATE', value: input.slo, for: duration('PT0S'), burnRates: [pair] });
    const by = definition({ window: duration('PT5M'), minimumSamples: 1, thresholds: [paging] });
    const [start, end] = [55 * 60_000, 60 * 60_000];
    const window = { start, end, components: { numerator: input.total - input.bad, denominator: input.total } };
    const steps = judge({ definition: by, baselineAt: () => null }, firstStanding(by, start), [window], end);
    const kind = steps.at(-1)?.standing.thresholds[0]?.verdict.kind;
    // No traffic is no data: neither well nor an alert.
    expect(kind).toBe(input.total === 0 ? 'INSUFFICIENT_DATA' : expected.page_14_4 ? 'PERSISTENT' : 'NORMAL');
  });
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
