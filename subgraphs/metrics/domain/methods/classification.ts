import { sum } from 'simple-statistics';
import type { BinComponents, StoredComponents } from '../components.ts';
import type { ClassificationMethod } from '../method.ts';
import { type ConfusionMeasure, confusion, confusionValue, whyNoConfusionValue } from './confusion.ts';
import { type ExpectedBins, expectedBins } from './estimate.ts';
import { labelCoverageOf } from './label-coverage.ts';
import { mean } from './mean.ts';
import { mergeBins } from './merge-bins.ts';
import { type ComputeContext, type MethodRules, refused, withoutEvidence, withoutNoiseFloor } from './rules.ts';
import { areaUnderRoc, averagePrecision, calibrationError } from './score-measures.ts';
import { readScores, type ScoreBins, scoreBinsOf } from './scores.ts';

/** Bins of the score where the definition does not say. */
const DEFAULT_BINS = 100;
const DEFAULT_CALIBRATION_BINS = 10;
/** Score from which on an estimate takes a prediction for positive where the definition does not say. */
const DEFAULT_THRESHOLD = 0.5;

type Rules = MethodRules<StoredComponents>;

/** How good the predictions of a class are, in hundredths where the unit is %. */
export function classification(method: ClassificationMethod, unit: string): Rules {
  const factor = unit === '%' ? 100 : 1;
  if (method.estimated) return estimated(method, factor) as unknown as Rules;
  switch (method.measure) {
    case 'brier':
      return perPrediction('(score - label)²') as unknown as Rules;
    case 'log-loss':
      return perPrediction('-ln of the score that the label was given') as unknown as Rules;
    case 'auc-roc':
    case 'auc-pr':
    case 'calibration-error':
      return ofScores(method, factor) as unknown as Rules;
    default:
      return confusion(method.measure, factor) as unknown as Rules;
  }
}

const binsOf = ({ bins, measure }: ClassificationMethod): number =>
  bins ?? (measure === 'calibration-error' ? DEFAULT_CALIBRATION_BINS : DEFAULT_BINS);

/** The mean of what each labelled prediction costs. */
const perPrediction = (cost: string): typeof mean => ({
  ...mean,
  takes: `{count, sum}: of labelled predictions, and of ${cost} over them`,
  read(components) {
    const reading = mean.read(components);
    return reading.ok && (reading.components.min ?? 0) < 0 ? refused(`${cost} is never negative`) : reading;
  },
  whyNone: () => 'there are no labelled predictions',
});

function ofScores(method: ClassificationMethod, factor: number): MethodRules<BinComponents> {
  const bins = binsOf(method);
  const labelled = (components: BinComponents) => {
    const { positive, negative } = scoreBinsOf(components, bins);
    return sum(positive) + sum(negative);
  };
  return {
    takes: `{scores: {positive, negative}}: for each class a count by bin of the score, of ${bins} bins${method.measure === 'calibration-error' ? ', and sums of the scores' : ''}`,
    read: (components) => readScores(components, bins),
    merge: mergeBins,
    compute: (components) => scaled(measureOf(method, scoreBinsOf(components, bins)), factor),
    whyNone: () => whyNoMeasure(method),
    sampleSize: labelled,
    noiseFloor: withoutNoiseFloor,
    evidence: (components) => ({ labelCoverage: labelCoverageOf(components, labelled(components)) }),
  };
}

function measureOf({ measure }: ClassificationMethod, { positive, negative, sums }: ScoreBins): number | null {
  if (measure === 'auc-roc') return areaUnderRoc(positive, negative);
  return measure === 'auc-pr' ? averagePrecision(positive, negative) : calibrationError(positive, negative, sums);
}

const whyNoMeasure = ({ measure }: ClassificationMethod): string =>
  measure === 'auc-roc'
    ? 'it takes a positive and a negative'
    : measure === 'auc-pr'
      ? 'nothing was positive'
      : 'there are no labelled predictions';

const scaled = (value: number | null, factor: number): number | null => value && factor * value;

/** The same measures of the labels that the scores lead to expect, calibrated on the baseline's labels. */
function estimated(method: ClassificationMethod, factor: number): MethodRules<BinComponents> {
  const bins = binsOf(method);
  const expected = (components: BinComponents, { baseline }: ComputeContext<BinComponents>): ExpectedBins | null =>
    baseline && expectedBins(scoreBinsOf(components, bins), scoreBinsOf(baseline, bins));
  return {
    takes: `{scores: {unlabelled}}: a count by bin of the score, of ${bins} bins; for the baseline {scores: {positive, negative}}`,
    read: (components) => readScores(components, bins),
    merge: mergeBins,
    compute(components, context) {
      const counts = expected(components, context);
      return counts && scaled(estimateOf(method, counts, bins), factor);
    },
    whyNone(components, context) {
      if (!context.baseline) return 'there are no data in the baseline to calibrate the scores on';
      const counts = expected(components, context);
      if (!counts) return 'the baseline has no labels to calibrate the scores on';
      const { measure } = method;
      return isOfConfusion(measure)
        ? whyNoConfusionValue(measure, calledAt(counts, method, bins))
        : whyNoMeasure(method);
    },
    sampleSize(components) {
      const { positive, negative, unlabelled } = scoreBinsOf(components, bins);
      return sum(positive) + sum(negative) + sum(unlabelled);
    },
    noiseFloor: withoutNoiseFloor,
    evidence: withoutEvidence,
  };
}

const isOfConfusion = (measure: ClassificationMethod['measure']): measure is ConfusionMeasure =>
  ['accuracy', 'precision', 'recall', 'f1'].includes(measure);

function estimateOf(method: ClassificationMethod, counts: ExpectedBins, bins: number): number | null {
  const { measure } = method;
  if (isOfConfusion(measure)) return confusionValue(measure, calledAt(counts, method, bins), 1);
  return measure === 'auc-pr'
    ? averagePrecision(counts.positive, counts.negative)
    : areaUnderRoc(counts.positive, counts.negative);
}

function calledAt(
  { positive, negative }: ExpectedBins,
  { threshold = DEFAULT_THRESHOLD }: ClassificationMethod,
  bins: number,
) {
  const first = Math.round(threshold * bins);
  const [fn, tp] = [sum(positive.slice(0, first)), sum(positive.slice(first))];
  const [tn, fp] = [sum(negative.slice(0, first)), sum(negative.slice(first))];
  return { tp, fp, fn, tn };
}
