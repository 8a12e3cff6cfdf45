/** A real PostgreSQL server from the system's own package, as a process of its own with data of its own. */
import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type ServerProcess, startServerProcess } from './server-process.ts';

const run = promisify(execFile);
const USER = 'headwater';
const PASSWORD = 'headwater-test';

/** A running Postgres with databases of its own. */
export interface PostgresServer extends ServerProcess {
  /** Address of an empty database that nobody else uses. */
  newDatabase(): Promise<string>;
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
  const owner = ownerOf();
  const urlOf = (port: number, database: string) => `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  let url = '';
  const server = await startServerProcess({
    program: join(bin, 'postgres'),
    prepare: (directory) => initialize(join(bin, 'initdb'), directory, owner),
    argumentsFor(directory, port) {
      url = urlOf(port, 'postgres');
      const all = Object.entries({ ...settings, listen_addresses: '127.0.0.1', unix_socket_directories: '' });
      const options = all.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
      return ['-D', join(directory, 'data'), '-p', String(port), ...options];
    },
    ready: (port) =>
      asking(urlOf(port, 'postgres'), 'select 1').then(
        () => true,
        () => false,
      ),
    owner,
    // Its immediate shutdown writes nothing any more: the next start recovers as after a crash.
    crash: 'SIGQUIT',
  });
  let databases = 0;
  return {
    ...server,
    async newDatabase() {
      const name = `test_${++databases}`;
      await asking(url, `create database ${name}`);
      return Object.assign(new URL(url), { pathname: `/${name}` }).href;
    },
  };
}

async function initialize(initdb: string, directory: string, owner: Owner | undefined): Promise<void> {
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, PASSWORD);
  if (owner) chownSync(passwordFile, owner.uid, owner.gid);
  // A collation of a language, as most databases have, orders otherwise than bytes do.
  const language = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en'];
  const access = ['-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const data = ['-D', join(directory, 'data'), '--no-sync'];
  await run(initdb, [...data, ...language, ...access], { cwd: directory, ...owner });
}

interface Owner {
  uid: number;
  gid: number;
}

/** Postgres refuses to run as root; then it is the package's own user, or nobody. */
function ownerOf(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
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
