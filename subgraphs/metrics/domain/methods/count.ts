import type { SumComponents } from '../components.ts';
import { type MethodRules, namesOf, refused, withoutEvidence, withoutNoiseFloor } from './rules.ts';
import { mergeSums, readSums } from './sums.ts';

/** How many there were; over several windows their sum. The counted things are the samples. */
export const count: MethodRules<SumComponents> = {
  takes: '{value}: how many there were',
  read(components) {
    if (!('value' in components)) return refused(`${namesOf(components)} is not what a count is made of`);
    if (components.value < 0) return refused(`value is ${components.value}; a count cannot be negative`);
    return readSums(components) ?? refused('a count is a value');
  },
  merge: mergeSums,
  compute: ({ sum }) => sum,
  sampleSize: ({ sum }) => sum,
  whyNone: () => 'nothing was counted',
  noiseFloor: withoutNoiseFloor,
  evidence: withoutEvidence,
};
