import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { silentLog } from '../platform/log.ts';
import { type Headwater, startHeadwater } from './headwater.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-'));
let server: Headwater;

beforeAll(async () => {
  server = await startHeadwater({ port: 0, dataDirectory, log: silentLog() });
});

afterAll(async () => {
  await server.close();
  rmSync(dataDirectory, { recursive: true });
});

const post = async (path: string, type: string, body: object) => {
  const headers = { 'content-type': type };
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as it expects it
  return (await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })).json() as any;
};
const ask = (query: string, variables = {}) => post('/graphql', 'application/json', { query, variables });

const ACCURACY = {
  ...{ apiVersion: 'headwater/v1', kind: 'MetricDefinition' },
  metadata: { name: 'accuracy', title: 'Accuracy', owner: 'risk' },
  spec: {
    ...{ category: 'ACCURACY', appliesTo: ['DEPLOYMENT'], unit: '1', direction: 'HIGHER_IS_BETTER' },
    ...{ formula: 'accuracy', method: { kind: 'value' }, window: 'PT1M', source: { observations: true } },
  },
};

const ended = (eventType: 'FAIL' | 'COMPLETE', runId: string, ago: number) =>
  post('/api/v1/lineage', 'application/json', {
    ...{ eventType, eventTime: new Date(Date.now() - ago).toISOString(), run: { runId } },
    ...{ job: { namespace: 'etl', name: 'load' }, producer: 'https://example.com', schemaURL: 'https://example.com' },
    ...{ inputs: [], outputs: [{ namespace: 'warehouse', name: 'orders' }] },
  });

it('says of a metric, with no alert anywhere, that a job upstream of its deployment failed, until one run completes', async () => {
  const apply =
    'mutation ($document: String!) { applyCatalog(input: { document: $document }) { userErrors { message } } }';
  expect(await ask(apply, { document: JSON.stringify(ACCURACY) })).toEqual({
    data: { applyCatalog: { userErrors: [] } },
  });
  const observed = { metric: 'accuracy', asset: 'deployment/prod/churn', time: new Date().toISOString(), value: 0.9 };
  expect(await post('/api/v1/observations', 'application/x-ndjson', observed)).toEqual({ accepted: 1, rejected: [] });
  const edge = '{ from: "dataset/warehouse/orders", to: "deployment/prod/churn", role: READS }';
  const assets = '{ id: "dataset/warehouse/orders" }, { id: "deployment/prod/churn" }';
  const declare = `mutation { declareLineage(input: { assets: [${assets}], edges: [${edge}] }) { userErrors { message } } }`;
  expect(await ask(declare)).toEqual({ data: { declareLineage: { userErrors: [] } } });
  const suspect = async () => {
    const question = 'suspect { asset { id } check reason }';
    const { data, errors } = await ask(`{ asset(id: "deployment/prod/churn") { metrics { ${question} } } }`);
    expect(errors).toBeUndefined();
    return data.asset.metrics[0].suspect;
  };
  await ended('COMPLETE', '019a0000-0000-7000-8000-000000000001', 90_000);
  expect(await suspect()).toBeNull();
  await ended('FAIL', '019a0000-0000-7000-8000-000000000002', 60_000);
  expect(await suspect()).toEqual({
    ...{ asset: { id: 'job/etl/load' }, check: 'RUN_FAILED', reason: 'The last run failed.' },
  });
  await ended('COMPLETE', '019a0000-0000-7000-8000-000000000003', 30_000);
  expect(await suspect()).toBeNull();
});
