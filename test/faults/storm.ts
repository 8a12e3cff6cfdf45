/**
 * Many models read the same orders. On 1 October their load fails, the orders go missing, and the accuracy of every model
 * falls below the thresholds of three audiences: three alerts a model, all from one root. With two roots every other model
 * reads tills, whose load fails on the same day.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, ask } from '../graph/scenario/seed.ts';

const FIRST_DAY = Date.UTC(2026, 8, 1);
const DAY = 86_400_000;
const DAYS = 32;
const FAULT_DAY = 30;
export const ALERTS_A_MODEL = 3;

const TABLES = ['orders', 'tills'] as const;
const tableOf = (root: number): string => `dataset/warehouse/${TABLES[root]}`;
export const ORDERS = tableOf(0);
export const LOAD = 'job/pipeline/load_orders';
const modelOf = (index: number): string => `deployment/prod/model-${index}`;

const catalog = `apiVersion: headwater/v1
kind: Team
metadata: { name: models, title: Models }
spec: { contact: models@example.com, audiences: { ON_CALL: pager } }
---
apiVersion: headwater/v1
kind: MetricDefinition
metadata: { name: prediction.accuracy, title: Accuracy, owner: models, reviewBy: 2027-02-01 }
spec:
  category: ACCURACY
  appliesTo: [DEPLOYMENT]
  unit: "1"
  direction: HIGHER_IS_BETTER
  formula: correct predictions / labelled predictions
  method: { kind: ratio }
  source: { observations: true }
  window: P1D
  timezone: UTC
  lateness: PT0S
  minimumSamples: 200
  baseline: { kind: pinned, from: 2026-09-01T00:00:00Z, to: 2026-09-15T00:00:00Z }
  expected: { normal: About 0.9., degraded: Falls. }
  thresholds:
    - { audience: ON_CALL, severity: CRITICAL, below: 0.85, clearAbove: 0.87, for: P1D }
    - { audience: DATA_STEWARD, severity: WARNING, below: 0.86, clearAbove: 0.87, for: P1D }
    - { audience: PRODUCT_OWNER, severity: WARNING, below: 0.86, clearAbove: 0.88, for: P1D }
  sensitivity: INTERNAL
---
apiVersion: headwater/v1
kind: MetricDefinition
metadata: { name: source.missing, title: Rows without an amount, owner: models, reviewBy: 2027-02-01 }
spec:
  category: DATA_QUALITY
  appliesTo: [DATASET]
  unit: "1"
  direction: LOWER_IS_BETTER
  formula: rows without a value / rows
  method: { kind: ratio }
  source: { observations: true }
  window: P1D
  timezone: UTC
  lateness: PT0S
  minimumSamples: 200
  baseline: { kind: pinned, from: 2026-09-01T00:00:00Z, to: 2026-09-15T00:00:00Z }
  expected: { normal: Below 0.02., degraded: Jumps. }
  thresholds: []
  sensitivity: INTERNAL
`;

const DECLARE = `mutation Declare($input: DeclareLineageInput!) { declareLineage(input: $input) { userErrors { message } } }`;

/** Puts the estate in place but for its measurements. */
export async function seedStorm(url: string, models: number, roots = 1): Promise<void> {
  await whole(
    ask(
      url,
      'mutation ($document: String!) { applyCatalog(input: { document: $document }) { userErrors { message } } }',
      { document: catalog },
    ),
  );
  const validFrom = new Date(FIRST_DAY).toISOString();
  const edges = Array.from({ length: models }, (_, index) => ({
    from: tableOf(index % roots),
    to: modelOf(index),
    role: 'READS',
    validFrom,
  }));
  for (let start = 0; start < edges.length; start += 1_000)
    await whole(ask(url, DECLARE, { input: declared(edges.slice(start, start + 1_000)) }));
  for (let index = 0; index < DAYS; index += 1)
    for (let root = 0; root < roots; root += 1)
      await post(`${url}/api/v1/lineage`, 'application/json', JSON.stringify(loadOn(index, root)));
}

const declared = (edges: { from: string; to: string }[]) => ({
  assets: [...new Set(edges.flatMap(({ from, to }) => [from, to]))].map((id) => ({ id })),
  edges,
});

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
    const body = [...missing, ...lines].map((line) => JSON.stringify(line)).join('\n');
    await post(`${url}/api/v1/observations`, 'application/x-ndjson', body);
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
  const { alerts, incidents } = (await whole(ask(url, WEATHERED, {}))) as unknown as {
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
  };
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

/** How often each audience was called, by the record. */
export async function pagesOf(url: string): Promise<Record<string, number>> {
  const pages: Record<string, number> = {};
  for (let after: string | null = null; ; ) {
    const { incidentChanges: changes } = (await whole(
      ask(url, 'query ($after: String) { incidentChanges(after: $after, first: 100) { cursor kind audience } }', {
        after,
      }),
    )) as { incidentChanges: { cursor: string; kind: string; audience: string | null }[] };
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

/** The data of an answer. @throws Error when it has errors, or what was to be done was refused. */
export async function whole(asked: Promise<Answer>): Promise<Record<string, unknown>> {
  const { data, errors } = await asked;
  if (errors || !data) throw new Error(JSON.stringify(errors).slice(0, 2_000));
  const faults = Object.values(data).flatMap((part) => (part as { userErrors?: unknown[] } | null)?.userErrors ?? []);
  if (faults.length > 0) throw new Error(JSON.stringify(faults).slice(0, 2_000));
  return data;
}

/** @throws Error when not all of it was taken in. */
export async function post(url: string, type: string, body: string): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
  const text = await response.text();
  if (!response.ok || JSON.parse(text || '{}').rejected?.length > 0)
    throw new Error(`${url} answered ${response.status}: ${text.slice(0, 1_000)}`);
}
