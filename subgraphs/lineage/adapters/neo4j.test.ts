import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import neo4j, { type Driver } from 'neo4j-driver';
import { silentLog } from '../../../platform/log.ts';
import { clearNeo4j, describeWithNeo4j } from '../../../test/servers/needs-neo4j.ts';
import { lineageStoreContract } from '../ports/lineage-store.contract.ts';
import { closureQuery, pathQuery } from './neo4j/walks.ts';
import { openNeo4jStore } from './neo4j.ts';

/** Random estates a property test tries; each costs a cleared database. */
const DRAWS = 12;

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
    DRAWS,
  );

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
      const parameters = { start: 'a', from: 'a', to: 'b', asOf: neo4j.int(1), most: neo4j.int(10) };
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

    it('looks for the shortest path from both ends', async () => {
      expect(await operatorsOf(pathQuery(false))).toContain('StatefulShortestPath');
    });
  });
});
