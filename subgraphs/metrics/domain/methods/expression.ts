import type { SumComponents } from '../components.ts';
import { type MethodRules, refused, withoutNoiseFloor } from './rules.ts';

/** An expression is computed from other definitions; nothing may be observed for it, and this version computes none. */
export const expression: MethodRules<SumComponents> = {
  takes: 'no observations: it is an expression over other definitions, which this version does not compute',
  read: () => refused('the definition is an expression'),
  merge: ([first]) => first as SumComponents,
  compute: () => null,
  sampleSize: () => 0,
  noiseFloor: withoutNoiseFloor,
};
