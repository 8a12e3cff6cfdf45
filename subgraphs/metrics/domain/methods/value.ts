import type { SumComponents } from '../components.ts';
import { type MethodRules, namesOf, refused, withoutNoiseFloor } from './rules.ts';
import { meanOf, mergeSums, readSums, spreadOf } from './sums.ts';

/** A value as it was observed; over several, their mean. */
export const value: MethodRules<SumComponents> = {
  takes: '{value} or {count, sum, min, max}',
  read: (components) => readSums(components) ?? refused(`${namesOf(components)} is not what a value is made of`),
  merge: mergeSums,
  compute: meanOf,
  sampleSize: ({ count }) => count,
  whyNone: () => 'its count is zero',
  noiseFloor: withoutNoiseFloor,
  evidence: (components) => ({ spread: spreadOf(components) }),
};
