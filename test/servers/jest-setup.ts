/**
 * Sees to it that the servers a test run needs can be started: fetches Neo4j once for all suites. Where it cannot be had
 * its suites are left out loudly, and with CI=true that is a failure.
 */
import { globSync, readFileSync } from 'node:fs';
import type { Config } from 'jest';
import { fetchNeo4j, neo4jObstacle } from './neo4j.ts';

export default async function setup(
  _: unknown,
  { testPathPatterns }: Config & { testPathPatterns?: { patterns?: string[] } },
): Promise<void> {
  if (!wanted(testPathPatterns?.patterns ?? [])) return;
  const obstacle = neo4jObstacle();
  if (!obstacle) {
    await fetchNeo4j();
    process.env.HEADWATER_TEST_NEO4J = 'available';
    return;
  }
  if (process.env.CI === 'true') throw new Error(`Neo4j cannot be started: ${obstacle}`);
  process.stderr.write(`\n*** LEFT OUT: every suite that needs Neo4j. ${obstacle}\n\n`);
}

/** Whether a suite that is to run says that it needs Neo4j. */
function wanted(patterns: string[]): boolean {
  const suites = globSync(['{subgraphs,test,gateway,demo,ingest,cli}/**/*.test.ts']);
  const chosen = suites.filter(
    (suite) => patterns.length === 0 || patterns.some((pattern) => new RegExp(pattern).test(suite)),
  );
  return chosen.some((suite) => readFileSync(suite, 'utf8').includes('needs-neo4j.ts'));
}
