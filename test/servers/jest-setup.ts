/**
 * Starts the servers that a test run needs, once for all of its suites; jest-teardown.ts stops them. Suites find them by
 * environment variables. Where one cannot be had its suites are left out loudly, and with CI=true that is a failure.
 */
import { globSync, readFileSync } from 'node:fs';
import type { Config } from 'jest';
import { type Neo4jServer, neo4jObstacle, startNeo4j } from './neo4j.ts';

declare global {
  var headwaterNeo4j: Neo4jServer | undefined;
}

export default async function setup(
  _: unknown,
  { testPathPatterns }: Config & { testPathPatterns?: { patterns?: string[] } },
): Promise<void> {
  if (!wanted(testPathPatterns?.patterns ?? [])) return;
  const obstacle = neo4jObstacle();
  if (obstacle) {
    if (process.env.CI === 'true') throw new Error(`Neo4j cannot be started: ${obstacle}`);
    process.stderr.write(`\n*** LEFT OUT: every suite that needs Neo4j. ${obstacle}\n\n`);
    return;
  }
  const server = await startNeo4j();
  globalThis.headwaterNeo4j = server;
  process.env.HEADWATER_TEST_NEO4J = JSON.stringify({ url: server.url, user: server.user, password: server.password });
}

/** Whether a suite that is to run says that it needs Neo4j. */
function wanted(patterns: string[]): boolean {
  const suites = globSync(['{subgraphs,test,gateway,demo,ingest,cli}/**/*.test.ts']);
  const chosen = suites.filter(
    (suite) => patterns.length === 0 || patterns.some((pattern) => new RegExp(pattern).test(suite)),
  );
  return chosen.some((suite) => readFileSync(suite, 'utf8').includes('needs-neo4j.ts'));
}
