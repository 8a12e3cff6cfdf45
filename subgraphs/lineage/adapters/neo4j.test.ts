import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import neo4j from 'neo4j-driver';
import { BadUserInput, DeadlineExceeded } from '../../../platform/errors.ts';
import { silentLog } from '../../../platform/log.ts';
import { clearNeo4j, describeWithFastNeo4j, type Neo4jAccess } from '../../../test/servers/needs-neo4j.ts';
import { MAXIMUM_ASSET_ID_LENGTH } from '../../../vocabulary/asset-id.ts';
import { anyStatements } from '../domain/arbitrary.contract.ts';
import { historyOf } from '../domain/edge-history.ts';
import type { LineageStatement } from '../domain/statement.ts';
import { edgesAmong } from '../domain/walk.ts';
import { dataset, edge, flow, job, run } from '../ports/contract-world.contract.ts';
import { lineageStoreContract } from '../ports/lineage-store.contract.ts';
import type { LineageStore } from '../ports/lineage-store.ts';
import { moved, saying } from '../ports/store-oracle.contract.ts';
import { openEmbeddedStore } from './embedded.ts';
import { openSession, READ_TIMEOUT, type Session } from './neo4j/session.ts';
import { openNeo4jStore, storeOver } from './neo4j.ts';

/** How often two writers meet. */
const ROUNDS = 8;
/** Processes that write at once. */
const WRITERS = 8;
/** Random estates a property test tries; each costs a cleared database. */
const DRAWS = 24;

/** An embedded store in a folder of its own. */
async function openTemporary() {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-lineage-'));
  const store = await openEmbeddedStore(directory);
  return {
    store,
    async close() {
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
}

describeWithFastNeo4j('Neo4j', (neo4jOfSuite) => {
  lineageStoreContract(
    'Neo4j',
    async () => {
      let store = await openNeo4jStore(neo4jOfSuite(), silentLog());
      await clearNeo4j(neo4jOfSuite());
      return {
        store,
        async reopen() {
          await store.close();
          store = await openNeo4jStore(neo4jOfSuite(), silentLog());
          return store;
        },
        close: () => store.close(),
      };
    },
    openTemporary,
    { draws: DRAWS },
  );

  describe('what an embedded store never meets', () => {
    const { store, close } = storeOfTest(neo4jOfSuite);
    afterEach(close);

    it('takes the longest names, and their neighbours with them', async () => {
      const longest = dataset('x'.repeat(MAXIMUM_ASSET_ID_LENGTH - dataset('').length));
      const assertion = { kind: 'assertion' as const, assertion: 's'.repeat(9_000), field: null, success: true };
      const facts = [{ ...assertion, asset: longest, time: 1, runId: 'a' }];
      const { record, edgesAmong } = await store();
      await Promise.all([
        record([{ ...run('load', 1, [edge(longest, 'READS', job('load'))]), facts }], 1),
        record([run('audit', 1, flow('audit', ['orders'], []))], 1),
      ]);
      expect(await edgesAmong([longest, job('load'), dataset('orders'), job('audit')], 1)).toHaveLength(2);
    });

    it('loses nothing when two processes write of one run at the same time', async () => {
      const [one, other] = [await store(), await store()];
      const assets = [job('build'), dataset('early'), dataset('late')];
      await one.record([{ kind: 'known', assets }], 1);
      const completed = run('build', 10, flow('build', ['late'], []));
      const started = { ...completed, type: 'START' as const, time: 5, edges: flow('build', ['early'], []) };
      for (let round = 0; round < ROUNDS; round += 1) {
        const runId = `round-${round}`;
        await Promise.all([
          one.record([{ ...started, runId, time: 10 * round + 5 }], 1),
          other.record([{ ...completed, runId, time: 10 * round + 10 }], 1),
        ]);
        const inputs = (await one.edgesAmong(assets, 10 * round + 10)).map(({ from }) => from);
        expect(inputs).toEqual([dataset('early'), dataset('late')]);
      }
    });

    it('answers as the domain does after eight processes wrote at once, each a part of what they tell in any order', async () => {
      const [statements] = fc.sample(anyStatements('n'), { numRuns: 1, seed: 8 }) as [LineageStatement[]];
      const many = Array.from({ length: WRITERS }, (_, writer) => moved(statements, `n${writer % 2}`)).flat();
      const stores = await Promise.all(Array.from({ length: WRITERS }, () => store()));
      await Promise.all(
        stores.map(async (each, writer) => {
          for (const [index, statement] of many.entries())
            if (index % WRITERS === writer) await each.record([statement], index + 1);
        }),
      );
      const edges = historyOf(many);
      const assets = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
      expect(assets.length).toBeGreaterThan(4);
      for (const asOf of [0, 3, 6, 9])
        expect((await stores[0]?.edgesAmong(assets, asOf))?.map(saying)).toEqual(
          edgesAmong(edges, assets, asOf).map(saying),
        );
    }, 120_000);

    it('writes what it wrote before once more after an older copy of the database was put in its place', async () => {
      const { record, edgesAmong } = await store();
      await record([run('build', 1, flow('build', ['orders'], []))], 5);
      await clearNeo4j(neo4jOfSuite());
      await record([run('build', 1, flow('build', ['orders'], []))], 6);
      expect(await edgesAmong([dataset('orders'), job('build')], 2)).toHaveLength(1);
    });

    it('keeps once what the runs of two jobs say alike under one run id', async () => {
      const { record, facts } = await store();
      const said = { kind: 'rowCount' as const, rows: 3, asset: dataset('mart'), time: 1, runId: 'shared' };
      const of = (name: string) => run(name, 1, flow(name, [], ['mart']), { runId: 'shared', facts: [said] });
      await record([of('build')], 1);
      await record([of('test'), run('other', 1, flow('other', [], ['beside']))], 2);
      await record([of('build'), of('again'), of('again')], 3);
      expect(await facts([dataset('mart')], 0, 10)).toEqual([said]);
    });

    it('writes a batch once more, for what it met there already, when nothing of the first try is still on its way', async () => {
      const access = neo4jOfSuite();
      const said = { kind: 'rowCount' as const, rows: 3, asset: dataset('mart'), time: 1, runId: 'shared' };
      const of = (name: string) => run(name, 1, flow(name, ['raw'], ['mart']), { runId: 'shared', facts: [said] });
      await (await store()).record([of('build')], 1);
      const session = openSession(access);
      let tries = 0;
      const late: string[] = [];
      // In the first try what is told of timelines and sets of edges is answered long after the fault is heard: what then
      // goes on from there fails for another reason, and comes before the fault in the order of the parts.
      const write: Session['write'] = (work, timeout) =>
        session.write((query) => {
          tries += 1;
          const own = tries;
          return work(async (cypher, parameters) => {
            if (own !== tries) late.push(cypher);
            const answer = await query(cypher, parameters);
            if (own === 1 && /:Part|:EdgeSet/.test(cypher)) await new Promise((done) => setTimeout(done, 400));
            return answer as never;
          });
        }, timeout);
      const slow = await storeOver({ ...session, write }, access.url, silentLog(), Date.now);
      tries = 0;
      await slow.record([of('again')], 2);
      await new Promise((done) => setTimeout(done, 400));
      expect([tries, late]).toEqual([2, []]);
      expect(await slow.facts([dataset('mart')], 0, 10)).toEqual([said]);
      expect(await slow.edgesAmong([dataset('raw'), job('again'), dataset('mart')], 1)).toHaveLength(2);
      await slow.close();
    });

    it('goes on from runs that an earlier Headwater wrote, each with its edges in itself', async () => {
      const { record, edgesAmong, runDetail, bundles } = await store();
      const told = (time: number, inputs: string[], runId: string) =>
        run('build', time, flow('build', inputs, ['mart']), { runId });
      await record([told(1, ['orders'], 'first'), told(9, ['late'], 'last')], 1);
      const { url, user, password } = neo4jOfSuite();
      const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
      await driver.executeQuery(
        `MATCH (stating:Run|Part) MATCH (kept:EdgeSet {digest: stating.edgeSet})
         SET stating.edges = kept.edges REMOVE stating.edgeSet`,
      );
      await driver.executeQuery('MATCH (kept:EdgeSet) DELETE kept');
      await driver.executeQuery('DROP CONSTRAINT edge_set_digest');
      await driver.executeQuery('MATCH (schema:HeadwaterSchema) SET schema.version = 5');
      const fresh = await store();
      const { records } = await driver.executeQuery("SHOW CONSTRAINTS YIELD name WHERE name = 'edge_set_digest'");
      expect(records).toHaveLength(1);
      await driver.close();
      const edges = (await fresh.runDetail('first'))?.edges;
      expect(edges?.map(({ from }) => from)).toEqual([dataset('orders'), job('build')]);
      await fresh.record([told(5, ['orders'], 'between'), { ...told(1, ['extra'], 'first'), time: 2 }], 2);
      const inputs = async (time: number) =>
        (await edgesAmong([job('build'), dataset('orders'), dataset('extra'), dataset('late')], time)).map(
          ({ from }) => from,
        );
      expect([await inputs(3), await inputs(6), await inputs(10)]).toEqual([
        [dataset('extra'), dataset('orders')],
        [dataset('orders')],
        [dataset('late')],
      ]);
      expect(await runDetail('last')).not.toBeNull();
      const runs = (await bundles(job(''), 5)).flatMap((bundle) => bundle.runs);
      expect(runs.map(({ run }) => [run.runId, run.edges.length])).toEqual([
        ['between', 2],
        ['first', 3],
        ['last', 2],
      ]);
    });

    it('reads facts that an earlier Headwater wrote, each with its long value in itself, and keeps none of them twice', async () => {
      const { record, facts } = await store();
      const fields = Array.from({ length: 20 }, (_, field) => ({ name: `f${field}`, type: 'int', description: null }));
      const said = { ...run('build', 1, flow('build', [], ['mart'])), facts: [schema(1), schema(2)] };
      function schema(time: number) {
        return { kind: 'schema' as const, fields, asset: dataset('mart'), time, runId: 'a' };
      }
      await record([said], 1);
      const { url, user, password } = neo4jOfSuite();
      const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
      await driver.executeQuery(
        `MATCH (kept:FactValue), (fact:Fact {time: 1, digest: kept.digest})
         SET fact.value = kept.value REMOVE fact.digest`,
      );
      await driver.close();
      await record([said], 2);
      expect(await facts([dataset('mart')], 0, 10)).toEqual([schema(1), schema(2)]);
    });

    it('waits for a server that has just started and takes its time over the first question, and opens should that be too long', async () => {
      const access = neo4jOfSuite();
      const session = openSession(access);
      let takes = 20_000;
      const read: Session['read'] = (cypher, parameters, timeout = READ_TIMEOUT) => {
        if (timeout < takes) throw new DeadlineExceeded('the lineage store ran out of time');
        return session.read(cypher, parameters, timeout);
      };
      const opened = await storeOver({ ...session, read }, access.url, silentLog(), Date.now);
      takes = 0;
      await opened.ping();
      takes = 1_000_000;
      const late = await storeOver({ ...session, read }, access.url, silentLog(), Date.now);
      await expect(late.ping()).rejects.toBeInstanceOf(DeadlineExceeded);
      takes = 0;
      await late.ping();
      await late.close();
    });

    it('refuses a database that a newer Headwater wrote, and says what to start', async () => {
      const { url, user, password } = neo4jOfSuite();
      await (await store()).ping();
      const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
      const raise = (by: number) =>
        driver.executeQuery(`MATCH (schema:HeadwaterSchema) SET schema.version = schema.version + ${by}`);
      await raise(1);
      const refused = openNeo4jStore(neo4jOfSuite(), silentLog()).catch((fault) => fault);
      expect(await refused).toMatchObject({
        name: 'StartRefused',
        message: expect.stringContaining('start the newer Headwater'),
      });
      await raise(-1);
      await driver.close();
    });

    it('says of what exceeds one transaction that it must be sent in parts', async () => {
      const inputs = Array.from({ length: 14_000 }, (_, index) => `in${index}`);
      const { record } = await store();
      await expect(record([run('wide', 1, flow('wide', inputs, []))], 1)).rejects.toBeInstanceOf(BadUserInput);
    }, 60_000);
  });
});

/** Stores on one emptied database. */
function storeOfTest(neo4jOfSuite: () => Neo4jAccess) {
  let opened: LineageStore[] = [];
  return {
    async store(): Promise<LineageStore> {
      const store = await openNeo4jStore(neo4jOfSuite(), silentLog());
      if (opened.length === 0) await clearNeo4j(neo4jOfSuite());
      opened.push(store);
      return store;
    },
    async close(): Promise<void> {
      await Promise.all(opened.map((store) => store.close()));
      opened = [];
    },
  };
}
