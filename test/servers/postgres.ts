/** A real PostgreSQL server from the system's own package, as a process of its own with data of its own. */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './ports.ts';

const run = promisify(execFile);
const USER = 'headwater';
const PASSWORD = 'headwater-test';
const PATIENCE = 60_000;
const REAPER = join(import.meta.dirname, 'reaper.ts');

/** A running Postgres with databases of its own. */
export interface PostgresServer {
  /** Of an empty database that nobody else uses. */
  newDatabase(): Promise<string>;
  /** Ends the server as a crash would. */
  kill(): Promise<void>;
  /** Makes it hang: it keeps its connections and answers nothing until it is resumed. */
  pause(): void;
  resume(): void;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  /** Ends it for good and removes its data. */
  stop(): Promise<void>;
}

/** Debian keeps the programs off the path, in a folder for each version. */
const programs = (): string | undefined =>
  [...globSync('/usr/lib/postgresql/*/bin'), '/usr/bin', '/usr/local/bin', '/usr/local/pgsql/bin']
    .filter((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
    .sort()[0];

/** What keeps a Postgres from being started here; null when nothing does. */
export const postgresObstacle = (): string | null => (programs() ? null : 'no PostgreSQL here: install postgresql');

/** @param settings of postgresql.conf; a test needs no data after the machine itself fails, so nothing waits for the disk. */
export async function startPostgres(settings: Record<string, string> = { fsync: 'off' }): Promise<PostgresServer> {
  const bin = programs();
  if (!bin) throw new Error(postgresObstacle() ?? '');
  const home = mkdtempSync(join(tmpdir(), 'headwater-postgres-'));
  const owner = ownerOf();
  const [data, log, passwordFile] = ['data', 'server.log', 'password'].map((name) => join(home, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(passwordFile, PASSWORD);
  if (owner) for (const path of [home, passwordFile]) chownSync(path, owner.uid, owner.gid);
  // A collation of a language, as most databases have, orders otherwise than bytes do.
  const language = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en'];
  const access = ['-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  await run(join(bin, 'initdb'), ['-D', data, '--no-sync', ...language, ...access], { cwd: home, ...owner });

  const port = await freePort();
  const urlOf = (database: string) => `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  const options = Object.entries({ ...settings, listen_addresses: '127.0.0.1', unix_socket_directories: '' });
  const command = ['-D', data, '-p', String(port), ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  // In a group of its own, so that Ctrl-C leaves it to do its work.
  const reaper = spawn(process.execPath, [REAPER, home], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] });
  const reaped = new Promise((done) => reaper.once('exit', done));
  let child: ChildProcess | null = null;
  const start = async () => {
    const output = openSync(log, 'a');
    child = spawn(join(bin, 'postgres'), command, { cwd: home, ...owner, stdio: ['ignore', output, output] });
    reaper.stdin.write(`${child.pid}\n`);
    await answering(urlOf('postgres'), child, log);
  };
  const end = async () => {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null) return;
    const ended = new Promise((done) => ending.once('exit', done));
    signalAll(ending, 'SIGCONT');
    // Its immediate shutdown writes nothing any more: the next start recovers as after a crash.
    ending.kill('SIGQUIT');
    await ended;
    reaper.stdin.write('0\n');
  };
  const stop = async () => {
    await end();
    reaper.stdin.end();
    await reaped;
  };
  await start().catch(async (fault) => {
    await stop();
    throw fault;
  });
  let databases = 0;
  return {
    async newDatabase() {
      const name = `test_${++databases}`;
      await asking(urlOf('postgres'), `create database ${name}`);
      return urlOf(name);
    },
    kill: end,
    start,
    pause: () => child && signalAll(child, 'SIGSTOP'),
    resume: () => child && signalAll(child, 'SIGCONT'),
    stop,
  };
}

/** Postgres refuses to run as root; then it is the package's own user, or nobody. */
function ownerOf(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (option: string, user: string) =>
    Number(execFileSync('id', [option, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  for (const user of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', user), gid: idOf('-g', user) };
    } catch {
      // The next one, then.
    }
  }
  throw new Error('no user postgres or nobody to run Postgres as');
}

/** The server has a process for each connection. */
function signalAll(server: ChildProcess, signal: NodeJS.Signals): void {
  const { pid } = server;
  if (pid === undefined) return;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  for (const each of [pid, ...children.map(Number)]) process.kill(each, signal);
}

async function asking(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end().catch(() => {});
  }
}

async function answering(url: string, child: ChildProcess, log: string): Promise<void> {
  const saying = () => readFileSync(log, 'utf8').slice(-2_000);
  for (const began = Date.now(); Date.now() - began < PATIENCE; await pause(50)) {
    if (child.exitCode !== null) throw new Error(`Postgres ended while it started:\n${saying()}`);
    const answers = await asking(url, 'select 1').then(
      () => true,
      () => false,
    );
    if (answers) return;
  }
  throw new Error(`Postgres did not answer within ${PATIENCE / 1_000} s:\n${saying()}`);
}
