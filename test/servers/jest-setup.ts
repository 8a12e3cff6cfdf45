/**
 * Sees to it that the servers a test run needs can be started: fetches Neo4j once for all suites. Where it cannot be had
 * its suites are left out loudly, and with CI=true that is a failure.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchNeo4j, neo4jObstacle } from './neo4j.ts';

/** What jest tells of the run that begins. */
interface Run {
  rootDir: string;
  testPathPatterns: { toExecutor(options: { rootDir: string }): { isMatch(path: string): boolean } };
}

export default async function setup(run: Run): Promise<void> {
  const suites = suitesWithNeo4j(run);
  if (suites.length === 0) return;
  const obstacle = neo4jObstacle();
  if (!obstacle) {
    await fetchNeo4j();
    process.env.HEADWATER_TEST_NEO4J = 'available';
    return;
  }
  const leftOut = `${suites.join(', ')}: they need Neo4j, which cannot be started here: ${obstacle}`;
  if (process.env.CI === 'true') throw new Error(leftOut);
  process.stderr.write(`\n*** HEADWATER LEAVES OUT ${leftOut}\n\n`);
}

/** The suites of this run that say they need Neo4j. */
function suitesWithNeo4j({ rootDir, testPathPatterns }: Run): string[] {
  const patterns = testPathPatterns.toExecutor({ rootDir });
  return globSync('{subgraphs,test,gateway,demo,ingest,cli}/**/*.test.ts', { cwd: rootDir })
    .filter((suite) => patterns.isMatch(join(rootDir, suite)))
    .filter((suite) => readFileSync(join(rootDir, suite), 'utf8').includes('needs-neo4j.ts'));
}
