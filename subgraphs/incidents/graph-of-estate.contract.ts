import type { GraphAnswer, GraphClient } from '../../platform/graph-client.ts';
import { type AssetId, datasetId, jobId } from '../../vocabulary/asset-id.ts';
import { PackedNumbers } from '../../vocabulary/packed-numbers.ts';
import { windowStatisticsOf } from '../../vocabulary/window-statistics.ts';
import { CHURN, DAY, day, FIRST_DAY, ORDERS } from './domain/fixtures.contract.ts';

export const LOAD = jobId('pipeline', 'load_orders');
const RAW = datasetId('warehouse', 'raw');
/** Lineage knows it, but of nothing that it feeds. */
export const SOURCE = datasetId('shop', 'tills');
export const TRACE = 'c'.repeat(32);

const iso = (time: number): string => new Date(time).toISOString();
const DAYS = 40;
/** The first bad day. */
export const BAD = 30;

export interface FeedEntry {
  day: number;
  breached: boolean;
  pending?: boolean;
  asset?: AssetId;
  threshold?: number;
  audience?: string;
  severity?: string;
}

const METRICS: Record<string, { name: string; value(index: number): number; direction: string; category: string }> = {
  [CHURN]: {
    name: 'prediction.accuracy',
    value: (index) => (index < BAD ? 0.9 : 0.7) + 0.01 * (index % 3),
    direction: 'HIGHER_IS_BETTER',
    category: 'ACCURACY',
  },
  [ORDERS]: {
    name: 'source.missing',
    value: (index) => (index < BAD ? 0.01 : 0.6) + 0.001 * (index % 3),
    direction: 'LOWER_IS_BETTER',
    category: 'DATA_QUALITY',
  },
};

/**
 * The public graph of a small estate: raw -> load_orders -> orders -> churn. On day 30 the load fails, orders go missing
 * and the accuracy falls. Any part of it can be down; the feed of verdicts is what the test puts into it.
 */
export class GraphOfEstate implements GraphClient {
  readonly down = new Set<'lineage' | 'catalog' | 'metrics' | 'feed'>();
  feed: FeedEntry[] = [];
  exemplars: string[] = [TRACE];
  playbookUrl: string | null = '{web}/incidents/{incident.id}';
  links = [
    { kind: 'DASHBOARD', title: 'Grafana', url: 'https://grafana.example.com' },
    { kind: 'OTHER', title: 'Trap', url: 'javascript:alert(1)' },
  ];
  /** Jobs whose last run failed. */
  failing: AssetId[] = [];
  /** Whether lineage is too slow to find all that is upstream. */
  slow = false;
  asked = 0;
  /** Whether the metrics kept nothing of what was measured. */
  forgotten = false;
  /** Whether the metrics know of no metric any more. */
  retired = false;

  async ask<Data>(document: string, variables: Record<string, unknown>): Promise<GraphAnswer<Data>> {
    this.asked += 1;
    const name = /query (\w+)/.exec(document)?.[1] ?? '';
    const question = QUESTIONS[name];
    if (!question) throw new Error(`the estate knows no ${name}`);
    if (this.down.has(question.part)) return { data: null, errors: [{ message: `${question.part} does not answer` }] };
    return { data: question.answer(this, variables as never) as Data };
  }
}

interface Variables {
  id: AssetId;
  name: string;
  asset: AssetId;
  assets: AssetId[];
  jobs: AssetId[];
  among: AssetId[];
  from: string;
  to: string;
  after: string | null;
}

interface PartOfGraph {
  part: 'lineage' | 'catalog' | 'metrics' | 'feed';
  answer(graph: GraphOfEstate, variables: Variables): unknown;
}

const QUESTIONS: Record<string, PartOfGraph> = {
  IncidentsVerdictChanges: {
    part: 'feed',
    answer: ({ feed }, { after }) => ({ verdictChanges: feed.map(changeOf).slice(after === null ? 0 : Number(after)) }),
  },
  IncidentsClosure: {
    part: 'lineage',
    answer: ({ slow }, { id }) => ({
      lineageClosure: {
        completeness: slow ? 'TIMED_OUT' : 'COMPLETE',
        assets: [CHURN, ORDERS, LOAD, RAW]
          .slice([CHURN, ORDERS].indexOf(id))
          .map((asset, depth) => ({ depth, asset: { id: asset } })),
        edges: [
          { from: RAW, to: LOAD, role: 'READS' },
          { from: LOAD, to: ORDERS, role: 'WRITES' },
          { from: ORDERS, to: CHURN, role: 'READS' },
        ].slice(0, id === CHURN ? 3 : 2),
      },
    }),
  },
  IncidentsFedBy: {
    part: 'lineage',
    answer: (_, { id, among }) => {
      const down = [RAW, LOAD, ORDERS, CHURN];
      const fed = down.slice(down.indexOf(id)).map((asset, depth) => ({ depth, asset: { id: asset } }));
      return { fedBy: { assets: fed.filter(({ asset }) => among.includes(asset.id)) } };
    },
  },
  IncidentsAsset: {
    part: 'lineage',
    answer: (_, { id }) => ({ asset: [CHURN, ORDERS, LOAD, RAW, SOURCE].includes(id) ? { id } : null }),
  },
  IncidentsChanges: {
    part: 'lineage',
    answer: (_, { from, to }) => ({
      changes: [
        {
          time: iso(day(BAD) + 3_600_000),
          kind: 'RUN_FAILED',
          summary: 'A run failed: no orders.',
          asset: { id: LOAD },
        },
      ].filter(({ time }) => time >= from && time < to),
    }),
  },
  IncidentsFailedChecks: {
    part: 'lineage',
    answer: ({ failing }, { assets }) => ({
      failedChecks: failing
        .filter((asset) => assets.includes(asset))
        .map((asset) => ({
          kind: 'RUN_FAILED',
          summary: 'The last run failed.',
          since: iso(day(BAD)),
          asset: { id: asset },
        })),
    }),
  },
  IncidentsRuns: {
    part: 'lineage',
    answer: (_, { jobs }) => ({
      runs: jobs.includes(LOAD)
        ? [
            {
              id: 'run/1',
              state: 'FAIL',
              startedAt: iso(day(BAD)),
              endedAt: null,
              error: 'no orders',
              job: { id: LOAD },
            },
          ]
        : [],
    }),
  },
  IncidentsMetricWindows: {
    part: 'metrics',
    answer: ({ forgotten }, { assets, from, to }) => ({
      metricWindows: (forgotten ? [] : assets).flatMap((asset) => windowsOf(asset, Date.parse(from), Date.parse(to))),
    }),
  },
  IncidentsWindowsAndNormal: {
    part: 'metrics',
    answer: ({ forgotten }, { assets, from, to }) => ({
      metricWindows: (forgotten ? [] : assets).flatMap((asset) =>
        windowsOf(asset, Date.parse(from), Date.parse(to)).map((windows) => ({
          ...windows,
          statistics: windowStatisticsOf(valuesOf(asset, FIRST_DAY, BASELINE_END)),
        })),
      ),
    }),
  },
  IncidentsMetric: {
    part: 'metrics',
    answer: ({ retired }, { name, asset }) => ({
      metric:
        !retired && METRICS[asset]?.name === name ? { id: `${name} of ${asset}`, definition: { window: 'P1D' } } : null,
    }),
  },
  IncidentsObserved: {
    part: 'metrics',
    answer: (_, { name, asset }) => ({
      ofAsset: { edges: [METRICS[asset]].flatMap((metric) => (metric ? { node: { definition: metric } } : [])) },
      ofName: {
        edges: Object.entries(METRICS).flatMap(([id, metric]) =>
          metric.name === name ? { node: { asset: { id } } } : [],
        ),
      },
    }),
  },
  IncidentsSeries: {
    part: 'metrics',
    answer: () => ({
      metric: {
        series: { step: 'P1D', points: [{ time: iso(day(BAD)), value: 0.9, sampleSize: 100 }], baseline: null },
      },
    }),
  },
  IncidentsExemplars: { part: 'metrics', answer: ({ exemplars }) => ({ metric: { exemplars } }) },
  IncidentsDefinition: {
    part: 'catalog',
    answer: ({ playbookUrl }, { name }) => ({
      definition: Object.values(METRICS).some((metric) => metric.name === name)
        ? {
            id: `${name}@3`,
            name,
            version: 3,
            title: `The ${name}`,
            unit: '1',
            fingerprint: `fingerprint of ${name}`,
            category: name === 'prediction.accuracy' ? 'ACCURACY' : 'DATA_QUALITY',
            window: 'P1D',
            playbook: {
              id: 'playbook/loss',
              title: 'Loss',
              version: 1,
              steps: [{ order: 1, title: 'Look', instruction: 'Look at {cause.asset.name}.', url: playbookUrl }],
            },
          }
        : null,
    }),
  },
  IncidentsDefinitionNames: {
    part: 'catalog',
    answer: () => ({ definitions: { edges: Object.values(METRICS).map(({ name }) => ({ node: { name } })) } }),
  },
  IncidentsDescribedAsset: {
    part: 'catalog',
    answer: ({ links }) => ({
      asset: { links, owner: { id: 'team/risk', name: 'risk', contact: 'risk@example.com' } },
    }),
  },
};

function changeOf(
  { day: index, breached, pending = false, asset = CHURN, threshold = 0, ...more }: FeedEntry,
  position: number,
) {
  const { audience = 'ON_CALL', severity = 'CRITICAL' } = more;
  const { name } = METRICS[asset] ?? { name: '' };
  return {
    id: `change ${position}`,
    cursor: String(position + 1),
    name,
    metric: { id: `${name} of ${asset}`, asset: { id: asset } },
    time: iso(day(index)),
    onset: iso(day(BAD)),
    verdict: { kind: breached ? 'PERSISTENT' : 'NORMAL', since: iso(day(BAD)), reason: 'It is so.', sampleSize: 100 },
    thresholdIndex: threshold,
    threshold: {
      audience,
      severity,
      comparison: 'BELOW',
      value: 0.85,
      clearValue: null,
      for: 'P1D',
    },
    breached,
    pending,
    value: 0.7,
  };
}

const BASELINE_END = FIRST_DAY + 20 * DAY;

const daysWithin = (from: number, to: number): number[] =>
  Array.from({ length: DAYS }, (_, index) => index).filter((index) => day(index) >= from && day(index + 1) <= to);

const valuesOf = (asset: AssetId, from: number, to: number): Float64Array =>
  Float64Array.from(daysWithin(from, to), (index) => METRICS[asset]?.value(index) ?? Number.NaN);

function windowsOf(asset: AssetId, from: number, to: number) {
  const metric = METRICS[asset];
  if (!metric) return [];
  return [
    {
      name: metric.name,
      start: iso(day(daysWithin(from, to)[0] ?? 0)),
      step: 'P1D',
      packedValues: new PackedNumbers(valuesOf(asset, from, to)).toJSON(),
      noiseFloor: null,
      metric: {
        category: metric.category,
        direction: metric.direction,
        asset: { id: asset },
        definition: { baseline: { from: iso(FIRST_DAY), to: iso(BASELINE_END) } },
      },
    },
  ];
}
