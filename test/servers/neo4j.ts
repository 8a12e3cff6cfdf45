/** A real Neo4j Community server (GPLv3, a process of its own) from Maven Central, without Docker. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import neo4j from 'neo4j-driver';
import { javaObstacle, mavenObstacle } from './java.ts';
import { configurationOf, type Neo4jMemory, passwordCommand, serverCommand } from './neo4j/configuration.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

const run = promisify(execFile);
const PASSWORD = 'headwater-test';
const BOOT_PATIENCE = 120_000;
const POM = join(import.meta.dirname, 'neo4j/pom.xml');
const CACHE = join(import.meta.dirname, '../../.servers');

/** A running Neo4j with a database of its own; its `url` is of Bolt. */
export interface Neo4jServer extends ServerProcess {
  user: string;
  password: string;
}

/** What keeps a Neo4j from being started here; null when nothing does. */
export const neo4jObstacle = (): string | null =>
  javaObstacle() ?? (existsSync(libraryPath()) ? null : mavenObstacle());

/**
 * @param memory as Neo4j writes it, such as `512m`.
 * @param shortLived where nothing large is asked of it: it costs less at first and is never as fast.
 */
export async function startNeo4j(
  memory: Neo4jMemory = { heap: '512m', pageCache: '256m' },
  shortLived = false,
): Promise<Neo4jServer> {
  const library = await fetchNeo4j();
  const placesOf = (home: string) => ({ NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') });
  const server = await startServerProcess({
    program: 'java',
    label: 'neo4j',
    environment: placesOf,
    async prepare(home, port) {
      for (const folder of ['conf', 'data', 'logs', 'run', 'plugins', 'import']) mkdirSync(join(home, folder));
      writeFileSync(join(home, 'conf/neo4j.conf'), configurationOf(port, memory.pageCache));
      await run('java', passwordCommand(library, PASSWORD), { env: { ...process.env, ...placesOf(home) } });
    },
    argumentsFor: (home) => serverCommand(library, home, memory.heap, shortLived),
    ready: (port) => answers(`bolt://127.0.0.1:${port}`),
    patience: BOOT_PATIENCE,
  });
  return { ...server, url: server.url.replace('http:', 'bolt:'), user: 'neo4j', password: PASSWORD };
}

async function answers(url: string): Promise<boolean> {
  const driver = neo4j.driver(url, neo4j.auth.basic('neo4j', PASSWORD), { connectionTimeout: 1_000 });
  try {
    await driver.verifyConnectivity();
    return true;
  } catch {
    return false;
  } finally {
    await driver.close();
  }
}

const libraryPath = (): string => {
  const version = /<neo4j.version>(.*)<\/neo4j.version>/.exec(readFileSync(POM, 'utf8'))?.[1];
  return join(CACHE, `neo4j-${version}`);
};

/** The server's jars, once for all runs: 158 MB. Several processes may ask at once; the last to finish wins. */
export async function fetchNeo4j(): Promise<string> {
  const library = libraryPath();
  if (existsSync(library)) return library;
  mkdirSync(CACHE, { recursive: true });
  process.stderr.write('fetching Neo4j from Maven Central, once\n');
  const fetched = mkdtempSync(join(CACHE, 'fetching-'));
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
  const options = [
    '-B',
    '-ntp',
    '-q',
    '-Dstyle.color=never',
    '-f',
    POM,
    goal,
    '-DincludeScope=runtime',
    `-DoutputDirectory=${fetched}`,
  ];
  try {
    await run('mvn', options, { maxBuffer: 64 * 1024 * 1024 });
  } catch (fault) {
    rmSync(fetched, { recursive: true });
    throw fault;
  }
  try {
    renameSync(fetched, library);
  } catch (fault) {
    if (!existsSync(library)) throw fault;
    rmSync(fetched, { recursive: true });
  }
  return library;
}
