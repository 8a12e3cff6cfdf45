import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dimensionAnalysisOf } from './analysis.ts';
import { contributionsOf } from './contribution.ts';
import type { MeasuredSlice } from './slice.ts';

const slice = (value: string, of: number | null, sampleSize: number, label = 'carrier'): MeasuredSlice => ({
  dimensions: [{ label, value }],
  value: of,
  sampleSize,
});

const wholeOf = (slices: readonly MeasuredSlice[]) => {
  const sampleSize = slices.reduce((sum, each) => sum + each.sampleSize, 0);
  return { sampleSize, value: slices.reduce((sum, each) => sum + (each.value ?? 0) * each.sampleSize, 0) / sampleSize };
};

const analysed = (before: MeasuredSlice[], after: MeasuredSlice[], more = {}) =>
  dimensionAnalysisOf({
    movement: { normal: wholeOf(before), now: wholeOf(after) },
    cuts: [{ labels: ['carrier'], normal: { slices: before, coverage: 1 }, now: { slices: after, coverage: 1 } }],
    adds: true,
    anomaly: 20,
    ...more,
  });

describe('which slices carry a degradation', () => {
  const before = [slice('AA', 0.9, 100), slice('DL', 0.9, 400)];

  it('is the carrier whose accuracy fell, with all of the change', () => {
    const { summary, labels } = analysed(before, [slice('AA', 0.4, 100), slice('DL', 0.9, 400)]);
    expect(labels[0]?.slices[0]).toMatchObject({ weight: 0.2, carries: true, normal: 0.9, value: 0.4 });
    expect(labels[0]?.slices[0]?.share).toBeCloseTo(1, 12);
    expect(summary).toBe('carrier = AA carries 100 % of the change with 20 % of the samples.');
  });

  it('is none when all fell alike', () => {
    const { summary, labels } = analysed(before, [slice('AA', 0.7, 100), slice('DL', 0.7, 400)]);
    expect(labels[0]?.slices.map(({ carries }) => carries)).toEqual([false, false]);
    expect(labels[0]?.surprise).toBeCloseTo(0, 12);
    expect(summary).toBe('No label that was looked at carries it: the change is spread as the samples are.');
  });

  it('is the one that grew, where nothing but the mixture changed', () => {
    const mixed = [slice('AA', 0.5, 100), slice('DL', 0.9, 400)];
    const { labels } = analysed(mixed, [slice('AA', 0.5, 400), slice('DL', 0.9, 400)]);
    const [first] = labels[0]?.slices ?? [];
    expect([first?.dimensions[0]?.value, first?.normal, first?.value]).toEqual(['AA', 0.5, 0.5]);
  });

  it('says of one that was never seen before that its normal is unknown, not zero', () => {
    const { labels } = analysed(before, [...before, slice('UA', 0.1, 100)]);
    expect(labels[0]?.slices[0]).toMatchObject({ normal: null, value: 0.1, carries: true });
    expect(labels[0]?.slices[0]?.share).toBeCloseTo(1, 12);
  });

  it('leaves the share of a slice open whose value cannot be computed', () => {
    const after = [slice('AA', null, 100), slice('DL', 0.7, 400)];
    const { labels, summary } = analysed(before, after);
    const [aa] = labels[0]?.slices.filter(({ value }) => value === null) ?? [];
    expect(aa).toMatchObject({ share: null, carries: false });
    expect(labels[0]?.elsewhere).toBeNull();
    expect(summary).toBe('No slice whose share is known carries it; of some it is not known.');
  });

  it('shares nothing out where slices do not add up', () => {
    const { summary, labels } = analysed(before, [slice('AA', 0.4, 100), slice('DL', 0.9, 400)], { adds: false });
    expect(labels[0]).toMatchObject({ surprise: null, elsewhere: null });
    expect(labels[0]?.slices.every(({ share }) => share === null)).toBe(true);
    expect(summary).toMatch(/do not add up/);
  });

  it('takes a difference that chance makes for none', () => {
    const { labels } = analysed(before, [slice('AA', 0.66, 100), slice('DL', 0.7, 400)], { anomaly: 6 });
    expect(labels[0]?.slices.some(({ carries }) => carries)).toBe(false);
  });

  it('names the label that tells most first, pairs when they tell more', () => {
    const pair = (carrier: string, hour: string, of: number, sampleSize: number): MeasuredSlice => ({
      dimensions: [
        { label: 'carrier', value: carrier },
        { label: 'hour', value: hour },
      ],
      value: of,
      sampleSize,
    });
    const pairs = (bad: number) => [
      pair('AA', 'day', 0.9, 100),
      pair('AA', 'night', bad, 100),
      pair('DL', 'day', 0.9, 400),
      pair('DL', 'night', 0.9, 400),
    ];
    const single = (bad: number) => [slice('AA', (0.9 + bad) / 2, 200), slice('DL', 0.9, 800)];
    const { labels, summary } = analysed(single(0.9), single(0.1), {
      cuts: [
        {
          labels: ['carrier'],
          normal: { slices: single(0.9), coverage: 1 },
          now: { slices: single(0.1), coverage: 1 },
        },
        {
          labels: ['carrier', 'hour'],
          normal: { slices: pairs(0.9), coverage: 1 },
          now: { slices: pairs(0.1), coverage: 1 },
        },
      ],
    });
    expect(labels.map((label) => label.labels)).toEqual([['carrier', 'hour'], ['carrier']]);
    expect(summary).toBe('carrier = AA, hour = night carries 100 % of the change with 10 % of the samples.');
  });
});

it('shares out the whole change, whatever moved', () => {
  const value = fc.double({ min: 0, max: 1, noNaN: true });
  const size = fc.integer({ min: 1, max: 1000 });
  const slices = fc.array(fc.tuple(value, size), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(slices, slices, (before, after) => {
      const [normal, now] = [before, after].map((all) => all.map(([of, n], index) => slice(`${index}`, of, n)));
      if (!normal || !now) return;
      const movement = { normal: wholeOf(normal), now: wholeOf(now) };
      fc.pre(Math.abs(movement.now.value - movement.normal.value) > 1e-3);
      const cut = { labels: ['carrier'], normal: { slices: normal, coverage: 1 }, now: { slices: now, coverage: 1 } };
      const shares = contributionsOf(cut, movement, true).map(({ share }) => share ?? Number.NaN);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    }),
  );
});
