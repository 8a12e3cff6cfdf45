/**
 * Sees to it that the servers a test run needs can be started: fetches Neo4j once for all suites, and begins to install
 * what suites in Python need. Where one cannot be had its suites are left out loudly, and with CI=true that is a failure.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertmanagerObstacle } from './alertmanager.ts';
import { fetchNeo4j, neo4jObstacle } from './neo4j.ts';
import { nodeExporterObstacle } from './node-exporter.ts';
import { postgresObstacle } from './postgres.ts';
import { prometheusObstacle } from './prometheus.ts';
import { pythonEnvironment, pythonEnvironments, pythonObstacle } from './python.ts';
import { fetchSparkListener, sparkObstacle } from './spark.ts';
import { victoriaMetricsObstacle } from './victoria-metrics.ts';

/** What jest tells of the run that begins. */
interface Run {
  rootDir: string;
  testPathPatterns: { toExecutor(options: { rootDir: string }): { isMatch(path: string): boolean } };
}

export default async function setup(run: Run): Promise<void> {
  for (const [module, name, what, obstacleTo] of NEEDED)
    if (available(suitesThatName(module, run), what, obstacleTo)) process.env[`HEADWATER_TEST_${name}`] = 'available';
  // First, since fetching Neo4j leaves a processor idle.
  if (process.env.HEADWATER_TEST_PYTHON) void beginInstalling(run);
  if (process.env.HEADWATER_TEST_NEO4J) await fetchNeo4j();
}

/**
 * Installs what suites of this run will ask for while others run, one after another. Where that fails the suite that asks
 * tries once more and says why.
 */
async function beginInstalling(run: Run): Promise<void> {
  const named = [...suitesThatName('needs-python.ts', run), ...suitesThatName('needs-spark.ts', run)]
    .map((suite) => readFileSync(join(run.rootDir, suite), 'utf8'))
    .join();
  const wanted = (environment: string) =>
    named.includes(`'${environment}'`) || named.includes(`needs-${environment}.ts`);
  for (const environment of pythonEnvironments().filter(wanted)) await pythonEnvironment(environment).catch(() => {});
  if (named.includes('needs-spark.ts')) await fetchSparkListener().catch(() => {});
}

/** What is there or not: the module that a suite needs it by, its name in the environment and in words, what keeps it from us. */
const NEEDED: [module: string, name: string, what: string, obstacleTo: () => string | null][] = [
  ['needs-neo4j.ts', 'NEO4J', 'Neo4j', neo4jObstacle],
  ['needs-postgres.ts', 'POSTGRES', 'Postgres', postgresObstacle],
  ['needs-prometheus.ts', 'PROMETHEUS', 'Prometheus', prometheusObstacle],
  ['needs-alertmanager.ts', 'ALERTMANAGER', 'Alertmanager', alertmanagerObstacle],
  ['needs-node-exporter.ts', 'NODE_EXPORTER', "Prometheus' node exporter", nodeExporterObstacle],
  ['needs-python.ts', 'PYTHON', 'Python', pythonObstacle],
  ['needs-spark.ts', 'SPARK', 'Spark', () => pythonObstacle() ?? sparkObstacle()],
  ['needs-victoria-metrics.ts', 'VICTORIA_METRICS', 'VictoriaMetrics', victoriaMetricsObstacle],
];

/** Whether what these suites need is here. @throws Error with CI=true where it is not. */
function available(suites: string[], what: string, obstacleTo: () => string | null): boolean {
  const obstacle = suites.length > 0 ? obstacleTo() : null;
  if (!obstacle) return suites.length > 0;
  const leftOut = `${suites.join(', ')}: they need ${what}, which cannot be started here: ${obstacle}`;
  if (process.env.CI === 'true') throw new Error(leftOut);
  process.stderr.write(`\n*** HEADWATER LEAVES OUT ${leftOut}\n\n`);
  return false;
}

/** The suites of this run that import a module of this name. */
function suitesThatName(module: string, { rootDir, testPathPatterns }: Run): string[] {
  const patterns = testPathPatterns.toExecutor({ rootDir });
  return globSync('{platform,subgraphs,test,gateway,demo,ingest,cli}/**/*.test.ts', { cwd: rootDir })
    .filter((suite) => patterns.isMatch(join(rootDir, suite)))
    .filter((suite) => readFileSync(join(rootDir, suite), 'utf8').includes(module));
}
