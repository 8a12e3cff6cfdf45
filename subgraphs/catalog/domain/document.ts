import { IANAZone } from 'luxon';
import { z } from 'zod';
import { assetIdFault, parseAssetId } from '../../../vocabulary/asset-id.ts';
import { parseDuration, parseInstant } from '../../../vocabulary/duration.ts';
import { isUnit } from '../../../vocabulary/unit.ts';
import { leastSamples } from './least-samples.ts';

/*
 * The authoring form of the catalog. Objects are strict: a field that is not known is a fault, since a typo that is
 * swallowed changes what a metric means.
 */

/** An object of these fields and no others; a fault names those that there are. */
const strict = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `expected one of ${Object.keys(shape).join(', ')}` : undefined,
  });

const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'a name of letters, digits, dots, dashes and underscores');
const text = z.string().min(1, 'some text');
const duration = z.string().refine((raw) => parseDuration(raw) !== null, 'an ISO 8601 duration such as P1D or PT5M');
const instant = z.string().refine((raw) => parseInstant(raw) !== null, 'a time with zone such as 2026-09-01T00:00:00Z');
const day = z.iso.date('a day such as 2027-02-01');
const zone = z.string().refine((raw) => IANAZone.isValidZone(raw), 'an IANA time zone such as Europe/Berlin');
const unit = z.string().refine(isUnit, 'a UCUM unit such as 1, %, ms or By/s');
const link = z.string().refine((raw) => /^https?:\/\//.test(raw), 'an http or https address');
const stepLink = z
  .string()
  .refine(
    (raw) => /^(https?:\/\/|\{)/.test(raw),
    'an http or https address, or one that begins with a placeholder such as {web}',
  );

const ASSET_KINDS = ['DATASET', 'FEATURE', 'JOB', 'MODEL_VERSION', 'DEPLOYMENT', 'SERVICE'] as const;
const CATEGORIES = [
  'ACCURACY',
  'DRIFT',
  'LATENCY',
  'THROUGHPUT',
  'RESOURCES',
  'FAILURES',
  'DATA_QUALITY',
  'FRESHNESS',
] as const;
const AUDIENCES = ['ON_CALL', 'DATA_STEWARD', 'PRODUCT_OWNER'] as const;
const MEASURES = ['psi', 'js', 'ks', 'wasserstein', 'hellinger', 'chi-square', 'cramers-v'] as const;

const CLASSIFICATION_MEASURES = [
  'accuracy',
  'precision',
  'recall',
  'f1',
  'auc-roc',
  'auc-pr',
  'brier',
  'log-loss',
  'calibration-error',
] as const;

const bins = z.discriminatedUnion('kind', [
  strict({ kind: z.literal('deciles'), of: z.literal('baseline') }),
  strict({ kind: z.literal('edges'), edges: z.array(z.number()).min(1, 'at least one edge') }),
  strict({ kind: z.literal('categories'), categories: z.array(z.string()).min(1, 'at least one category') }),
]);

const method = z.discriminatedUnion('kind', [
  strict({ kind: z.literal('value') }),
  strict({ kind: z.literal('count') }),
  strict({ kind: z.literal('ratio') }),
  strict({ kind: z.literal('mean') }),
  strict({ kind: z.literal('quantile'), q: z.number().gt(0, 'more than 0').lt(1, 'less than 1') }),
  strict({
    kind: z.literal('distance'),
    measure: z.enum(MEASURES),
    bins,
    missing: z.enum(['own-bin', 'ignored']).default('own-bin'),
    epsilon: z.number().positive('more than 0').lt(1, 'less than 1').default(0.0001),
    base: z.union([z.literal(2), z.literal('e')]).optional(),
    /** Divides a Wasserstein distance by the baseline's standard deviation. */
    normalised: z.boolean().optional(),
  }),
  strict({ kind: z.literal('freshness') }),
  strict({
    kind: z.literal('classification'),
    measure: z.enum(CLASSIFICATION_MEASURES),
    /** Bins of equal width over the scores from 0 to 1. */
    bins: z.number().int('a whole number').min(2, 'at least 2').max(10_000, 'at most 10000').optional(),
    /** From the scores alone, calibrated on the baseline's labels. */
    estimated: z.boolean().optional(),
    /** Score from which on an estimate takes a prediction for positive. */
    threshold: z.number().gt(0, 'more than 0').lt(1, 'less than 1').optional(),
  }),
  strict({ kind: z.literal('regression'), measure: z.enum(['mae', 'rmse', 'mape']) }),
  /** CEL over other definitions, each by the variable that stands for its value; checked in `expression.ts`. */
  strict({
    kind: z.literal('expression'),
    expression: text,
    over: z
      .record(z.string(), name)
      .refine((over) => Object.keys(over).length > 0, 'a variable for each definition, such as { tp: true.positives }'),
  }),
]);

export type Method = z.infer<typeof method>;

/** Rolling and seasonal ones end before the judged window; a seasonal one takes windows at the same place in the season. */
const baseline = z.discriminatedUnion('kind', [
  strict({ kind: z.literal('pinned'), from: instant, to: instant }),
  strict({ kind: z.literal('rolling'), length: duration }),
  strict({ kind: z.literal('seasonal'), season: duration, length: duration }),
]);

/** Left out it is the factor between the unit of the telemetry and the definition's. */
const scale = z.number().positive('more than 0').optional();
/** Of a dataset, of a field, or of either. */
const DATASET_FACETS = [
  ...['rowCount', 'bytes', 'fileCount', 'lastUpdated'],
  ...['rowsWritten', 'bytesWritten', 'filesWritten', 'rowsRead', 'bytesRead', 'filesRead'],
] as const;
export const FIELD_FACETS = [
  'nullCount',
  'nullShare',
  'distinctCount',
  'distinctShare',
  'mean',
  'min',
  'max',
  'quantile',
] as const;
export const CHECK_FACETS = ['assertionsFailed', 'unexpectedShare'] as const;

/** Attributes by which the metric can be broken down; every other tells its series apart unseen. */
const sourceDimensions = z.array(text).min(1, 'at least one attribute').max(5, 'at most 5 attributes').optional();
/** A `*` at the end stands for any text. */
const pattern = text.refine((raw) => !raw.slice(0, -1).includes('*'), 'a text with a * at its end only, such as 5*');
/** Which points count as the numerator of a ratio: those whose attributes are all as said. */
const numerator = z
  .record(text, z.union([pattern, z.array(pattern).min(1, 'at least one')]))
  .refine((of) => Object.keys(of).length > 0, 'an attribute and what it is of a part, such as { error.type: "*" }')
  .optional();
const telemetry = { scale, asset: text, dimensions: sourceDimensions, numerator };
const source = strict({
  observations: z.boolean().optional(),
  /** What `headwater observe` takes of a file. */
  profile: z.enum(['rows', 'missing', 'bins', 'predictions']).optional(),
  otlp: strict({ instrument: text, ...telemetry }).optional(),
  prometheus: strict({ metric: text, ...telemetry }).optional(),
  openlineage: strict({
    facet: z.enum([...DATASET_FACETS, ...FIELD_FACETS, ...CHECK_FACETS]),
    /** Which one, of the facet `quantile`. */
    quantile: z.number().min(0, '0 or more').max(1, '1 or less').optional(),
  }).optional(),
});

const addressed = { audience: z.enum(AUDIENCES), severity: z.enum(['INFO', 'WARNING', 'CRITICAL']) };
const burnRate = strict({ factor: z.number().positive('more than 0'), long: duration, short: duration });

/** k and h are in deviations of the baseline. */
const cusum = strict({
  kind: z.literal('cusum'),
  k: z.number().positive('more than 0').default(0.5),
  h: z.number().positive('more than 0').default(5),
});
/** The word alone stands for its defaults. */
const detector = z.union([z.literal('cusum'), cusum], {
  error: 'cusum, or { kind: cusum, k: 0.5, h: 5 } with other numbers',
});

/** Exactly one condition is checked in `policies.ts`, with a message that names those given. */
const threshold = strict({
  ...addressed,
  for: duration.optional(),
  below: z.number().optional(),
  above: z.number().optional(),
  clearAbove: z.number().optional(),
  clearBelow: z.number().optional(),
  belowBaselineBy: z.number().positive('more than 0').optional(),
  aboveBaselineBy: z.number().positive('more than 0').optional(),
  outside: z.tuple([z.number(), z.number()], 'a range of two numbers, [low, high]').optional(),
  detector: detector.optional(),
  objective: z.number().gt(0, 'more than 0').lt(1, 'less than 1').optional(),
  target: z.number().optional(),
  burnRates: z.array(burnRate).min(1, 'at least one burn rate').optional(),
});

const apiVersion = z.literal('headwater/v1');

const team = strict({
  apiVersion,
  kind: z.literal('Team'),
  metadata: strict({ name, title: text }),
  spec: strict({ contact: text.optional(), audiences: z.partialRecord(z.enum(AUDIENCES), text).default({}) }),
});

const metricDefinition = strict({
  apiVersion,
  kind: z.literal('MetricDefinition'),
  metadata: strict({
    name,
    title: text,
    owner: name,
    reviewers: z.array(name).default([]),
    reviewBy: day.optional(),
    tags: z.array(text).optional(),
  }),
  spec: strict({
    category: z.enum(CATEGORIES),
    appliesTo: z.array(z.enum(ASSET_KINDS)).min(1, 'at least one kind of asset'),
    unit,
    direction: z.enum(['HIGHER_IS_BETTER', 'LOWER_IS_BETTER', 'NEITHER']),
    formula: text,
    method,
    /** An expression has none: it is computed from its inputs. */
    source: source.default({}),
    window: duration,
    timezone: zone.default('UTC'),
    lateness: duration.default('PT0S'),
    minimumSamples: z.number().int('a whole number').min(1, 'at least 1').optional(),
    baseline: baseline.optional(),
    expected: strict({ normal: text.optional(), degraded: text.optional() }).optional(),
    /** All is kept for good without it. */
    retention: strict({ raw: duration, step: duration, keep: duration.optional() }).optional(),
    thresholds: z.array(threshold).default([]),
    sensitivity: z.enum(['PUBLIC', 'INTERNAL', 'RESTRICTED']).default('INTERNAL'),
    playbook: name.optional(),
  }).transform((spec) => ({ ...spec, minimumSamples: spec.minimumSamples ?? leastSamples(spec.method) })),
});

const playbook = strict({
  apiVersion,
  kind: z.literal('Playbook'),
  metadata: strict({ name, title: text, owner: name.optional() }),
  spec: strict({
    steps: z.array(strict({ title: text, instruction: text, url: stepLink.optional() })).min(1, 'at least one step'),
  }),
});

const assetId = z.string().superRefine((raw, context) => {
  if (!parseAssetId(raw)) context.addIssue({ code: 'custom', message: assetIdFault(raw) });
});

const assetMetadata = strict({
  apiVersion,
  kind: z.literal('AssetMetadata'),
  metadata: strict({ name: assetId, owner: name.optional() }),
  spec: strict({
    title: text.optional(),
    domain: text.optional(),
    tier: z.number().int('a whole number').min(1, '1 or more, 1 the highest').optional(),
    tags: z.array(text).default([]),
    links: z.array(strict({ kind: text, title: text, url: link })).default([]),
  }),
});

export const documentSchema = z.discriminatedUnion('kind', [team, metricDefinition, playbook, assetMetadata]);

export const DOCUMENT_KINDS = ['Team', 'MetricDefinition', 'Playbook', 'AssetMetadata'] as const;
export type CatalogDocument = z.infer<typeof documentSchema>;
export type DocumentKind = CatalogDocument['kind'];
export type DocumentOf<Kind extends DocumentKind> = Extract<CatalogDocument, { kind: Kind }>;
export type MetricDefinitionDocument = DocumentOf<'MetricDefinition'>;
export type AuthoredThreshold = MetricDefinitionDocument['spec']['thresholds'][number];
