import { describe, expect, it } from '@jest/globals';
import { casesOf, dataOf } from '../../../../test/data/oracles/oracles.ts';
import type { SketchComponents } from '../components.ts';
import { bytesOf, countAbove, emptySketch, sketchOf } from '../sketch.ts';
import { quantile } from './quantile.ts';

const CONTEXT = { baseline: null, end: 0 };

function sketched(values: (number | null)[]): SketchComponents {
  const sketch = emptySketch();
  for (const value of values) if (value !== null) sketch.accept(value);
  return { sketch: bytesOf(sketch) };
}

/** The oracles name series by their key in one file, and data sets in another. */
const numbersOf = (reference: string): (number | null)[] => dataOf<number[]>(reference);

describe('quantiles against ddsketch and NumPy', () => {
  it.each(casesOf<{ q: number[]; quantiles: number[]; count: number }>('ddsketch'))('$id', ({ input, expected }) => {
    const values = numbersOf(input);
    const half = Math.floor(values.length / 2);
    const halves = [sketched(values.slice(0, half)), sketched(values.slice(half))];
    const merged = quantile(0.5).merge(halves);
    expected.q.forEach((q, index) => {
      expect(quantile(q).compute(merged, CONTEXT)).toBeCloseTo(expected.quantiles[index] ?? 0, 9);
    });
    expect(quantile(0.5).sampleSize(merged)).toBe(expected.count);
  });

  it.each(casesOf<{ q: number[]; lower: number[] }>('quantiles'))('$id within 1 %', ({ input, expected }) => {
    const components = sketched(numbersOf(input));
    expected.q.forEach((q, index) => {
      const exact = expected.lower[index] ?? 0;
      const found = quantile(q).compute(components, CONTEXT) ?? Number.NaN;
      expect(Math.abs(found - exact)).toBeLessThanOrEqual(0.01 * Math.abs(exact) + 1e-12);
    });
  });
});

describe('quantile', () => {
  it('merges the negative values of both sketches', () => {
    const merged = quantile(0).merge([sketched([-1, 5]), sketched([-100, 6])]);
    expect(quantile(0).compute(merged, CONTEXT)).toBeCloseTo(-100, 0);
    expect(quantile(0).sampleSize(merged)).toBe(4);
  });

  it('knows no quantile of no samples', () => {
    expect(quantile(0.5).compute(sketched([]), CONTEXT)).toBeNull();
  });

  it('counts the samples above a value', () => {
    const sketch = sketchOf(sketched([-3, -1, 0, 0, 2, 50, 60]).sketch);
    expect([-2, 0.5, 10, 100].map((value) => countAbove(sketch, value))).toEqual([6, 3, 2, 0]);
  });

  it.each([
    ['no protobuf', Uint8Array.of(255, 255, 255), 'not a DDSketch'],
    ['a sketch of no stated accuracy', new Uint8Array(), 'not a logarithmic DDSketch of relative accuracy 0.01'],
  ])('refuses %s', (_, sketch, message) => {
    expect(quantile(0.5).read({ sketch })).toEqual({ ok: false, message: expect.stringContaining(message) });
  });

  it('refuses a bin that stands for no number rather than reserve memory up to it', () => {
    // The mapping takes the first 22 bytes.
    const honest = bytesOf(emptySketch());
    // Field 2 (positive values) with one sparse bin: key 2^30, count 1.
    const sparse = [0x12, 0x11, 0x0a, 0x0f, 0x08, 0x80, 0x80, 0x80, 0x80, 0x08, 0x11, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f];
    const bytes = Uint8Array.from([...honest.slice(0, 22), ...sparse]);
    expect(quantile(0.5).read({ sketch: bytes })).toEqual({
      ok: false,
      message: expect.stringContaining('stands for no number'),
    });
  });

  it('keeps a sketch small however far apart its values lie', () => {
    const far = sketched([1e-300, 1, 1e300]);
    expect(far.sketch.length).toBeLessThan(200);
    expect(sketchOf(far.sketch).getValueAtQuantile(0)).toBeCloseTo(1e-300, 300);
  });

  it('refuses what no quantile can be read from', () => {
    expect(quantile(0.5).read({ numerator: 1, denominator: 2 })).toEqual({
      ok: false,
      message: 'numerator, denominator is not what a quantile is made of',
    });
  });
});
