/** A real Neo4j Community server (GPLv3, a process of its own) from Maven Central, without Docker. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import neo4j from 'neo4j-driver';
import { javaObstacle, mavenObstacle } from './java.ts';
import { configurationOf, type Neo4jMemory, passwordCommand, serverCommand } from './neo4j/configuration.ts';
import { freePort } from './ports.ts';

const run = promisify(execFile);
const PASSWORD = 'headwater-test';
const BOOT_PATIENCE = 120_000;
const STOP_PATIENCE = 30_000;
const REAPER = join(import.meta.dirname, 'reaper.ts');
const POM = join(import.meta.dirname, 'neo4j/pom.xml');
const CACHE = join(import.meta.dirname, '../../.servers');

/** A running Neo4j with a database of its own. */
export interface Neo4jServer {
  url: string;
  user: string;
  password: string;
  /** Ends the process as a crash would. */
  kill(): Promise<void>;
  /** Makes it hang: it keeps its connections and answers nothing until it is resumed. */
  pause(): void;
  resume(): void;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  /** Ends it for good and removes its data. */
  stop(): Promise<void>;
}

/** What keeps a Neo4j from being started here; null when nothing does. */
export const neo4jObstacle = (): string | null =>
  javaObstacle() ?? (existsSync(libraryPath()) ? null : mavenObstacle());

/** @param memory as Neo4j writes it, such as `512m`. */
export async function startNeo4j(memory: Neo4jMemory = { heap: '512m', pageCache: '256m' }): Promise<Neo4jServer> {
  const library = await fetchNeo4j();
  const home = mkdtempSync(join(tmpdir(), 'headwater-neo4j-'));
  const port = await freePort();
  for (const folder of ['conf', 'data', 'logs', 'run', 'plugins', 'import']) mkdirSync(join(home, folder));
  writeFileSync(join(home, 'conf/neo4j.conf'), configurationOf(port, memory.pageCache));
  const environment = { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') };
  await run('java', passwordCommand(library, PASSWORD), { env: environment });

  const url = `bolt://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  // In a group of its own, so that Ctrl-C leaves it to do its work.
  const reaper = spawn(process.execPath, [REAPER, home], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] });
  const reaped = new Promise((done) => reaper.once('exit', done));
  const start = async () => {
    const log = openSync(join(home, 'logs/console.log'), 'a');
    child = spawn('java', serverCommand(library, home, memory.heap), { env: environment, stdio: ['ignore', log, log] });
    reaper.stdin.write(`${child.pid}\n`);
    await answering(url, child, join(home, 'logs/console.log'));
  };
  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null) return;
    const ended = new Promise((done) => ending.once('exit', done));
    ending.kill(signal);
    const late = setTimeout(() => ending.kill('SIGKILL'), STOP_PATIENCE);
    await ended;
    clearTimeout(late);
    reaper.stdin.write('0\n');
  };
  const stop = async () => {
    await end('SIGKILL');
    reaper.stdin.end();
    await reaped;
  };
  await start().catch(async (fault) => {
    await stop();
    throw fault;
  });
  return {
    url,
    user: 'neo4j',
    password: PASSWORD,
    kill: () => end('SIGKILL'),
    start,
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    stop,
  };
}

async function answering(url: string, child: ChildProcess, log: string): Promise<void> {
  const driver = neo4j.driver(url, neo4j.auth.basic('neo4j', PASSWORD), { connectionTimeout: 1_000 });
  try {
    for (
      const began = Date.now();
      Date.now() - began < BOOT_PATIENCE;
      await new Promise((done) => setTimeout(done, 200))
    ) {
      if (child.exitCode !== null)
        throw new Error(`Neo4j ended while it started:\n${readFileSync(log, 'utf8').slice(-2_000)}`);
      if (
        await driver.verifyConnectivity().then(
          () => true,
          () => false,
        )
      )
        return;
    }
    throw new Error(
      `Neo4j did not answer within ${BOOT_PATIENCE / 1_000} s:\n${readFileSync(log, 'utf8').slice(-2_000)}`,
    );
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
