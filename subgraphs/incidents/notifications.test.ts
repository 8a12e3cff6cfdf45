import { describe, expect, it } from '@jest/globals';
import { StartRefused } from '../../platform/errors.ts';
import { describeWithPostgres } from '../../test/servers/needs-postgres.ts';
import { ORDERS } from './domain/fixtures.contract.ts';
import { FIRED, OVER } from './estate.contract.ts';
import { openPager } from './pager.contract.ts';

const { alertingFile, deliveries, estate, open, pager, settles } = openPager();

describe('in a storm', () => {
  it('each audience is called once, and told of the end once', async () => {
    await open();
    await estate.follow(FIRED, { ...FIRED, asset: ORDERS });
    await settles({ state: 'DELIVERED' });
    await estate.follow(FIRED, { ...FIRED, asset: ORDERS }, OVER, { ...OVER, asset: ORDERS });
    await settles({ occasion: 'RESOLVED', state: 'DELIVERED' });
    expect((await deliveries()).map(({ occasion }: { occasion: string }) => occasion)).toEqual(['RESOLVED', 'OPENED']);
  });
});

describe('what is told', () => {
  it('is seen at the incident, newest first, by page', async () => {
    await open();
    await estate.follow(FIRED, OVER);
    await settles({ occasion: 'RESOLVED', state: 'DELIVERED' });
    const page = '{ totalCount pageInfo { hasNextPage endCursor } edges { node { occasion incident { state } } } }';
    const of = async (more: string) =>
      (await estate.ask(`{ incidents(state: RESOLVED) { edges { node { deliveries(${more}) ${page} } } } }`)).incidents
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

  it('is of an incident that somebody split off that it was opened, for whoever is to hear that it is over', async () => {
    await open();
    const both = [FIRED, { ...FIRED, threshold: 1 }];
    await estate.follow(...both);
    await settles({ state: 'DELIVERED' });
    const { incidents: found } = await estate.ask(
      '{ incidents { edges { node { id alerts { edges { node { id } } } } } } }',
    );
    const { id, alerts } = found.edges[0].node;
    const chosen = `alerts: ["${alerts.edges[1].node.id}"], by: "ana"`;
    await estate.ask(`mutation { splitIncident(input: { id: "${id}", ${chosen} }) { created { id } } }`);
    await estate.follow(...both);
    await settles({ occasion: 'OPENED', state: 'DELIVERED' });
    await estate.follow(...both, OVER, { ...OVER, threshold: 1 });
    await settles({ occasion: 'RESOLVED', state: 'DELIVERED' });
    const told = (await deliveries()).map(({ occasion }: { occasion: string }) => occasion);
    expect(told.sort()).toEqual(['OPENED', 'OPENED', 'RESOLVED', 'RESOLVED']);
  });

  it('is nothing where nobody is configured, and that is seen; and later nothing of what was before', async () => {
    await estate.follow(FIRED);
    expect(await estate.ask('{ notificationReceivers { name } deliveries { totalCount } }')).toEqual({
      notificationReceivers: [],
      deliveries: { totalCount: 0 },
    });
    await open();
    await estate.work();
    expect(await deliveries()).toEqual([]);
  });

  it('is sent after a restart, when it could not be before', async () => {
    await open();
    pager().answer = { status: 503 };
    await estate.follow(FIRED);
    await settles({ state: 'PENDING', attempts: 1, status: 503 });
    pager().answer = { status: 204 };
    estate.now += 10_000;
    await open();
    await estate.work();
    await settles({ state: 'DELIVERED', attempts: 2 });
  });

  it('is refused at the start where the file is wrong, every fault with its path', async () => {
    await expect(
      open({ receiver: { secret: { env: 'NOT_SET' } }, settings: { routes: [{ receivers: ['chat'] }] } }),
    ).rejects.toThrow(StartRefused);
  });
});

describeWithPostgres('two processes on one Postgres', (postgres) => {
  it('tell a receiver once', async () => {
    const shared = { databaseUrl: await postgres().newDatabase(), alertingFile: alertingFile() };
    await estate.reopen(shared);
    const other = await estate.open(shared);
    estate.graph.feed = [FIRED, { ...FIRED, asset: ORDERS }, OVER, { ...OVER, asset: ORDERS }];
    for (let round = 0; round < 40 && pager().received.length < 2; round++) {
      await Promise.all([estate.subgraph.work(), other.work()]);
      await new Promise((done) => setTimeout(done, 25));
    }
    for (let round = 0; round < 5; round++) await Promise.all([estate.subgraph.work(), other.work()]);
    await settles({ occasion: 'RESOLVED', state: 'DELIVERED' });
    await other.close();
    expect(pager().received.map(({ body }) => JSON.parse(body).type)).toEqual([
      'headwater.incident.opened',
      'headwater.incident.resolved',
    ]);
  }, 60_000);
});
