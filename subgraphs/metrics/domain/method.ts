import { z } from 'zod';

/** How the bins of a distance were drawn; the labels of observed counts are opaque. */
const bins = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edges'), edges: z.array(z.number()).min(1) }),
  z.object({ kind: z.literal('categories'), categories: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('deciles'), of: z.literal('baseline') }),
]);

/** A distance between two distributions, see `methods/distance.ts` for the formulas. */
const measure = z.enum(['psi', 'js', 'ks', 'wasserstein', 'hellinger', 'chi-square', 'cramers-v']);

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
    kind: z.literal('expression'),
    /** CEL over the variables. */
    expression: z.string(),
    /** Variable -> name of the definition whose value it stands for. */
    over: z.record(z.string(), z.string()),
  }),
]);

export type Method = z.output<typeof methodSchema>;
/** Whether values are computed by holding components against the baseline's. */
export const comparesComponents = ({ kind }: Method): boolean => kind === 'distance';

export type DistanceMethod = Extract<Method, { kind: 'distance' }>;
export type ExpressionMethod = Extract<Method, { kind: 'expression' }>;
export type Measure = z.output<typeof measure>;
