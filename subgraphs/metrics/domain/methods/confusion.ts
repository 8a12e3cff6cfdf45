import type { BinComponents } from '../components.ts';
import type { Components } from '../observation.ts';
import { coverageSums, labelCoverageOf } from './label-coverage.ts';
import { mergeBins } from './merge-bins.ts';
import { type MethodRules, namesOf, type Reading, refused, withoutNoiseFloor } from './rules.ts';

export type ConfusionMeasure = 'accuracy' | 'precision' | 'recall' | 'f1';

/** Predictions by what was called and what was so; expected numbers where they are estimated. */
export interface Counts {
  tp: number;
  fp: number;
  fn: number;
  tn: number;
}

const CELLS = ['tp', 'fp', 'fn', 'tn'] as const;

/** What is divided by what. F1 = 2 TP / (2 TP + FP + FN), the harmonic mean of precision and recall. */
const PARTS: Record<ConfusionMeasure, (counts: Counts) => [part: number, whole: number, none: string]> = {
  accuracy: ({ tp, fp, fn, tn }) => [tp + tn, tp + fp + fn + tn, 'there are no labelled predictions'],
  precision: ({ tp, fp }) => [tp, tp + fp, 'nothing was called positive'],
  recall: ({ tp, fn }) => [tp, tp + fn, 'nothing was positive'],
  f1: ({ tp, fp, fn }) => [2 * tp, 2 * tp + fp + fn, 'nothing was positive, nor called so'],
};

/** A ratio of the counts of a confusion, in hundredths where the unit is %. */
export const confusion = (measure: ConfusionMeasure, factor: number): MethodRules<BinComponents> => ({
  takes: '{confusion: {tp, fp, fn, tn}}, with predictions where not all have labels',
  read,
  merge: mergeBins,
  compute: (components) => confusionValue(measure, countsOf(components), factor),
  whyNone: (components) => whyNoConfusionValue(measure, countsOf(components)),
  sampleSize: (components) => totalOf(countsOf(components)),
  noiseFloor: withoutNoiseFloor,
  evidence: (components) => ({ labelCoverage: labelCoverageOf(components, totalOf(countsOf(components))) }),
});

export function confusionValue(measure: ConfusionMeasure, counts: Counts, factor: number): number | null {
  const [part, whole] = PARTS[measure](counts);
  return whole === 0 ? null : (factor * part) / whole;
}

export const whyNoConfusionValue = (measure: ConfusionMeasure, counts: Counts): string => PARTS[measure](counts)[2];

const totalOf = ({ tp, fp, fn, tn }: Counts): number => tp + fp + fn + tn;

const countsOf = ({ bins }: BinComponents): Counts => {
  const { tp = 0, fp = 0, fn = 0, tn = 0 } = bins;
  return { tp, fp, fn, tn };
};

function read(components: Components): Reading<BinComponents> {
  if (!('confusion' in components)) return refused(`${namesOf(components)} is not what it is made of`);
  const { predictions, ...counts } = components.confusion;
  const negative = CELLS.find((cell) => counts[cell] < 0);
  if (negative) return refused(`confusion.${negative} is ${counts[negative]}; a count cannot be negative`);
  const coverage = coverageSums(totalOf(counts), predictions);
  return typeof coverage === 'string'
    ? refused(coverage)
    : { ok: true, components: { bins: { ...counts, ...coverage } } };
}
