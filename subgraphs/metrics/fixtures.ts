import type { GraphAnswer, GraphClient } from '../../platform/graph-client.ts';
import { type AssetId, deploymentId } from '../../vocabulary/asset-id.ts';
import type { Duration } from '../../vocabulary/duration.ts';
import type { MetricDefinition } from './domain/definition.ts';
import type { DistanceMethod } from './domain/method.ts';
import type { Observation } from './domain/observation.ts';
import type { Threshold } from './domain/threshold.ts';

/** What the tests of this subgraph speak of: a deployment whose accuracy is watched day by day. */
export const CHURN: AssetId = deploymentId('prod', 'churn');
export const DAY = 86_400_000;
export const FIRST_DAY = Date.UTC(2026, 8, 1);

export const duration = (text: string): Duration => text as Duration;

export const threshold = (more: Partial<Threshold> = {}): Threshold => ({
  audience: 'ON_CALL',
  severity: 'CRITICAL',
  comparison: 'BELOW',
  value: 0.85,
  clearValue: 0.87,
  for: duration('P2D'),
  range: null,
  burnRates: [],
  target: null,
  detector: null,
  ...more,
});

export const definition = (more: Partial<MetricDefinition> = {}): MetricDefinition => ({
  id: 'prediction.accuracy@1',
  name: 'prediction.accuracy',
  version: 1,
  revision: 1,
  fingerprint: 'f1',
  category: 'ACCURACY',
  appliesTo: ['DEPLOYMENT'],
  unit: '1',
  direction: 'HIGHER_IS_BETTER',
  method: { kind: 'ratio' },
  otlp: null,
  prometheus: null,
  openlineage: null,
  window: duration('P1D'),
  timezone: 'UTC',
  lateness: duration('PT0S'),
  minimumSamples: 200,
  baseline: null,
  thresholds: [threshold()],
  ...more,
});

/** A median of milliseconds that telemetry brings. */
export const LATENCY = definition({
  id: 'serving.latency@1',
  name: 'serving.latency',
  fingerprint: 'f2',
  category: 'LATENCY',
  unit: 'ms',
  direction: 'LOWER_IS_BETTER',
  method: { kind: 'quantile', q: 0.5 },
  minimumSamples: 1,
  thresholds: [threshold({ comparison: 'ABOVE', value: 400, clearValue: null, for: duration('P1D') })],
  otlp: {
    instrument: 'request.duration',
    scale: 1000,
    asset: 'deployment/{env}/{service}',
    dimensions: [],
    numerator: null,
  },
});

/** A population stability index by the defaults. */
export const psiOver = (bins: DistanceMethod['bins']): DistanceMethod => ({
  kind: 'distance',
  measure: 'psi',
  bins,
  missing: 'own-bin',
  epsilon: 1e-4,
  base: 2,
});

/** Distances between counts of two categories. */
export const driftDefinition = (more: Partial<MetricDefinition> = {}): MetricDefinition =>
  definition({
    id: 'feature.drift@1',
    name: 'feature.drift',
    fingerprint: 'f9',
    category: 'DRIFT',
    appliesTo: ['FEATURE'],
    direction: 'LOWER_IS_BETTER',
    method: psiOver({ kind: 'categories', categories: ['a', 'b'] }),
    minimumSamples: 100,
    baseline: { kind: 'pinned', from: FIRST_DAY, to: FIRST_DAY + DAY },
    thresholds: [threshold({ comparison: 'ABOVE', value: 0.01, clearValue: null, for: duration('P1D') })],
    ...more,
  });

/** An observation of the accuracy of one day, counted from the first. */
export const accuracyOn = (day: number, numerator: number, more: Partial<Observation> = {}): Observation => ({
  metric: 'prediction.accuracy',
  asset: CHURN,
  time: FIRST_DAY + (day + 1) * DAY,
  duration: null,
  components: { numerator, denominator: 1000 },
  dimensions: {},
  traceId: null,
  ...more,
});

/** An observation of one value of a day, counted from the first. */
export const valueOn = (metric: string, day: number, value: number, more: Partial<Observation> = {}): Observation =>
  accuracyOn(day, 0, { metric, components: { value }, ...more });

/** The arguments of a question about the days from one to another, which is left out. */
export const range = (from: number, to: number): string =>
  `from: "${new Date(FIRST_DAY + from * DAY).toISOString()}", to: "${new Date(FIRST_DAY + to * DAY).toISOString()}"`;

/** The public graph with a catalog of these definitions, as the catalog answers them, and a lineage that hears of assets. */
export class GraphOfDefinitions implements GraphClient {
  definitions: MetricDefinition[];
  readonly recorded: AssetId[] = [];
  /** Answers to other questions, by the name of the operation. */
  readonly answers: Record<string, (variables: Record<string, unknown>) => unknown> = {};
  isDown = false;

  constructor(...definitions: MetricDefinition[]) {
    this.definitions = definitions;
  }

  async ask<Data>(document: string, variables: Record<string, unknown>): Promise<GraphAnswer<Data>> {
    if (this.isDown) return { data: null, errors: [{ message: 'the catalog does not answer' }] };
    if (document.includes('recordAssets')) {
      this.recorded.push(...(variables.ids as AssetId[]));
      return { data: { recordAssets: 1 } as Data };
    }
    if (document.includes('MetricsDefinitionVersion')) {
      const { name, version } = variables;
      const found = this.definitions.findLast((one) => one.name === name && (version ?? one.version) === one.version);
      return { data: { definition: found ? published(found) : null } as Data };
    }
    const operation = /query (\w+)/.exec(document)?.[1] ?? '';
    const answer = this.answers[operation];
    if (answer) return { data: answer(variables) as Data };
    const edges = this.definitions.map((one) => ({ node: published(one) }));
    return { data: { definitions: { pageInfo: { hasNextPage: false, endCursor: null }, edges } } as Data };
  }
}

const published = ({ baseline, otlp, prometheus, openlineage, thresholds, ...definition }: MetricDefinition) => ({
  ...definition,
  source: {
    otlp: otlp ?? undefined,
    prometheus: prometheus ?? undefined,
    openlineage: openlineage ?? undefined,
  },
  baseline:
    baseline?.kind === 'pinned'
      ? { ...baseline, from: new Date(baseline.from).toISOString(), to: new Date(baseline.to).toISOString() }
      : baseline,
  thresholds,
  thresholdParameters: thresholds.map(({ range, target, burnRates, detector }) => ({
    range,
    target,
    burnRates,
    detector,
  })),
});
