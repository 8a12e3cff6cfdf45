import type { SumComponents } from '../components.ts';
import { type MethodRules, namesOf, refused, withoutNoiseFloor } from './rules.ts';
import { meanOf, mergeSums, readSums, spreadOf } from './sums.ts';

/** sum / count over every sample. */
export const mean: MethodRules<SumComponents> = {
  takes: '{count, sum, min, max, sumOfSquares}, or {value} for a single sample',
  read: (components) => readSums(components) ?? refused(`${namesOf(components)} is not what a mean is made of`),
  merge: mergeSums,
  compute: meanOf,
  sampleSize: ({ count }) => count,
  whyNone: () => 'its count is zero',
  noiseFloor: withoutNoiseFloor,
  evidence: (components) => ({ spread: spreadOf(components) }),
};
