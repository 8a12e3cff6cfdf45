/**
 * Many models read the same orders. On 1 October their load fails, the orders go missing, and the accuracy of every model
 * falls below the thresholds of three audiences: three alerts a model, all from one root. With two roots every other model
 * reads tills, whose load fails on the same day.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { httpClient } from '../../demo/client.ts';
import { applyDefinitions, declareEdges, definitionNamed, sendEvents, sendObservations } from '../scenarios/telling.ts';

const FIRST_DAY = Date.UTC(2026, 8, 1);
const DAY = 86_400_000;
const DAYS = 32;
const FAULT_DAY = 30;
export const ALERTS_A_MODEL = 3;

const TABLES = ['orders', 'tills'] as const;
const tableOf = (root: number): string => `dataset/warehouse/${TABLES[root]}`;
export const ORDERS = tableOf(0);
export const LOAD = 'job/pipeline/load_orders';
export const modelOf = (index: number): string => `deployment/prod/model-${index}`;

const RATIO_OBSERVED = {
  unit: '1',
  method: { kind: 'ratio' },
  source: { observations: true },
  timezone: 'UTC',
  minimumSamples: 200,
  sensitivity: 'INTERNAL',
};

/** How often models are right, by windows, a baseline and thresholds of one's own. */
export const accuracy = (judged: {
  window: string;
  lateness: string;
  baseline: object;
  thresholds: readonly object[];
}): object =>
  definitionNamed(
    'prediction.accuracy',
    {
      ...{ category: 'ACCURACY', appliesTo: ['DEPLOYMENT'], direction: 'HIGHER_IS_BETTER' },
      ...{ formula: 'correct predictions / labelled predictions', ...RATIO_OBSERVED, ...judged },
    },
    'Accuracy',
  );

const DAILY = {
  window: 'P1D',
  lateness: 'PT0S',
  baseline: { kind: 'pinned', from: '2026-09-01T00:00:00Z', to: '2026-09-15T00:00:00Z' },
};

const DEFINITIONS = [
  accuracy({
    ...DAILY,
    thresholds: [
      { audience: 'ON_CALL', severity: 'CRITICAL', below: 0.85, clearAbove: 0.87, for: 'P1D' },
      { audience: 'DATA_STEWARD', severity: 'WARNING', below: 0.86, clearAbove: 0.87, for: 'P1D' },
      { audience: 'PRODUCT_OWNER', severity: 'WARNING', below: 0.86, clearAbove: 0.88, for: 'P1D' },
    ],
  }),
  definitionNamed('source.missing', {
    ...{ category: 'DATA_QUALITY', appliesTo: ['DATASET'], direction: 'LOWER_IS_BETTER' },
    ...{ formula: 'rows without a value / rows', ...RATIO_OBSERVED, ...DAILY, thresholds: [] },
  }),
];

/** Puts the estate in place but for its measurements. */
export async function seedStorm(url: string, models: number, roots = 1): Promise<void> {
  const client = httpClient(url);
  await applyDefinitions(client, DEFINITIONS);
  const validFrom = new Date(FIRST_DAY).toISOString();
  const edges = Array.from({ length: models }, (_, index) => ({
    from: tableOf(index % roots),
    to: modelOf(index),
    role: 'READS',
    validFrom,
  }));
  await declareEdges(client, edges);
  const loads = Array.from({ length: DAYS * roots }, (_, index) => loadOn(Math.floor(index / roots), index % roots));
  await sendEvents(client, loads);
}

/** All measurements, the faulty days last. */
export async function measureStorm(url: string, models: number, roots = 1): Promise<void> {
  for (let index = 0; index < DAYS; index += 1) {
    const faulty = index >= FAULT_DAY;
    const time = new Date(FIRST_DAY + (index + 1) * DAY).toISOString();
    const missing = Array.from({ length: roots }, (_, root) => ({
      metric: 'source.missing',
      asset: tableOf(root),
      time,
      numerator: faulty ? 600 : 10 + (index % 3),
      denominator: 1_000,
    }));
    const lines = Array.from({ length: models }, (_, model) => ({
      metric: 'prediction.accuracy',
      asset: modelOf(model),
      time,
      numerator: (faulty ? 700 : 900) + ((index + model) % 4),
      denominator: 1_000,
    }));
    await sendObservations(httpClient(url), [...missing, ...lines]);
  }
}

const loadOn = (index: number, root: number) => ({
  eventType: index < FAULT_DAY ? 'COMPLETE' : 'FAIL',
  eventTime: new Date(FIRST_DAY + index * DAY + 7_200_000).toISOString(),
  producer: 'https://example.com/pipeline',
  schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  run: { runId: `00000000-0000-7000-a000-00000000${root}0${String(index).padStart(2, '0')}` },
  job: { namespace: 'pipeline', name: `load_${TABLES[root]}` },
  inputs: [],
  outputs: [{ namespace: 'warehouse', name: TABLES[root] }],
});

/** What became of the storm so far. */
export interface Weathered {
  alerts: number;
  incidents: { title: string; severity: string; alerts: number; asset: string; calls: string[] }[];
}

const WEATHERED = `{
  alerts(state: [FIRING], first: 1) { totalCount }
  incidents(state: [OPEN, ACKNOWLEDGED, RESOLVED], first: 100) {
    edges { node { title severity asset { id } calls { audience } alerts(first: 1) { totalCount } } }
  }
}`;

export async function weathered(url: string): Promise<Weathered> {
  const { alerts, incidents } = await httpClient(url).ask<{
    alerts: { totalCount: number };
    incidents: {
      edges: {
        node: {
          title: string;
          severity: string;
          asset: { id: string };
          calls: { audience: string }[];
          alerts: { totalCount: number };
        };
      }[];
    };
  }>(WEATHERED);
  return {
    alerts: alerts.totalCount,
    incidents: incidents.edges.map(({ node }) => ({
      title: node.title,
      severity: node.severity,
      asset: node.asset.id,
      alerts: node.alerts.totalCount,
      calls: node.calls.map(({ audience }) => audience).sort(),
    })),
  };
}

interface Change {
  cursor: string;
  kind: string;
  audience: string | null;
}

const CHANGES = 'query ($after: String) { incidentChanges(after: $after, first: 100) { cursor kind audience } }';

/** How often each audience was called, by the record. */
export async function pagesOf(url: string): Promise<Record<string, number>> {
  const pages: Record<string, number> = {};
  for (let after: string | null = null; ; ) {
    const { incidentChanges: changes }: { incidentChanges: Change[] } = await httpClient(url).ask(CHANGES, { after });
    for (const { kind, audience } of changes)
      if (audience && (kind === 'AUDIENCE_JOINED' || kind === 'ESCALATED'))
        pages[audience] = (pages[audience] ?? 0) + 1;
    after = changes.at(-1)?.cursor ?? after;
    if (changes.length === 0) return pages;
  }
}

/** Asks until so many alerts fire. @throws Error when that takes too long. */
export async function allFiring(url: string, alerts: number, patience: number): Promise<Weathered> {
  for (const begun = Date.now(); Date.now() - begun < patience; await pause(50)) {
    const so = await weathered(url);
    if (so.alerts === alerts) return so;
  }
  throw new Error(`${JSON.stringify(await weathered(url))}, and not ${alerts} alerts, within ${patience / 1_000} s`);
}
