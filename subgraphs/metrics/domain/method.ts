import { z } from 'zod';

/** How the bins of a distance were drawn; the labels of observed counts are opaque. */
const bins = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edges'), edges: z.array(z.number()).min(1) }),
  z.object({ kind: z.literal('categories'), categories: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('deciles'), of: z.literal('baseline') }),
]);

/** A distance between two distributions, see `methods/distance.ts` for the formulas. */
const measure = z.enum(['psi', 'js', 'ks', 'wasserstein', 'hellinger', 'chi-square', 'cramers-v']);

/** How good the predictions of a class are, see `methods/classification.ts` for the formulas. */
const classificationMeasure = z.enum([
  'accuracy',
  'precision',
  'recall',
  'f1',
  'auc-roc',
  'auc-pr',
  'brier',
  'log-loss',
  'calibration-error',
]);

/** Bins beyond which a score is told finer than any measure of it. */
const MOST_SCORE_BINS = 10_000;

/** A proportion of zero is replaced by this in the population stability index unless the definition says otherwise. */
const DEFAULT_EPSILON = 0.0001;

/** The executable part of a definition, as the catalog publishes it. */
export const methodSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value') }),
  z.object({ kind: z.literal('count') }),
  z.object({ kind: z.literal('ratio') }),
  z.object({ kind: z.literal('mean') }),
  z.object({ kind: z.literal('quantile'), q: z.number().min(0).max(1) }),
  z.object({
    kind: z.literal('distance'),
    measure,
    bins,
    missing: z.enum(['own-bin', 'ignored']).default('own-bin'),
    epsilon: z.number().positive().default(DEFAULT_EPSILON),
    base: z.union([z.literal(2), z.literal('e')]).default(2),
    /** Divides a Wasserstein distance by the baseline's standard deviation. */
    normalised: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('freshness') }),
  z.object({
    kind: z.literal('classification'),
    measure: classificationMeasure,
    /** Bins of equal width over the scores from 0 to 1; of calibration-error 10 unless told, of the others 100. */
    bins: z.number().int().min(2).max(MOST_SCORE_BINS).optional(),
    /** Estimated from the scores alone, without labels: see `methods/estimate.ts`. */
    estimated: z.boolean().optional(),
    /** Score from which on an estimate takes a prediction for positive. */
    threshold: z.number().gt(0).lt(1).optional(),
  }),
  z.object({ kind: z.literal('regression'), measure: z.enum(['mae', 'rmse', 'mape']) }),
  z.object({
    kind: z.literal('expression'),
    /** CEL over the variables. */
    expression: z.string(),
    /** Variable -> name of the definition whose value it stands for. */
    over: z.record(z.string(), z.string()),
  }),
]);

export type Method = z.output<typeof methodSchema>;
export type DistanceMethod = Extract<Method, { kind: 'distance' }>;
export type ClassificationMethod = Extract<Method, { kind: 'classification' }>;
export type RegressionMethod = Extract<Method, { kind: 'regression' }>;
export type ExpressionMethod = Extract<Method, { kind: 'expression' }>;
export type Measure = z.output<typeof measure>;
