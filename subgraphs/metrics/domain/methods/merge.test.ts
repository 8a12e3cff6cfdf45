import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredComponents } from '../components.ts';
import type { Method } from '../method.ts';
import type { Components } from '../observation.ts';
import { rulesOf } from '../rules-of.ts';
import { bytesOf, emptySketch } from '../sketch.ts';

const CONTEXT = { baseline: { bins: { '0': 300, '1': 500, '2': 200 } }, end: 10_000_000 };

const whole = fc.integer({ min: 0, max: 1_000_000 });
const real = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((thousandths) => thousandths / 1000);

const sketched = (values: number[]): Components => {
  const sketch = emptySketch();
  for (const value of values) sketch.accept(value);
  return { sketch: bytesOf(sketch) };
};

/** What of a method's raw samples makes one observation, for any way of cutting the samples up. */
const METHODS: [Method, fc.Arbitrary<number>, (samples: number[]) => Components][] = [
  [{ kind: 'value' }, real, summed],
  [{ kind: 'mean' }, real, summed],
  [{ kind: 'count' }, whole, (samples) => ({ value: samples.reduce((a, b) => a + b, 0) })],
  [
    { kind: 'ratio' },
    fc.constantFrom(0, 1),
    (samples) => ({ numerator: samples.reduce((a, b) => a + b, 0), denominator: samples.length }),
  ],
  [{ kind: 'quantile', q: 0.9 }, real, sketched],
  [
    { kind: 'freshness' },
    fc.integer({ min: 1_700_000_000, max: 1_700_010_000 }),
    (samples) => ({ value: Math.max(...samples) }),
  ],
  ...(['psi', 'js', 'hellinger', 'ks', 'chi-square', 'cramers-v', 'wasserstein'] as const).map(
    (measure): [Method, fc.Arbitrary<number>, (samples: number[]) => Components] => [
      {
        kind: 'distance',
        measure,
        bins: { kind: 'edges', edges: [10, 20] },
        missing: 'own-bin',
        epsilon: 0.0001,
        base: 2,
      },
      fc.integer({ min: 0, max: 2 }),
      (samples) => ({
        bins: Object.fromEntries([0, 1, 2].map((bin) => [bin, samples.filter((one) => one === bin).length])),
      }),
    ],
  ),
];

function summed(samples: number[]): Components {
  return {
    count: samples.length,
    sum: samples.reduce((a, b) => a + b, 0),
    min: Math.min(...samples),
    max: Math.max(...samples),
  };
}

const name = (method: Method) => (method.kind === 'distance' ? `distance ${method.measure}` : method.kind);

describe('merging and then computing equals computing over the union', () => {
  it.each(METHODS.map((row) => [name(row[0]), ...row] as const))('%s', (_, method, sample, observed) => {
    const rules = rulesOf({ method, unit: 's' });
    const read = (samples: number[]): StoredComponents => {
      const reading = rules.read(observed(samples));
      if (!reading.ok) throw new Error(reading.message);
      return reading.components;
    };
    const part = fc.array(sample, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const merged = rules.merge(parts.map(read));
        const union = read(parts.flat());
        const [found, expected] = [rules.compute(merged, CONTEXT), rules.compute(union, CONTEXT)];
        const scale = Math.max(1, ...parts.flat().map(Math.abs));
        expect(Math.abs((found ?? 0) - (expected ?? 0)) / scale).toBeLessThan(1e-9);
        expect(found === null).toBe(expected === null);
        expect(rules.sampleSize(merged)).toBeCloseTo(rules.sampleSize(union), 6);
      }),
    );
  });

  it('does not matter in which order or grouping', () => {
    const { merge, compute } = rulesOf({ method: { kind: 'quantile', q: 0.5 }, unit: 's' });
    const parts = [
      [-5, -4],
      [0, 3],
      [1, 2, 9],
    ].map((values) => sketched(values) as StoredComponents);
    const grouped = merge([merge(parts.slice(0, 2)), ...parts.slice(2)]);
    expect(compute(grouped, CONTEXT)).toBe(compute(merge(parts.toReversed()), CONTEXT));
  });
});
