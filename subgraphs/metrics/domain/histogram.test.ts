import { describe, expect, it } from '@jest/globals';
import { casesOf } from '../../../test/data/oracles/oracles.ts';
import { sketchOfHistogram } from './histogram.ts';
import { sketchOf } from './sketch.ts';

/** The oracle's histogram: what came a minute into each bucket. */
const HISTOGRAM = { kind: 'histogram' as const, count: 40, sum: 0, min: null, max: null };
const BOUNDS = [0.1, 0.5, 1];
const COUNTS = [10, 20, 8, 2];
/** Half a sixteenth of the second bucket, and the sketch's hundredth. */
const TOLERANCE = 0.055;

describe('quantiles of a histogram with stated bounds, against PromQL', () => {
  const cases = casesOf<string, { expr: string }>('promql').flatMap(({ id, input, expected }) => {
    const q = Number(input.expr.match(/^histogram_quantile\((\d*\.?\d+), rate\(lat/)?.[1]);
    // PromQL answers Inf of a quantile beyond 1, which the catalog refuses.
    return q > 0 && q <= 1 ? [{ id, q, theirs: Number(expected.split(' ').at(-1)) }] : [];
  });

  it.each(cases)('$id, the $q quantile', ({ q, theirs }) => {
    const { sketch } = sketchOfHistogram({ ...HISTOGRAM, bounds: BOUNDS, counts: COUNTS }, 1);
    const found = sketchOf(sketch).getValueAtQuantile(q);
    expect(Math.abs(found - theirs) / theirs).toBeLessThan(TOLERANCE);
  });

  it('covers three of them', () => {
    expect(cases).toHaveLength(3);
  });
});
