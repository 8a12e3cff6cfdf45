import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startHeadwater } from '../../gateway/headwater.ts';
import { silentLog } from '../../platform/log.ts';
import { ask as askAt, seed } from '../graph/scenario/seed.ts';

/** The churn model of test/graph/scenario, whose orders stop arriving on 28 September. */
const CHURN = 'deployment/prod/churn';
const AT = '2026-10-01T00:00:00Z';
const BEFORE = '2026-09-01T00:00:00Z';

let server: Awaited<ReturnType<typeof startHeadwater>>;
const directory = mkdtempSync(join(tmpdir(), 'headwater-root-cause-'));

beforeAll(async () => {
  server = await startHeadwater({ port: 0, dataDirectory: directory, log: silentLog() });
  await seed(server.url);
}, 60_000);

afterAll(async () => {
  await server?.close();
  rmSync(directory, { recursive: true });
});

async function ask(document: string, variables: object = {}): Promise<Record<'rootCause', unknown>> {
  const { data, errors } = await askAt(server.url, document, variables);
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).not.toContain('"message"');
  return data as Record<'rootCause', unknown>;
}

const rootCause = async (fields: string, more = '') =>
  (
    await ask(
      `{ rootCause(metric: "prediction.accuracy", asset: "${CHURN}", at: "${AT}", lookback: "P7D" ${more}) { ${fields} } }`,
    )
  ).rootCause as {
    examined: { assets: number };
    causes: { asset: { id: string } }[];
    dimensions: {
      summary: string;
      labels: { labels: string[]; slices: { share: number; carries: boolean }[] }[];
    } | null;
  };

const assets = async (more = ''): Promise<number> => (await rootCause('examined { assets }', more)).examined.assets;

const declare = (from: string, validFrom: string) =>
  ask(
    `mutation ($assets: [DeclaredAssetInput!]!, $edges: [DeclaredEdgeInput!]!) {
      declareLineage(input: { assets: $assets, edges: $edges }) { edgeCount userErrors { message } }
    }`,
    { assets: [{ id: from }], edges: [{ from, to: 'job/churn-pipeline/load_orders', role: 'READS', validFrom }] },
  );

/** A time between what was said before and what is said after. */
async function pause(): Promise<string> {
  await new Promise((later) => setTimeout(later, 20));
  const now = new Date().toISOString();
  await new Promise((later) => setTimeout(later, 20));
  return now;
}

it('takes lineage that arrived late and held at the onset, unless asked what was known before', async () => {
  const known = await assets();
  const then = await pause();
  await declare('dataset/warehouse/late', BEFORE);
  expect(await assets()).toBe(known + 1);
  expect(await assets(`, knownAt: "${then}"`)).toBe(known);
});

it('takes what began to hold after the onset only when asked for the graph of then', async () => {
  const known = await assets();
  await declare('dataset/warehouse/newer', '2026-09-29T12:00:00Z');
  expect(await assets()).toBe(known);
  expect(await assets(`, asOf: "${AT}"`)).toBe(known + 1);
});

it('shows each slice that carries the loss, of a metric that is told by its cohorts', async () => {
  expect((await rootCause('dimensions { summary }')).dimensions).toBeNull();
  const day = (index: number) => new Date(Date.UTC(2026, 8, 2 + index)).toISOString();
  const lines = Array.from({ length: 30 }, (_, index) =>
    [
      { cohort: 'new', numerator: index < 27 ? 182 : 20 },
      { cohort: 'old', numerator: 728 },
    ].map(({ cohort, numerator }) => ({
      metric: 'prediction.accuracy',
      asset: CHURN,
      time: day(index),
      numerator,
      denominator: cohort === 'new' ? 200 : 800,
      dimensions: { cohort },
    })),
  ).flat();
  await fetch(`${server.url}/api/v1/observations`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: lines.map((line) => JSON.stringify(line)).join('\n'),
  });
  const { dimensions } = await rootCause('dimensions { summary labels { labels slices { share carries } } }');
  expect(dimensions?.summary).toMatch(/^cohort = new carries \d+(\.\d+)? % of the change with 20 % of the samples\.$/);
  expect(dimensions?.labels[0]?.labels).toEqual(['cohort']);
  expect(dimensions?.labels[0]?.slices[0]?.carries).toBe(true);
});

it('follows a correction: no cause is found behind an edge that was taken back, unless asked what was known before', async () => {
  const first = async (more = '') => (await rootCause('causes { asset { id } }', more)).causes[0]?.asset.id;
  expect(await first()).toBe('job/churn-pipeline/load_orders');
  const then = await pause();
  const { asset } = (await ask(
    `{ asset(id: "job/churn-pipeline/load_orders") { downstream(depth: 1) { edges { node { id } } } } }`,
  )) as unknown as { asset: { downstream: { edges: { node: { id: string } }[] } } };
  await ask(
    `mutation ($edges: [RetractedEdgeInput!]!) {
      retractLineage(input: { edges: $edges, reason: "It loads another table." }) { edgeCount userErrors { message } }
    }`,
    {
      edges: asset.downstream.edges.map(({ node }) => ({
        from: 'job/churn-pipeline/load_orders',
        to: node.id,
        role: 'WRITES',
      })),
    },
  );
  expect(await first()).not.toBe('job/churn-pipeline/load_orders');
  expect(await first(`, knownAt: "${then}"`)).toBe('job/churn-pipeline/load_orders');
});
