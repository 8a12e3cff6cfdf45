import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely';
import pg from 'pg';
import type { Database, Schema } from './database.ts';
import { POSTGRES } from './dialect.ts';
import { StartRefused, StoreUnavailable } from './errors.ts';
import type { Log } from './log.ts';
import { ConnectionFault, connecting, faultOfPostgres, isSchemaGone, refusalOf } from './postgres-faults.ts';

/** Connections of one store; a process with all four subgraphs holds four times as many at most. */
const CONNECTIONS = 8;
/** To connect, in milliseconds: a new process of the server and a password take a second where the machine is busy. */
const CONNECT_TIMEOUT = 2_000;
/** What nobody used for so long is closed, in milliseconds; a connection is dear, and a firewall forgets one at last. */
const IDLE_TIMEOUT = 300_000;
/** To get a connection that is free, in milliseconds: a burst of writes is no outage. */
const QUEUE_TIMEOUT = 5_000;
/** Of one statement, in milliseconds. */
const STATEMENT_TIMEOUT = 5_000;
/** Of one step of the schema, in milliseconds: an index over a filled table is built in one. */
const MIGRATION_TIMEOUT = 120_000;
/** A server that hangs answers nothing at all: past this, beyond a statement's own time, it counts as away. */
const GRACE = 1_000;
/** A process that hangs in a transaction must not keep others from the rows it holds. */
const IDLE_TRANSACTION_TIMEOUT = 10_000;

const INT8 = 20;
const JSON_TEXT = 114;

/** Every whole number of ours is one of JavaScript's; JSON is parsed by who asked for it. */
const TYPES = {
  getTypeParser: (type: number, format?: 'text' | 'binary') => {
    if (type === INT8) return Number;
    if (type === JSON_TEXT) return String;
    return pg.types.getTypeParser(type, format as 'text');
  },
} as pg.CustomTypesConfig;

const schemaNameOf = ({ name }: Schema): string => `headwater_${name}`;

/**
 * Opens a store's tables in a schema of their own of a Postgres database. It opens whether or not the database answers:
 * while it is away every question raises StoreUnavailable, and once it is there its schema is brought to the newest
 * version before the first answer.
 * @throws StartRefused when the database refuses us for good, or was written by a newer version of Headwater.
 */
export async function openPostgres<Tables>(url: string, schema: Schema, log: Log): Promise<Database<Tables>> {
  const pool = openPool(url, schema);
  const tables = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: ofStorableText(pool) }) });
  let migrated: Promise<void> | null = null;

  const ready = (): Promise<void> => {
    migrated ??= migrate(url, schema).catch((fault) => {
      migrated = null;
      throw fault;
    });
    return migrated;
  };
  const answering = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    try {
      await ready();
      return await ask();
    } catch (fault) {
      // An empty database was put in the place of ours: the next question fills it.
      if (isSchemaGone(fault)) migrated = null;
      throw faultOfPostgres(schema.store, fault);
    }
  };
  await ready().catch(async (fault) => {
    const refusal = refusalOf(fault);
    if (refusal || !(faultOfPostgres(schema.store, fault) instanceof StoreUnavailable)) {
      await pool.end();
      throw refusal ?? fault;
    }
    const { host, port } = new URL(url);
    log.warn(
      { store: schema.store, host, port, reason: (fault as Error).message },
      'Postgres does not answer yet; the store is away until it does',
    );
  });
  return {
    tables,
    dialect: POSTGRES,
    answering,
    ping: () =>
      answering(async () => {
        await sql`select 1`.execute(tables);
      }),
    close: () => withinGrace(pool.end()),
  };
}

/** A pool takes one bound for connecting and for waiting its turn; here the first is shorter. */
class PromptClient extends pg.Client {
  constructor(config: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_TIMEOUT });
  }
}

function openPool(url: string, schema: Schema): pg.Pool {
  const connection = connectionOf(url, schema, STATEMENT_TIMEOUT);
  const pool = new pg.Pool({
    ...connection,
    connectionTimeoutMillis: QUEUE_TIMEOUT,
    idleTimeoutMillis: IDLE_TIMEOUT,
    max: CONNECTIONS,
    Client: PromptClient as never,
  });
  // A connection that breaks tells the query that uses it; one that nobody uses is replaced in silence.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** The settings go with the address, since what an address says prevails over what is said beside it. */
function connectionOf(url: string, schema: Schema, statementTimeout: number): pg.ClientConfig {
  const address = new URL(url);
  const settings = {
    search_path: schemaNameOf(schema),
    statement_timeout: statementTimeout,
    lock_timeout: statementTimeout,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT,
  };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const given = address.searchParams.get('options');
  address.searchParams.set('options', [...(given ? [given] : []), ...options].join(' '));
  return {
    connectionString: address.href,
    application_name: 'headwater',
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    query_timeout: statementTimeout + GRACE,
    keepAlive: true,
    types: TYPES,
  };
}

/**
 * The pool, with what a driver cannot know: Postgres takes no U+0000 in text, so it is kept, and looked for, as U+FFFD;
 * and a connection whose question failed otherwise than by the server's word is used no more.
 */
const ofStorableText = (pool: pg.Pool): PostgresPool => ({
  options: pool.options,
  end: () => pool.end(),
  async connect() {
    const client = await connecting(pool.connect());
    let broken = false;
    const query = (text: string, values: readonly unknown[]) =>
      connecting(client.query(text, values.map(storable))).catch((fault) => {
        broken ||= fault instanceof ConnectionFault;
        throw fault;
      });
    const release = (destroy?: boolean) => client.release(destroy || broken);
    // Its other form of a query, by cursor, is for streams, and none are asked for.
    return { query: query as unknown as PostgresPoolClient['query'], release };
  },
});

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
  return Array.isArray(value) ? value.map(storable) : value;
}

/**
 * Brings the schema to the newest version; of several processes that start at once the others wait.
 * @throws StartRefused when a newer Headwater wrote it.
 */
async function migrate(url: string, schema: Schema): Promise<void> {
  const client = new pg.Client(connectionOf(url, schema, MIGRATION_TIMEOUT));
  client.on('error', () => {});
  const ask = async (text: string, values: unknown[] = []) => (await connecting(client.query(text, values))).rows;
  const name = schemaNameOf(schema);
  try {
    await connecting(client.connect());
    await ask('begin');
    await ask('select pg_advisory_xact_lock(hashtext($1))', [name]);
    // Whoever may not create schemas may use one that is there.
    const [found] = await ask('select to_regnamespace($1) is not null as exists', [name]);
    if (!found?.exists) await ask(`create schema ${name}`);
    await ask('create table if not exists schema_version (version bigint not null)');
    const version: number = (await ask('select version from schema_version'))[0]?.version ?? 0;
    if (version > schema.migrations.length)
      throw new StartRefused(
        `the database's schema ${name} has version ${version}, this Headwater knows ${schema.migrations.length}; start the newer Headwater that wrote it`,
      );
    for (const migration of schema.migrations.slice(version))
      for (const statement of migration(POSTGRES.words)) await ask(statement);
    await ask('delete from schema_version');
    await ask('insert into schema_version values ($1)', [schema.migrations.length]);
    await ask('commit');
  } finally {
    // Ending without a commit rolls back.
    await withinGrace(client.end());
  }
}

/** A hung server never answers the goodbye. */
async function withinGrace(goodbye: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, GRACE);
  });
  await Promise.race([goodbye.catch(() => {}), late]);
  clearTimeout(timer);
}
