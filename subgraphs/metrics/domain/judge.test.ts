import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY, definition, duration, FIRST_DAY, psiOver, threshold } from '../fixtures.ts';
import { type Baseline, baselineWith } from './baseline.ts';
import type { MetricDefinition } from './definition.ts';
import { firstStanding, type Judged, judge } from './judge.ts';
import type { MeasuredWindow } from './window.ts';

const day = (index: number) => ({ start: FIRST_DAY + index * DAY, end: FIRST_DAY + (index + 1) * DAY });

const ratio = (index: number, numerator: number, denominator = 1000): MeasuredWindow => ({
  ...day(index),
  components: { numerator, denominator },
});

const judged = (
  windows: MeasuredWindow[],
  days: number,
  by: MetricDefinition = definition(),
  baseline: Baseline | null = null,
): Judged[] =>
  judge({ definition: by, baselineAt: () => baseline }, firstStanding(by, FIRST_DAY), windows, FIRST_DAY + days * DAY);

const last = (steps: Judged[]) => {
  const standing = steps.at(-1)?.standing;
  if (!standing) throw new Error('nothing was judged');
  const [against] = standing.thresholds;
  return { standing, against: against?.verdict };
};

describe('judge', () => {
  it('says since when a breach has lasted and by how much', () => {
    const { against } = last(judged([ratio(0, 900), ratio(1, 700), ratio(2, 720)], 3));
    expect(against).toEqual({
      kind: 'PERSISTENT',
      since: day(1).start,
      reason: '0.72 is below 0.85, from 1000 samples, and has been since 2026-09-02 00:00 UTC.',
      sampleSize: 1000,
    });
  });

  it('does not judge a window with too few samples, and counts on from before', () => {
    const steps = judged([ratio(0, 700), ratio(1, 50, 100), ratio(2, 700)], 3);
    expect(steps.map(({ standing }) => standing.thresholds[0]?.verdict.kind)).toEqual([
      'NORMAL',
      'INSUFFICIENT_DATA',
      'PERSISTENT',
    ]);
    expect(steps[1]?.standing.thresholds[0]?.verdict.reason).toBe(
      '100 samples, fewer than the 200 that a judgement needs.',
    );
  });

  it('holds what it knew over one missing window, and knows nothing after two', () => {
    const steps = judged([ratio(0, 700), ratio(1, 700)], 5);
    expect(steps.map(({ standing }) => standing.thresholds[0]?.verdict.kind)).toEqual([
      'NORMAL',
      'PERSISTENT',
      'PERSISTENT',
      'INSUFFICIENT_DATA',
      'INSUFFICIENT_DATA',
    ]);
    const { against, standing } = last(steps);
    expect(standing.thresholds[0]?.phase.kind).toBe('BREACHED');
    expect(against).toMatchObject({
      since: day(1).end,
      reason: 'No data since 2026-09-03 00:00 UTC; it was PERSISTENT before.',
    });
  });

  it('does not let missing data resolve a breach', () => {
    const steps = judged([ratio(0, 700), ratio(1, 700), ratio(6, 700)], 7);
    expect(last(steps).against?.kind).toBe('PERSISTENT');
    expect(last(steps).against?.since).toBe(day(0).start);
  });

  it('takes no fright at a distance that sampling alone produces', () => {
    const drift = definition({
      minimumSamples: 10,
      direction: 'LOWER_IS_BETTER',
      method: psiOver({ kind: 'deciles', of: 'baseline' }),
      thresholds: [threshold({ comparison: 'ABOVE', value: 0.2, clearValue: 0.1, for: duration('P1D') })],
    });
    const baseline = baselineWith({ bins: { '0': 500, '1': 500 } }, null);
    const few = { ...day(0), components: { bins: { '0': 9, '1': 3 } } };
    const many = { ...day(1), components: { bins: { '0': 900, '1': 300 } } };
    const steps = judged([few, many], 2, drift, baseline);
    expect(steps.map(({ standing }) => standing.thresholds[0]?.verdict.kind)).toEqual([
      'INSUFFICIENT_DATA',
      'PERSISTENT',
    ]);
    expect(steps[0]?.standing.thresholds[0]?.verdict.reason).toMatch(
      /^0\.\d+ is above 0\.2 but under the noise floor of 0\.\d+ that 12 samples alone produce\.$/,
    );
  });

  it('compares with the baseline by its median', () => {
    const by = definition({
      thresholds: [threshold({ comparison: 'BELOW_BASELINE_BY', value: 0.03, clearValue: null, for: duration('P1D') })],
    });
    const baseline = baselineWith(null, { expected: 0.9, deviation: 0.007, count: 30, persistence: 0 });
    expect(last(judged([ratio(0, 880)], 1, by, baseline)).against?.kind).toBe('NORMAL');
    expect(last(judged([ratio(0, 860)], 1, by, baseline)).against?.reason).toContain(
      "more than 0.03 below the baseline's 0.9",
    );
    expect(last(judged([ratio(0, 860)], 1, by)).against?.kind).toBe('INSUFFICIENT_DATA');
  });

  it('tells a value outside its range', () => {
    const by = definition({
      thresholds: [
        threshold({
          comparison: 'OUTSIDE',
          value: 0.4,
          clearValue: null,
          range: { low: 0.4, high: 0.6 },
          for: duration('P1D'),
        }),
      ],
    });
    const kinds = judged([ratio(0, 400), ratio(1, 300), ratio(2, 700), ratio(3, 600)], 4, by);
    expect(kinds.map(({ standing }) => standing.thresholds[0]?.verdict.kind)).toEqual([
      'NORMAL',
      'PERSISTENT',
      'PERSISTENT',
      'NORMAL',
    ]);
  });

  it('burns only while both the long and the short span burn', () => {
    const by = definition({
      minimumSamples: 1,
      thresholds: [
        threshold({
          comparison: 'BURN_RATE',
          value: 0.99,
          clearValue: null,
          for: duration('PT0S'),
          burnRates: [{ factor: 2, long: duration('P3D'), short: duration('P1D') }],
        }),
      ],
    });
    // 10 % errors burn ten times too fast; over three days with two good ones still three times.
    const steps = judged([ratio(0, 1000), ratio(1, 1000), ratio(2, 900), ratio(3, 1000), ratio(4, 0, 0)], 5, by);
    expect(steps.map(({ standing }) => standing.thresholds[0]?.verdict.kind)).toEqual([
      'NORMAL',
      'NORMAL',
      'PERSISTENT',
      'NORMAL',
      'INSUFFICIENT_DATA',
    ]);
  });

  it('finds a lasting loss by CUSUM that no single window shows, and says since when and how large', () => {
    const by = definition({
      thresholds: [
        threshold({
          comparison: 'BELOW_BASELINE_BY',
          value: 0.01,
          clearValue: null,
          for: duration('P1D'),
          detector: { kind: 'cusum', k: 0.5, h: 5 },
        }),
      ],
    });
    const baseline = baselineWith(null, { expected: 0.9, deviation: 0.01, count: 400, persistence: 0 });
    const values = [902, 898, 885, 885, 884, 886, 885, 885, 885];
    const { against } = last(
      judged(
        values.map((good, index) => ratio(index, good)),
        values.length,
        by,
        baseline,
      ),
    );
    expect(against).toEqual({
      kind: 'PERSISTENT',
      since: day(2).start,
      reason:
        "0.015 below the baseline's 0.9 on average over 7 windows since 2026-09-03 00:00 UTC, where 0.01 matters; the last is 0.885, from 1000 samples.",
      sampleSize: 1000,
    });
    expect(last(judged([ratio(0, 500)], 1, by)).against?.reason).toBe(
      'There are too few data in the baseline to compare with.',
    );
  });

  it('judges a metric without thresholds as normal', () => {
    expect(last(judged([ratio(0, 100)], 1, definition({ thresholds: [] }))).standing.verdict).toMatchObject({
      kind: 'NORMAL',
      reason: '0.1 from 1000 samples; the definition has no thresholds.',
    });
  });

  it('comes to the same standing however the time is cut into rounds', () => {
    const values = fc.array(fc.option(fc.integer({ min: 600, max: 1000 })), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.nat(30), (days, cut) => {
        const by = definition();
        const windows = days.flatMap((numerator, index) => (numerator === null ? [] : [ratio(index, numerator)]));
        const [end, middle] = [FIRST_DAY + days.length * DAY, FIRST_DAY + Math.min(cut, days.length) * DAY];
        const yardstick = { definition: by, baselineAt: () => null };
        const start = firstStanding(by, FIRST_DAY);
        const first = judge(yardstick, start, windows, middle).at(-1)?.standing ?? start;
        const inTwo = judge(yardstick, first, windows, end).at(-1)?.standing ?? first;
        expect(inTwo).toEqual(judge(yardstick, start, windows, end).at(-1)?.standing);
      }),
    );
  });
});
