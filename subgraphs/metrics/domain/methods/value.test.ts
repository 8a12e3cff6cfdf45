import { describe, expect, it } from '@jest/globals';
import type { SumComponents } from '../components.ts';
import type { Components } from '../observation.ts';
import { value } from './value.ts';

const NOW = { baseline: null, end: 0 };

const read = (components: Components): SumComponents => {
  const reading = value.read(components);
  if (!reading.ok) throw new Error(reading.message);
  return reading.components;
};

const computed = (...observed: Components[]): number | null => value.compute(value.merge(observed.map(read)), NOW);

describe('a value', () => {
  it('is what was observed', () => {
    expect([91, -0.5, 0].map((observed) => computed({ value: observed }))).toEqual([91, -0.5, 0]);
  });

  it('is the mean of several, not their sum or the last of them', () => {
    expect(computed({ value: 2 }, { value: 3 }, { value: 10 })).toBe(5);
  });

  it('counts what was summed up for as many as it was', () => {
    expect(computed({ count: 3, sum: 6 }, { value: 10 })).toBe(4);
  });

  it('has none, not 0, of nothing', () => {
    expect(computed({ count: 0, sum: 0 })).toBeNull();
  });

  it('refuses what no value is made of by its own name', () => {
    expect(value.read({ bins: { '0': 1 } })).toEqual({ ok: false, message: 'bins is not what a value is made of' });
  });
});
