/** OpenLineage's listener for Spark (Apache-2.0) from Maven Central; Spark itself is in the Python environment `spark`. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { javaObstacle, mavenObstacle } from './java.ts';

const run = promisify(execFile);
const CACHE = join(import.meta.dirname, '../../.servers');
const ARTIFACT = 'openlineage-spark_2.12';
const VERSION = '1.53.0';
const JAR = join(CACHE, `${ARTIFACT}-${VERSION}.jar`);

/** What keeps Spark with its listener from being started here; null when nothing does. */
export const sparkObstacle = (): string | null => javaObstacle() ?? (existsSync(JAR) ? null : mavenObstacle());

/** The listener's jar, once for all runs: 41 MB. */
export async function fetchSparkListener(): Promise<string> {
  if (existsSync(JAR)) return JAR;
  mkdirSync(CACHE, { recursive: true });
  process.stderr.write('fetching OpenLineage for Spark from Maven Central, once\n');
  const fetched = mkdtempSync(join(CACHE, 'fetching-'));
  try {
    await run('mvn', [
      '-B',
      '-ntp',
      '-q',
      'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy',
      `-Dartifact=io.openlineage:${ARTIFACT}:${VERSION}`,
      `-DoutputDirectory=${fetched}`,
    ]);
    renameSync(join(fetched, `${ARTIFACT}-${VERSION}.jar`), JAR);
  } finally {
    rmSync(fetched, { recursive: true, force: true });
  }
  return JAR;
}
