import type { SumComponents } from '../components.ts';
import { mean } from './mean.ts';
import { type MethodRules, namesOf, refused } from './rules.ts';
import { readSums } from './sums.ts';

/** A value as it was observed; over several, their mean. */
export const value: MethodRules<SumComponents> = {
  ...mean,
  takes: '{value} or {count, sum, min, max}',
  read: (components) => readSums(components) ?? refused(`${namesOf(components)} is not what a value is made of`),
};
