import neo4j from 'neo4j-driver';
import { needing } from './needs.ts';
import { type Neo4jServer, startNeo4j } from './neo4j.ts';

/** How to reach a Neo4j. */
export type Neo4jAccess = Pick<Neo4jServer, 'url' | 'user' | 'password'>;

const withNeo4j = (shortLived: boolean) =>
  needing({
    name: 'NEO4J',
    start: () => startNeo4j(undefined, shortLived),
    stop: (server) => server.stop(),
    patience: 180_000,
  });

/** A suite with a Neo4j of its own. */
export const describeWithNeo4j = withNeo4j(true);

/** With one that is as fast as in production: for answers about much that must come in time. */
export const describeWithFastNeo4j = withNeo4j(false);

/** Empties the database, in parts that a transaction has the memory for; its schema stays. */
export async function clearNeo4j({ url, user, password }: Neo4jAccess): Promise<void> {
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
  try {
    const session = driver.session();
    await session.run('MATCH ()-[edge]->() CALL (edge) { DELETE edge } IN TRANSACTIONS OF 5000 ROWS');
    await session.run(
      'MATCH (node) WHERE NOT node:HeadwaterSchema CALL (node) { DELETE node } IN TRANSACTIONS OF 5000 ROWS',
    );
    await session.run('MATCH (schema:HeadwaterSchema) REMOVE schema.recordedAt');
    await session.close();
  } finally {
    await driver.close();
  }
}
