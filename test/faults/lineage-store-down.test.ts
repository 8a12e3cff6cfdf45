import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { StoreUnavailable } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import { READ_TIMEOUT } from '../../subgraphs/lineage/adapters/neo4j/session.ts';
import { openNeo4jStore } from '../../subgraphs/lineage/adapters/neo4j.ts';
import type { LineageStatement } from '../../subgraphs/lineage/domain/statement.ts';
import type { LineageStore } from '../../subgraphs/lineage/ports/lineage-store.ts';
import { datasetId, jobId } from '../../vocabulary/asset-id.ts';
import { describeWithNeo4j } from '../servers/needs-neo4j.ts';

const orders = datasetId('shop', 'orders');
const build = jobId('shop', 'build');
const NEVER = Number.MAX_SAFE_INTEGER;

const known = (name: string): LineageStatement[] => [{ kind: 'known', assets: [datasetId('shop', name)] }];

const CALLS: [string, (store: LineageStore) => Promise<unknown>][] = [
  ['recording', (store) => store.record(known('late'), 1)],
  ['asking for assets', (store) => store.assets([orders])],
  ['asking for a path', (store) => store.shortestPath(orders, build, 1, NEVER)],
  ['asking for runs', (store) => store.runsOf([build], 0, 9, 5)],
  ['asking whether it is there', (store) => store.ping()],
];

/** Longer than a server that answered reads may take over a greeting, shorter than one that may be starting. */
const STARTING = 4_500;

/** As long as a slow read may take. It keeps no process from ending. */
const slowRead = () => wait(READ_TIMEOUT, 'still waiting', { ref: false });

/** In the order in which it goes: killed, back, hung, back. */
describeWithNeo4j('the lineage store while its Neo4j is in trouble', (neo4jOfSuite) => {
  let store: LineageStore;
  beforeAll(async () => {
    store = await openNeo4jStore(neo4jOfSuite(), silentLog());
    await store.record([{ kind: 'known', assets: [orders] }], 1);
    await neo4jOfSuite().kill();
  }, 120_000);
  afterAll(() => store?.close());

  it.each(CALLS)('killed: %s says that the store is away', async (_, call) => {
    await expect(call(store)).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('killed: a store can be opened all the same, and works once Neo4j is there', async () => {
    const early = await openNeo4jStore(neo4jOfSuite(), silentLog());
    await expect(early.ping()).rejects.toBeInstanceOf(StoreUnavailable);
    await neo4jOfSuite().start();
    expect(await early.assets([orders])).toHaveProperty('size', 1);
    await early.close();
  }, 120_000);

  it('back: the same store works again', async () => {
    // Two writes at once leave two connections, one for the read that comes next and one to greet the server by.
    const [recorded] = await Promise.all([store.record(known('after the kill'), 2), store.restore([])]);
    expect(recorded).toEqual({ newAssets: 1 });
  });

  it('back: a first read is waited for as after a start, with what it had', async () => {
    neo4jOfSuite().pause();
    setTimeout(() => neo4jOfSuite().resume(), STARTING);
    expect([...(await store.assets([orders])).keys()]).toEqual([orders]);
  }, 10_000);

  it('hung: a read is given up before a slow one would be, over the only connection that there is', async () => {
    const alone = await openNeo4jStore(neo4jOfSuite(), silentLog());
    await alone.assets([orders]);
    neo4jOfSuite().pause();
    const asked = alone.assets([orders]).catch((fault) => fault);
    expect(await Promise.race([asked, slowRead()])).toBeInstanceOf(StoreUnavailable);
    await alone.close();
  }, 10_000);

  it('hung: asking whether it is there does not wait forever', async () => {
    await expect(store.ping()).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('hung: a read is given up before a slow one would be', async () => {
    const asked = store.assets([orders]).catch((fault) => fault);
    expect(await Promise.race([asked, slowRead()])).toBeInstanceOf(StoreUnavailable);
  }, 10_000);

  it('back: the same store works again after the hang', async () => {
    neo4jOfSuite().resume();
    expect(await store.record(known('after the hang'), 3)).toEqual({ newAssets: 1 });
  });
});
