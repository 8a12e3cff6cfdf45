import { afterAll, beforeAll, describe } from '@jest/globals';
import neo4j from 'neo4j-driver';
import { type Neo4jServer, startNeo4j } from './neo4j.ts';

/** How to reach a Neo4j. */
export type Neo4jAccess = Pick<Neo4jServer, 'url' | 'user' | 'password'>;

/** A suite with a Neo4j of its own, so that suites that run at once do not see each other's data. */
export function describeWithNeo4j(name: string, suite: (neo4j: () => Neo4jServer) => void): void {
  // jest-setup.ts sets it, and says loudly why where it does not.
  if (process.env.HEADWATER_TEST_NEO4J !== 'available') {
    describe.skip(`${name} (left out: no Neo4j here)`, () => suite(() => ({}) as Neo4jServer));
    return;
  }
  describe(name, () => {
    let server: Neo4jServer;
    beforeAll(async () => {
      server = await startNeo4j();
    }, 180_000);
    afterAll(() => server?.stop(), 60_000);
    suite(() => server);
  });
}

/** Empties the database; its schema stays. */
export async function clearNeo4j({ url, user, password }: Neo4jAccess): Promise<void> {
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
  try {
    await driver.executeQuery('MATCH (node) WHERE NOT node:HeadwaterSchema DETACH DELETE node');
    await driver.executeQuery('MATCH (schema:HeadwaterSchema) REMOVE schema.recordedAt');
  } finally {
    await driver.close();
  }
}
