import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import neo4j, { type Driver } from 'neo4j-driver';
import { BadUserInput } from '../../../platform/errors.ts';
import { silentLog } from '../../../platform/log.ts';
import { clearNeo4j, describeWithNeo4j, type Neo4jAccess } from '../../../test/servers/needs-neo4j.ts';
import { MAXIMUM_ASSET_ID_LENGTH } from '../../../vocabulary/asset-id.ts';
import { dataset, edge, flow, job, run } from '../ports/contract-world.contract.ts';
import { lineageStoreContract } from '../ports/lineage-store.contract.ts';
import type { LineageStore } from '../ports/lineage-store.ts';
import { openEmbeddedStore } from './embedded.ts';
import { searchQuery } from './neo4j/search.ts';
import { layerQuery, spansBetweenQuery } from './neo4j/shortest-path.ts';
import { closureQuery } from './neo4j/walks.ts';
import { openNeo4jStore } from './neo4j.ts';

/** How often two writers meet. */
const ROUNDS = 8;
/** Random estates a property test tries; each costs a cleared database. */
const DRAWS = 12;

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

describeWithNeo4j('Neo4j', (neo4jOfSuite) => {
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
    DRAWS,
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

  describe('the planner', () => {
    let driver: Driver;
    beforeAll(async () => {
      const { url, user, password } = neo4jOfSuite();
      driver = neo4j.driver(url, neo4j.auth.basic(user, password));
      await (await openNeo4jStore(neo4jOfSuite(), silentLog())).close();
    });
    beforeEach(() => clearNeo4j(neo4jOfSuite()));
    afterAll(() => driver.close());

    const operatorsOf = async (cypher: string): Promise<string> => {
      const parameters = {
        start: 'a',
        from: 'a',
        to: 'b',
        asOf: neo4j.int(1),
        most: neo4j.int(10),
        text: 'orders',
        kinds: ['JOB'],
        layer: ['a'],
        pairs: [['a', 'b']],
        knownAt: neo4j.int(1),
      };
      const { summary } = await driver.executeQuery(`EXPLAIN ${cypher}`, parameters);
      return JSON.stringify(summary.plan);
    };

    it.each([
      ['upstream', false],
      ['upstream', true],
      ['downstream', false],
      ['downstream', true],
    ] as const)('walks %s with columns %s breadth first and prunes as it goes', async (direction, columns) => {
      const plan = await operatorsOf(closureQuery({ direction, depth: 12, columns }));
      expect(plan).toContain('VarLengthExpand(Pruning,BFS,All)');
      expect(plan).toContain('NodeUniqueIndexSeek');
    });

    it.each([
      ['prefix', 'NodeIndexSeekByRange'],
      ['within', 'NodeIndexContainsScan'],
    ] as const)('searches names by %s off an index', async (kind, operator) => {
      for (const property of ['foldedName', 'foldedTitle'] as const)
        expect(await operatorsOf(searchQuery(kind, property, true))).toContain(operator);
    });

    it.each([false, true])(
      'looks for the shortest path by expanding what each layer is fed by, known before %s',
      async (ever) => {
        for (const query of [layerQuery(false, ever), spansBetweenQuery(ever)]) {
          const plan = await operatorsOf(query);
          expect(plan).toContain('NodeUniqueIndexSeek');
          expect(plan).not.toMatch(/NodeByLabelScan|AllNodesScan|RelationshipTypeScan/);
        }
      },
    );
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
