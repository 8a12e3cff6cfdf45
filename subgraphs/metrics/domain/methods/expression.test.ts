import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { definition } from '../../fixtures.ts';
import type { InputComponents, StoredComponents } from '../components.ts';
import type { MetricDefinition } from '../definition.ts';
import { rulesOf } from '../rules-of.ts';
import { bytesOf, emptySketch } from '../sketch.ts';

const counted = (name: string) => definition({ name, method: { kind: 'count' } });

const computed = (expression: string, inputs: Record<string, MetricDefinition>) => {
  const over = Object.fromEntries(Object.entries(inputs).map(([variable, { name }]) => [variable, name]));
  return rulesOf(definition({ name: 'computed', method: { kind: 'expression', expression, over }, inputs }));
};

const f1 = computed('2.0 * tp / (2.0 * tp + fp + fn)', {
  tp: counted('true.positives'),
  fp: counted('false.positives'),
  fn: counted('false.negatives'),
});

const counts = (values: Record<string, number>): InputComponents => ({
  inputs: Object.fromEntries(
    Object.entries(values).map(([variable, sum]) => [variable, { sum, count: 1, min: sum, max: sum }]),
  ),
});

const NOW = { baseline: null, end: 0 };

describe('an expression', () => {
  it('merges its inputs first and computes last, so that a roll-up is that of the union', () => {
    const whole = fc.integer({ min: 0, max: 1000 });
    const part = fc.record({ tp: whole, fp: whole, fn: whole });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const union = parts.reduce((a, b) => ({ tp: a.tp + b.tp, fp: a.fp + b.fp, fn: a.fn + b.fn }));
        const found = f1.compute(f1.merge(parts.map(counts)), NOW);
        expect(found).toBe(f1.compute(counts(union), NOW));
      }),
    );
  });

  it('takes the quantile of merged sketches and no mean of quantiles', () => {
    const rules = computed('slow / 1000.0', {
      slow: definition({ name: 'latency', method: { kind: 'quantile', q: 0.9 } }),
    });
    const sketched = (values: number[]): StoredComponents => {
      const sketch = emptySketch();
      for (const value of values) sketch.accept(value);
      return { inputs: { slow: { sketch: bytesOf(sketch) } } };
    };
    const [quiet, busy] = [Array(99).fill(100), [9000]];
    expect(rules.compute(rules.merge([sketched(quiet), sketched(busy)]), NOW)).toBeCloseTo(0.1, 2);
  });

  it('rests on as many samples as the input with the most', () => {
    expect(f1.sampleSize(counts({ tp: 900, fp: 3, fn: 0 }))).toBe(900);
  });

  it.each([
    ['an input has no data', counts({ tp: 1, fp: 2 }), 'its input fn, false.negatives, has no data'],
    ['it divides by zero', counts({ tp: 0, fp: 0, fn: 0 }), '2.0 * tp / (2.0 * tp + fp + fn) divides by zero'],
  ])('says why it has no value: %s', (_, components, reason) => {
    expect(f1.compute(components, NOW)).toBeNull();
    expect(f1.whyNone(components, NOW)).toBe(reason);
  });

  it('says why an input has no value', () => {
    const rules = computed('1.0 - good', { good: definition({ name: 'quality' }) });
    const components = { inputs: { good: { numerator: 0, denominator: 0 } } };
    expect(rules.compute(components, NOW)).toBeNull();
    expect(rules.whyNone(components, NOW)).toBe('its input good, quality, has no value: its denominator is zero');
  });

  it('computes over another expression', () => {
    const method = { kind: 'expression' as const, expression: 'bad / all', over: { bad: 'errors', all: 'requests' } };
    const errorRate = definition({
      name: 'error.rate',
      method,
      inputs: { bad: counted('errors'), all: counted('requests') },
    });
    const rules = computed('100.0 * rate', { rate: errorRate });
    const components = { inputs: { rate: counts({ bad: 3, all: 60 }) } };
    expect(rules.compute(rules.merge([components, components]), NOW)).toBe(5);
  });

  it('refuses to be observed', () => {
    expect(f1.read({ value: 1 })).toEqual({
      ok: false,
      message: 'its value is computed from true.positives, false.positives, false.negatives; observe those',
    });
  });
});
