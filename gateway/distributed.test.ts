import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../platform/config.ts';
import { silentLog } from '../platform/log.ts';
import { SUBGRAPHS, type SubgraphName } from './compose.ts';
import { startGateway, startSubgraph } from './distributed.ts';

type Served = Awaited<ReturnType<typeof startGateway>>;

const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-'));
const config = { ...readConfig({}), port: 0, dataDirectory, log: silentLog() };
const served = new Map<SubgraphName, Served>();
let gateway: Served;

beforeAll(async () => {
  for (const name of SUBGRAPHS) served.set(name, await startSubgraph(name, config));
  const subgraphs = new Map([...served].map(([name, { url }]) => [name, url]));
  gateway = await startGateway({ ...config, subgraphs });
});

afterAll(async () => {
  await gateway.close();
  for (const each of served.values()) await each.close();
  rmSync(dataDirectory, { recursive: true });
});

const EVENT = {
  eventTime: '2026-11-01T00:00:00Z',
  producer: 'https://example.org/producer',
  schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/DatasetEvent',
  dataset: { namespace: 'warehouse', name: 'orders' },
};

const send = (event: object) =>
  fetch(`${gateway.url}/api/v1/lineage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });

const alertmanager = async (method: string, path: string, body?: object) => {
  const headers = { 'content-type': 'application/json' };
  const init = body ? { method, headers, body: JSON.stringify(body) } : { method };
  const response = await fetch(`${gateway.url}/api/v2/${path}`, init);
  return { status: response.status, body: await response.text() };
};

const ask = async (query: string) => {
  const body = JSON.stringify({ query });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body })).json();
};

/** In the order in which a service would see it: whole, then without lineage. */
describe('a gateway over subgraphs that run on their own', () => {
  it('hands events on to the subgraph that takes them, and answers from all', async () => {
    expect((await send(EVENT)).status).toBe(201);
    expect(await ask('{ asset(id: "dataset/warehouse/orders") { id name owner { name } } }')).toEqual({
      data: { asset: { id: 'dataset/warehouse/orders', name: 'orders', owner: null } },
    });
  });

  it('hands on what is said to an Alertmanager, with its parameters, and what is answered', async () => {
    const posted = await alertmanager('POST', 'alerts', [{ labels: { alertname: 'HighLatency', job: 'churn' } }]);
    expect(posted).toEqual({ status: 200, body: '' });
    expect(await ask('{ unboundAlerts { labels { name value } } }')).toMatchObject({
      data: {
        unboundAlerts: [
          {
            labels: [
              { name: 'alertname', value: 'HighLatency' },
              { name: 'job', value: 'churn' },
            ],
          },
        ],
      },
    });
    const wrong = await alertmanager('GET', 'alerts?filter=%5B');
    expect(wrong).toEqual({ status: 400, body: expect.stringMatching(/^".*\[/) });
    const silence = {
      matchers: [{ name: 'alertname', value: 'HighLatency', isRegex: false, isEqual: true }],
      ...{ startsAt: '2026-11-01T00:00:00Z', endsAt: '2099-11-01T00:00:00Z', createdBy: 'ana', comment: 'known' },
    };
    const { silenceID } = JSON.parse((await alertmanager('POST', 'silences', silence)).body);
    expect(JSON.parse((await alertmanager('GET', 'silences?filter=alertname%3D%22HighLatency%22')).body)).toMatchObject(
      [{ id: silenceID, comment: 'known' }],
    );
    expect(await alertmanager('DELETE', `silence/${silenceID}`)).toEqual({ status: 200, body: '' });
    expect((await alertmanager('GET', 'silence/unknown')).status).toBe(404);
  });

  it('is ready when every subgraph is', async () => {
    const response = await fetch(`${gateway.url}/readyz?verbose`);
    expect(response.status).toBe(200);
    const { parts } = (await response.json()) as { parts: { part: string }[] };
    expect(parts.map(({ part }) => part)).toEqual([...SUBGRAPHS]);
  });

  it('loses with a subgraph what that subgraph serves, says so, and asks producers to come again', async () => {
    await served.get('lineage')?.close();
    served.delete('lineage');
    const { data, errors } = (await ask(
      '{ definitions { totalCount } asset(id: "dataset/warehouse/orders") { id } }',
    )) as {
      data: unknown;
      errors: unknown;
    };
    expect(data).toEqual({ definitions: { totalCount: 0 }, asset: null });
    expect(errors).toMatchObject([
      { path: ['asset'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'lineage' } },
    ]);
    const refused = await send(EVENT);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('2');
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(503);
  });

  it('says that incidents is away as an Alertmanager says what is wrong: in one JSON text', async () => {
    await served.get('incidents')?.close();
    served.delete('incidents');
    const { status, body } = await alertmanager('POST', 'alerts', [{ labels: { alertname: 'HighLatency' } }]);
    expect([status, JSON.parse(body)]).toEqual([
      503,
      expect.stringContaining('the incidents subgraph does not answer'),
    ]);
  });
});
