import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HTTP } from 'cloudevents';
import { graphql } from 'graphql';
import { Webhook } from 'standardwebhooks';
import { stringify } from 'yaml';
import { StartRefused } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import type { Subgraph } from '../../platform/subgraph.ts';
import { describeWithPostgres } from '../../test/servers/needs-postgres.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../test/servers/webhook-receiver.ts';
import { CHURN, ORDERS } from './domain/fixtures.contract.ts';
import { BAD, type FeedEntry, GraphOfEstate } from './graph-of-estate.contract.ts';
import { type IncidentsIngest, incidents } from './index.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const NEXT_SECRET = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const FIRED: FeedEntry = { day: BAD + 2, breached: true };
const OVER: FeedEntry = { day: BAD + 5, breached: false };

let directory: string;
let now: number;
let graph: GraphOfEstate;
let pager: WebhookReceiver;
let subgraph: Subgraph<IncidentsIngest>;

/** Opens the subgraph with the pager as its receiver. */
async function open(more: { receiver?: object; settings?: object } = {}): Promise<void> {
  const alertingFile = join(directory, 'alerting.yaml');
  const settings = {
    apiVersion: 'headwater/v1',
    kind: 'Alerting',
    group: { wait: 'PT0S' },
    allowNetworks: ['127.0.0.0/8'],
    receivers: { pager: { webhook: `${pager.url}/hook`, timeout: 'PT1S', ...more.receiver } },
    routes: [{ receivers: ['pager'] }],
    ...more.settings,
  };
  writeFileSync(alertingFile, stringify(settings));
  subgraph = await incidents({ dataDirectory: directory, clock: () => now, log: silentLog(), graph, alertingFile });
}

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-notifications-'));
  now = Date.now();
  graph = new GraphOfEstate();
  pager = await startWebhookReceiver();
  process.env.PAGER_SECRET = SECRET;
  process.env.NEXT_SECRET = NEXT_SECRET;
});

afterEach(async () => {
  await subgraph?.close();
  await pager.stop();
  rmSync(directory, { recursive: true });
});

async function follow(...feed: FeedEntry[]): Promise<void> {
  graph.feed = feed;
  await work();
}

async function work(): Promise<void> {
  while (await subgraph.work());
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as it expects it
async function ask(source: string): Promise<any> {
  const contextValue = subgraph.context({ signal: new AbortController().signal, traceId: '' });
  const { data, errors } = await graphql({ schema: subgraph.schema, source, contextValue });
  expect(errors).toBeUndefined();
  return data;
}

const DELIVERY = 'id occasion audience receiver state attempts status reason';
const deliveries = async (more = '') => {
  const answer = await ask(`{ deliveries${more} { edges { node { ${DELIVERY} } } } }`);
  return answer.deliveries.edges.map(({ node }: { node: object }) => node);
};

/** The newest delivery, once it is as it should be; each look at it takes `step` milliseconds by our clock. */
async function settles(expected: object, step = 0) {
  for (let patience = 200; patience > 0; patience--) {
    now += step;
    await work();
    const [newest] = await deliveries();
    if (newest && Object.entries(expected).every(([name, value]) => newest[name] === value)) return newest;
    await new Promise((done) => setTimeout(done, 25));
  }
  expect((await deliveries())[0]).toMatchObject(expected);
}

const headersOf = (index: number) => pager.received[index]?.headers as Record<string, string>;
const bodyOf = (index: number) => pager.received[index]?.body ?? '';

describe('a webhook', () => {
  it('comes once for an incident, signed as the library of Standard Webhooks verifies it', async () => {
    await open({ receiver: { secret: { env: 'PAGER_SECRET' } } });
    await follow(FIRED);
    const { id } = await settles({ state: 'DELIVERED', occasion: 'OPENED' });
    await work();
    expect(pager.received).toHaveLength(1);
    expect(headersOf(0)['webhook-id']).toBe(id);
    expect(new Webhook(SECRET).verify(bodyOf(0), headersOf(0))).toMatchObject({
      type: 'headwater.incident.opened',
      timestamp: '2026-10-03T00:00:00.000Z',
      data: {
        audience: 'ON_CALL',
        incident: { title: 'Accuracy of churn fell: load_orders failed', severity: 'CRITICAL', state: 'OPEN' },
        alerts: {
          total: 1,
          firing: 1,
          listed: [
            { metric: 'prediction.accuracy', asset: CHURN, contextUrl: expect.stringMatching(/\/context\?signature=/) },
          ],
        },
      },
    });
  });

  it('is signed with both secrets while one takes the place of the other', async () => {
    await open({ receiver: { secret: [{ env: 'NEXT_SECRET' }, { env: 'PAGER_SECRET' }] } });
    await follow(FIRED);
    await settles({ state: 'DELIVERED' });
    for (const secret of [SECRET, NEXT_SECRET])
      expect(() => new Webhook(secret).verify(bodyOf(0), headersOf(0))).not.toThrow();
  });

  it.each(['cloudevents', 'cloudevents-binary'])('is a CloudEvent as its SDK reads it: %s', async (format) => {
    await open({ receiver: { format, secret: { env: 'PAGER_SECRET' } } });
    await follow(FIRED);
    const { id } = await settles({ state: 'DELIVERED' });
    expect(() => new Webhook(SECRET).verify(bodyOf(0), headersOf(0))).not.toThrow();
    const event = HTTP.toEvent({ headers: headersOf(0), body: bodyOf(0) });
    const { incidents } = await ask('{ incidents { edges { node { id } } } }');
    expect(JSON.parse(JSON.stringify(event))).toMatchObject({
      ...{ id, specversion: '1.0', source: 'urn:headwater', type: 'headwater.incident.opened' },
      ...{ subject: incidents.edges[0].node.id, time: '2026-10-03T00:00:00.000Z', datacontenttype: 'application/json' },
      data: { occasion: 'OPENED', incident: { severity: 'CRITICAL' } },
    });
  });

  it('is what Alertmanager sends, version 4', async () => {
    await open({ receiver: { format: 'alertmanager' } });
    await follow(FIRED, OVER);
    await settles({ occasion: 'RESOLVED', state: 'DELIVERED' });
    const [opened, resolved] = [JSON.parse(bodyOf(0)), JSON.parse(bodyOf(1))];
    expect(opened).toMatchObject({
      ...{ version: '4', status: 'firing', receiver: 'pager', truncatedAlerts: 0 },
      groupLabels: { audience: 'ON_CALL' },
      commonLabels: { alertname: 'prediction.accuracy', asset: CHURN, severity: 'critical' },
      alerts: [{ startsAt: '2026-10-03T00:00:00.000Z' }],
    });
    expect(resolved).toMatchObject({
      status: 'resolved',
      alerts: [{ status: 'resolved', endsAt: '2026-10-06T00:00:00.000Z' }],
    });
    expect(resolved.groupKey).toBe(opened.groupKey);
  });

  it('carries the header that the receiver knows us by', async () => {
    process.env.PAGER_TOKEN = 'Bearer hunter2';
    await open({ receiver: { authorization: { env: 'PAGER_TOKEN' } } });
    await follow(FIRED);
    await settles({ state: 'DELIVERED' });
    expect(headersOf(0).authorization).toBe('Bearer hunter2');
  });
});

describe('in a storm', () => {
  it('each audience is called once, and told of the end once', async () => {
    await open();
    await follow(FIRED, { ...FIRED, asset: ORDERS });
    await settles({ state: 'DELIVERED' });
    await follow(FIRED, { ...FIRED, asset: ORDERS }, OVER, { ...OVER, asset: ORDERS });
    await settles({ occasion: 'RESOLVED', state: 'DELIVERED' });
    expect((await deliveries()).map(({ occasion }: { occasion: string }) => occasion)).toEqual(['RESOLVED', 'OPENED']);
  });
});

describe('a receiver', () => {
  const retry = { first: 'PT1S', longest: 'PT2S', attempts: 3 };

  it('that is down gets the same message when it is up again', async () => {
    await open({ settings: { retry } });
    pager.answer = { status: 503 };
    await follow(FIRED);
    await settles({ state: 'PENDING', attempts: 1, status: 503, reason: 'answered 503' });
    pager.answer = { status: 200 };
    await work();
    expect(pager.received).toHaveLength(1);
    now += 2_000;
    await work();
    await settles({ state: 'DELIVERED', attempts: 2 });
    expect([headersOf(1)['webhook-id'], bodyOf(1)]).toEqual([headersOf(0)['webhook-id'], bodyOf(0)]);
  });

  it('that stays down is given up, and gets it when somebody sends it again', async () => {
    await open({ settings: { retry } });
    pager.answer = { status: 500 };
    await follow(FIRED);
    const { id } = await settles({ state: 'DEAD', reason: 'answered 500; given up after 3 attempts' }, 1_000);
    pager.answer = { status: 200 };
    const { resendDelivery } = await ask(
      `mutation { resendDelivery(id: "${id}") { delivery { state attempts } userErrors { code } } }`,
    );
    expect(resendDelivery).toEqual({ delivery: { state: 'PENDING', attempts: 0 }, userErrors: [] });
    await work();
    await settles({ state: 'DELIVERED', attempts: 1 });
    expect(new Set(pager.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('that asks for patience gets it', async () => {
    await open({ settings: { retry } });
    pager.answer = { status: 429, headers: { 'retry-after': '60' } };
    await follow(FIRED);
    await settles({ state: 'PENDING', status: 429 });
    now += 59_000;
    await work();
    expect(pager.received).toHaveLength(1);
    now += 2_000;
    await work();
    await settles({ attempts: 2 });
  });

  it('that refuses a message is not asked again', async () => {
    await open({ settings: { retry } });
    pager.answer = { status: 422, body: 'no such channel' };
    await follow(FIRED);
    await settles({ state: 'DEAD', attempts: 1, reason: 'answered 422: no such channel' });
  });

  it('that hangs keeps nobody waiting, and is tried again', async () => {
    await open({ settings: { retry } });
    pager.answer = 'HANG';
    await follow(FIRED);
    await settles({ state: 'PENDING', attempts: 1, reason: 'no answer within 1 s' });
  });

  it('that is gone is sent nothing more, until somebody enables it', async () => {
    await open();
    pager.answer = { status: 410, body: 'moved away' };
    await follow(FIRED);
    const { id } = await settles({ state: 'DEAD', status: 410 });
    await follow(FIRED, OVER);
    await settles({ occasion: 'RESOLVED', state: 'DEAD' });
    expect(pager.received).toHaveLength(1);
    const receivers = '{ notificationReceivers { name host disabledReason dead } }';
    expect((await ask(receivers)).notificationReceivers).toMatchObject([
      { name: 'pager', dead: 2, disabledReason: expect.stringContaining('answered 410: moved away') },
    ]);
    const refused = await ask(
      `mutation { resendDelivery(id: "${id}") { delivery { id } userErrors { code message } } }`,
    );
    expect(refused.resendDelivery).toMatchObject({ delivery: null, userErrors: [{ code: 'CONFLICT' }] });
    pager.answer = { status: 200 };
    await ask('mutation { enableReceiver(receiver: "pager") { receiver { disabledReason } userErrors { code } } }');
    await ask(`mutation { resendDelivery(id: "${id}") { delivery { id } } }`);
    for (let patience = 200; patience > 0 && pager.received.length < 2; patience--) {
      await work();
      await new Promise((done) => setTimeout(done, 25));
    }
    expect(pager.received).toHaveLength(2);
  });

  it('at a private address that is not allowed is sent nothing, and the delivery says how to change that', async () => {
    await open({ settings: { allowNetworks: [] } });
    await follow(FIRED);
    await settles({ state: 'DEAD', status: null, reason: expect.stringContaining('allowNetworks') as never }).catch(
      () => {},
    );
    expect((await deliveries())[0].reason).toContain('add its range to allowNetworks');
    expect(pager.received).toEqual([]);
  });

  it('can be tested', async () => {
    await open();
    const tested = await ask(
      'mutation { testReceiver(receiver: "pager") { delivery { id state } userErrors { code } } }',
    );
    expect(tested.testReceiver).toMatchObject({ delivery: { state: 'PENDING' }, userErrors: [] });
    await work();
    await settles({ state: 'DELIVERED', occasion: 'TEST' });
    expect(JSON.parse(bodyOf(0))).toMatchObject({ type: 'headwater.notification.test', data: { incident: null } });
    const unknown = await ask('mutation { testReceiver(receiver: "chat") { userErrors { code message } } }');
    expect(unknown.testReceiver.userErrors).toEqual([
      { code: 'NOT_FOUND', message: 'no receiver is called chat: there are pager' },
    ]);
  });
});

describe('what is told', () => {
  it('is seen at the incident, newest first, by page', async () => {
    await open();
    await follow(FIRED, OVER);
    await settles({ occasion: 'RESOLVED', state: 'DELIVERED' });
    const page = '{ totalCount pageInfo { hasNextPage endCursor } edges { node { occasion incident { state } } } }';
    const of = async (more: string) =>
      (await ask(`{ incidents(state: RESOLVED) { edges { node { deliveries(${more}) ${page} } } } }`)).incidents
        .edges[0].node.deliveries;
    const first = await of('first: 1');
    expect(first).toMatchObject({
      ...{ totalCount: 2, pageInfo: { hasNextPage: true } },
      edges: [{ node: { occasion: 'RESOLVED', incident: { state: 'RESOLVED' } } }],
    });
    expect(await of(`first: 1, after: "${first.pageInfo.endCursor}"`)).toMatchObject({
      ...{ pageInfo: { hasNextPage: false } },
      edges: [{ node: { occasion: 'OPENED' } }],
    });
  });

  it('is nothing where nobody is configured, and that is seen; and later nothing of what was before', async () => {
    subgraph = await incidents({ dataDirectory: directory, clock: () => now, log: silentLog(), graph });
    await follow(FIRED);
    expect(await ask('{ notificationReceivers { name } deliveries { totalCount } }')).toEqual({
      notificationReceivers: [],
      deliveries: { totalCount: 0 },
    });
    await subgraph.close();
    await open();
    await work();
    expect(await deliveries()).toEqual([]);
  });

  it('is sent after a restart, when it could not be before', async () => {
    await open();
    pager.answer = { status: 503 };
    await follow(FIRED);
    await settles({ state: 'PENDING', attempts: 1 });
    await subgraph.close();
    pager.answer = { status: 204 };
    now += 10_000;
    await open();
    await work();
    await settles({ state: 'DELIVERED', attempts: 2 });
  });

  it('is refused at the start where the file is wrong, every fault with its path', async () => {
    subgraph = undefined as never;
    await expect(
      open({ receiver: { secret: { env: 'NOT_SET' } }, settings: { routes: [{ receivers: ['chat'] }] } }),
    ).rejects.toThrow(StartRefused);
  });
});

describeWithPostgres('two processes on one Postgres', (postgres) => {
  it('tell a receiver once', async () => {
    const databaseUrl = await postgres().newDatabase();
    await open();
    await subgraph.close();
    const alertingFile = join(directory, 'alerting.yaml');
    const opened = () =>
      incidents({ dataDirectory: directory, databaseUrl, clock: () => now, log: silentLog(), graph, alertingFile });
    subgraph = await opened();
    const other = await opened();
    graph.feed = [FIRED, { ...FIRED, asset: ORDERS }, OVER, { ...OVER, asset: ORDERS }];
    for (let round = 0; round < 40 && pager.received.length < 2; round++) {
      await Promise.all([subgraph.work(), other.work()]);
      await new Promise((done) => setTimeout(done, 25));
    }
    for (let round = 0; round < 5; round++) await Promise.all([subgraph.work(), other.work()]);
    await settles({ occasion: 'RESOLVED', state: 'DELIVERED' });
    await other.close();
    expect(pager.received.map(({ body }) => JSON.parse(body).type)).toEqual([
      'headwater.incident.opened',
      'headwater.incident.resolved',
    ]);
  }, 60_000);
});
