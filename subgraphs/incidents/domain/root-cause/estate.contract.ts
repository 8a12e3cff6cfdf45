import {
  type AssetId,
  datasetId,
  deploymentId,
  featureId,
  jobId,
  modelVersionId,
  serviceId,
} from '../../../../vocabulary/asset-id.ts';
import type { RootCause } from './answer.ts';
import type { Change, ChangeKind, Closure, ClosureEdge, MeasuredSeries, Question } from './question.ts';
import { rootCauseOf } from './root-cause.ts';
import { neighboursOf } from './upstream.ts';

/** What the tests of this folder speak of: a churn model fed by orders and customers, hour by hour. */
export const ORDERS = datasetId('warehouse', 'orders');
export const CUSTOMERS = datasetId('warehouse', 'customers');
export const LOAD = jobId('pipeline', 'load_orders');
export const AMOUNT = featureId('warehouse', 'features', 'amount');
export const TENURE = featureId('warehouse', 'features', 'tenure');
export const FEATURES = datasetId('warehouse', 'features');
export const TRAIN = jobId('pipeline', 'train_churn');
export const MODEL = modelVersionId('models', 'churn', '7');
export const CHURN = deploymentId('prod', 'churn');
export const REPORT = serviceId('prod', 'report');

export const HOUR = 3_600_000;
/** The last window of the baseline ends here, and the look-back begins. */
export const START = Date.UTC(2026, 8, 10);
/** When it is asked. */
export const NOW = START + 24 * HOUR;

export const edge = (from: AssetId, to: AssetId, role: ClosureEdge['role'] = 'CALLS'): ClosureEdge => ({
  from,
  to,
  role,
});

/** orders -> amount, customers -> tenure, both -> features -> deployment; training -> model -> deployment. */
export const EDGES: ClosureEdge[] = [
  edge(LOAD, ORDERS, 'WRITES'),
  edge(ORDERS, AMOUNT, 'DERIVES'),
  edge(CUSTOMERS, TENURE, 'DERIVES'),
  edge(AMOUNT, FEATURES, 'PART_OF'),
  edge(TENURE, FEATURES, 'PART_OF'),
  edge(FEATURES, CHURN, 'READS'),
  edge(TRAIN, MODEL, 'TRAINS'),
  edge(MODEL, CHURN, 'SERVES'),
];

/** A whole closure above an asset over these edges. */
export function closureOf(target: AssetId, edges: readonly ClosureEdge[]): Closure {
  const { parents } = neighboursOf(edges);
  const depth = new Map([[target, 0]]);
  for (const [asset, own] of depth)
    for (const parent of parents(asset)) if (!depth.has(parent)) depth.set(parent, own + 1);
  const inside = edges.filter(({ from, to }) => depth.has(from) && depth.has(to));
  return { completeness: 'COMPLETE', assets: [...depth].map(([id, own]) => ({ id, depth: own })), edges: inside };
}

/** Sways between 0 and 1 and never changes. */
const sway = (index: number): number => ((index * 7919) % 13) / 13;

/**
 * An hourly metric that is at 100 to 101 for two days of baseline and two days before now, and at `level` from
 * `badFrom` hours after `START` on, until `badUntil`.
 */
export const series = (
  asset: AssetId,
  { level = 100, badFrom = Number.POSITIVE_INFINITY, badUntil = Number.POSITIVE_INFINITY } = {},
  more: Partial<MeasuredSeries> = {},
): MeasuredSeries => ({
  metric: 'errors',
  asset,
  category: 'DATA_QUALITY',
  direction: 'LOWER_IS_BETTER',
  noiseFloor: null,
  baseline: {
    start: START - 48 * HOUR,
    step: HOUR,
    values: Float64Array.from({ length: 48 }, (_, index) => 100 + sway(index)),
  },
  recent: {
    start: START - 24 * HOUR,
    step: HOUR,
    values: Float64Array.from({ length: 48 }, (_, index) => {
      const hour = index - 24;
      return (hour >= badFrom && hour < badUntil ? level : 100) + sway(index + 5);
    }),
  },
  ...more,
});

export const bad = (
  asset: AssetId,
  level: number,
  badFrom: number,
  more: Partial<MeasuredSeries> = {},
): MeasuredSeries => series(asset, { level, badFrom }, more);

/** Where no trouble of these tests comes from: the customers and what is made of them, measured and normal. */
export const well = [series(TENURE), series(CUSTOMERS)];

export const change = (asset: AssetId, kind: ChangeKind, hour: number, summary = 'Something changed.'): Change => ({
  asset,
  kind,
  time: START + hour * HOUR,
  summary,
});

export const question = (more: Partial<Question> = {}): Question => ({
  metric: 'errors',
  asset: CHURN,
  at: NOW,
  lookback: 24 * HOUR,
  breachedSince: null,
  ...more,
});

/** The root cause of the deployment's trouble over the usual edges. */
export const rootCause = (
  measured: MeasuredSeries[],
  changes: Change[] = [],
  { edges = EDGES, asked = question(), first = 10 } = {},
): RootCause => rootCauseOf(asked, { closure: closureOf(asked.asset, edges), series: measured, changes }, first);

export const assetsOf = ({ causes }: RootCause): AssetId[] => causes.map(({ asset }) => asset);
