import type { RatioComponents } from '../components.ts';
import type { Components } from '../observation.ts';
import { type MethodRules, namesOf, type Reading, refused, withoutEvidence, withoutNoiseFloor } from './rules.ts';

/** sum(numerator) / sum(denominator): a part of a whole, or one count per another; in hundredths where the unit is %. */
export const ratio = (unit: string): MethodRules<RatioComponents> => {
  const factor = unit === '%' ? 100 : 1;
  return {
    takes: '{numerator, denominator}, or {value} for the ratio of a single sample',
    read: (components) => read(components, factor),
    merge: (all) =>
      all.reduce((merged, one) => ({
        numerator: merged.numerator + one.numerator,
        denominator: merged.denominator + one.denominator,
      })),
    compute: ({ numerator, denominator }) => (denominator === 0 ? null : (factor * numerator) / denominator),
    sampleSize: ({ denominator }) => denominator,
    whyNone: () => 'its denominator is zero',
    noiseFloor: withoutNoiseFloor,
    evidence: withoutEvidence,
  };
};

function read(components: Components, factor: number): Reading<RatioComponents> {
  // A bare ratio does not say of how many; one sample is the least it can stand for.
  if ('value' in components)
    return components.value < 0
      ? refused(`value is ${components.value}; a ratio of counts cannot be negative`)
      : { ok: true, components: { numerator: components.value / factor, denominator: 1 } };
  if (!('numerator' in components)) return refused(`${namesOf(components)} is not what a ratio is made of`);
  const { numerator, denominator } = components;
  if (denominator < 0) return refused(`denominator is ${denominator}; it cannot be negative`);
  if (numerator < 0) return refused(`numerator is ${numerator}; it cannot be negative`);
  if (denominator === 0 && numerator !== 0) return refused(`numerator is ${numerator} of a denominator of 0`);
  return { ok: true, components: { numerator, denominator } };
}
