import { describe } from '@jest/globals';
import neo4j from 'neo4j-driver';

export interface Neo4jAccess {
  url: string;
  user: string;
  password: string;
}

const given = process.env.HEADWATER_TEST_NEO4J;

/** The Neo4j of this test run; null where none could be started, which jest-setup.ts has said loudly. */
const neo4jOfRun: Neo4jAccess | null = given ? JSON.parse(given) : null;

/** A suite that needs the run's Neo4j. */
export function describeWithNeo4j(name: string, suite: (access: Neo4jAccess) => void): void {
  if (neo4jOfRun) describe(name, () => suite(neo4jOfRun));
  else describe.skip(`${name} (left out: no Neo4j here)`, () => suite({ url: '', user: '', password: '' }));
}

/** Empties the database; its schema stays. */
export async function clearNeo4j({ url, user, password }: Neo4jAccess): Promise<void> {
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
  try {
    await driver.executeQuery('MATCH (node) WHERE NOT node:HeadwaterSchema DETACH DELETE node');
  } finally {
    await driver.close();
  }
}
