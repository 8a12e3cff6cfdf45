import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bodyOf, HEADERS } from '../ingest/remote-write/write-request.fixture.ts';
import { readConfig } from '../platform/config.ts';
import { silentLog } from '../platform/log.ts';
import { freePort } from '../test/servers/ports.ts';
import { SUBGRAPHS } from './compose.ts';
import { startGateway, startSubgraph } from './distributed.ts';

type Served = Awaited<ReturnType<typeof startGateway>>;

const HOUR = 3_600_000;
const now = Date.now();
const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-'));
const served = new Map<string, Served>();
let url: string;
let config: Parameters<typeof startSubgraph>[1];

const CATALOG = [
  ['rows', 'DATASET', { openlineage: { facet: 'rowCount' } }],
  ['auc', 'DEPLOYMENT', { prometheus: { metric: 'model_auc', asset: 'deployment/{env}/{model}' } }],
].map(([name, kind, source]) =>
  JSON.stringify({
    ...{ apiVersion: 'headwater/v1', kind: 'MetricDefinition', metadata: { name, title: name, owner: 'team' } },
    spec: {
      ...{ category: 'DATA_QUALITY', appliesTo: [kind], unit: '1', direction: 'NEITHER', formula: name },
      ...{ method: { kind: 'value' }, window: 'PT1M', source },
    },
  }),
);

const eventOf = (rowCount: number, time: number) => ({
  eventTime: new Date(time).toISOString(),
  dataset: {
    ...{ namespace: 'warehouse', name: 'orders' },
    facets: { dataQualityMetrics: { rowCount, columnMetrics: {} } },
  },
});

beforeAll(async () => {
  const port = await freePort();
  const gatewayUrl = `http://127.0.0.1:${port}/graphql`;
  config = { ...readConfig({}), port: 0, gatewayUrl, dataDirectory, log: silentLog() };
  for (const name of SUBGRAPHS) served.set(name, await startSubgraph(name, config));
  const subgraphs = new Map([...served].map(([name, each]) => [name, each.url]));
  served.set('gateway', await startGateway({ ...config, port, subgraphs }));
  url = `http://127.0.0.1:${port}`;
  await ask(
    'mutation Apply($document: String!) { applyCatalog(input: { document: $document }) { userErrors { message } } }',
    {
      document: CATALOG.join('\n---\n'),
    },
  );
});

afterAll(async () => {
  for (const each of [...served.values()].reverse()) await each.close();
  rmSync(dataDirectory, { recursive: true });
});

async function ask(query: string, variables: object = {}) {
  const body = JSON.stringify({ query, variables });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).json();
}

const send = (rowCount: number, time: number) =>
  fetch(`${url}/api/v1/lineage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(eventOf(rowCount, time)),
  });

const valuesOf = async (name: string, asset: string) => {
  const [from, to] = [now - 2 * HOUR, now].map((time) => new Date(time).toISOString());
  const { data } = (await ask(
    `{ metric(name: "${name}", asset: "${asset}") { series(from: "${from}", to: "${to}") { points { value } } } }`,
  )) as { data: { metric: { series: { points: { value: number }[] } } | null } };
  return data.metric?.series.points.map(({ value }) => value) ?? null;
};

/** In the order in which a service would see it: whole, then without metrics, then with them again. */
describe('measurements over subgraphs that run on their own', () => {
  it('come by the quality that a lineage event tells of, though the lineage takes the event', async () => {
    expect((await send(42, now - HOUR)).status).toBe(201);
    expect(await valuesOf('rows', 'dataset/warehouse/orders')).toEqual([42]);
  });

  it('come by remote write through the gateway', async () => {
    const labels = { __name__: 'model_auc', env: 'prod', model: 'churn' };
    const body = bodyOf([{ labels, samples: [[now - HOUR, 0.9375]] }]);
    const answer = await fetch(`${url}/api/v1/write`, { method: 'POST', headers: HEADERS, body: new Uint8Array(body) });
    expect(answer.status).toBe(204);
    expect(await valuesOf('auc', 'deployment/prod/churn')).toEqual([0.9375]);
  });

  it('are kept while the metrics are away, and counted when they are back', async () => {
    const away = served.get('metrics') as Served;
    await away.close();
    served.delete('metrics');
    const kept = await send(43, now - HOUR / 2);
    expect([kept.status, await kept.json()]).toEqual([201, { warnings: [expect.stringContaining('are kept')] }]);
    served.set('metrics', await startSubgraph('metrics', { ...config, port: Number(new URL(away.url).port) }));
    let values: number[] | null = null;
    while (values?.length !== 2) {
      await pause(100);
      values = await valuesOf('rows', 'dataset/warehouse/orders');
    }
    expect(values).toEqual([42, 43]);
  });
});
