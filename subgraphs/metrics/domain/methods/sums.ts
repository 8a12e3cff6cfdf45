import type { SumComponents } from '../components.ts';
import type { Components } from '../observation.ts';
import { type Reading, refused } from './rules.ts';

/** Sums and counts as observed; a bare value is a sum over one sample. Null for components of another kind. */
export function readSums(components: Components): Reading<SumComponents> | null {
  if ('value' in components) {
    const { value } = components;
    return { ok: true, components: { sum: value, count: 1, min: value, max: value } };
  }
  if (!('sum' in components)) return null;
  const { sum, count } = components;
  if (count < 0) return refused(`count is ${count}; a count cannot be negative`);
  const mean = count === 0 ? 0 : sum / count;
  const { min = mean, max = mean } = components;
  if (min > max) return refused(`min ${min} is above max ${max}`);
  return { ok: true, components: { sum, count, min, max } };
}

export const mergeSums = (all: readonly SumComponents[]): SumComponents =>
  all.reduce((merged, one) => ({
    sum: merged.sum + one.sum,
    count: merged.count + one.count,
    min: Math.min(merged.min, one.min),
    max: Math.max(merged.max, one.max),
  }));

export const meanOf = ({ sum, count }: SumComponents): number | null => (count === 0 ? null : sum / count);
