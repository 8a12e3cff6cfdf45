import type { Kysely } from 'kysely';
import { type Dialect, SQLITE, type Words } from './dialect.ts';
import { answerOf } from './errors.ts';
import type { Log } from './log.ts';
import { openSqlite, pingSqlite } from './sqlite.ts';
import { openSqliteWriter } from './sqlite-writer.ts';

/** One step of a schema's history: SQL statements in either dialect, applied once, in order, never changed after a release. */
type Migration = (words: Words) => string[];

/** The tables of one store. */
export interface Schema {
  /** Names the SQLite file, and the Postgres schema after `headwater_`. */
  name: string;
  /** Which store it is, in words a user knows, for `StoreUnavailable`. */
  store: string;
  migrations: Migration[];
  /** Whether much is written at once: then SQLite's writing is done by a thread of its own. */
  writtenInBulk?: true;
}

/** Where the tables are: in Postgres where an address is given, else in a folder. */
export interface Place {
  dataDirectory: string;
  databaseUrl?: string | null;
  log: Log;
}

/** A store's tables, open, in SQLite or Postgres. */
export interface Database<Tables> {
  tables: Kysely<Tables>;
  dialect: Dialect;
  /** What a question to the tables answers; every question is asked through this. @throws StoreUnavailable */
  answering<Answer>(ask: () => Promise<Answer>): Promise<Answer>;
  /** @throws StoreUnavailable when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a store's tables, brought to the newest version. Postgres may be away: it is tried again at each question.
 * @throws StartRefused when a newer version of Headwater wrote them.
 */
export async function openDatabase<Tables>(place: Place, schema: Schema): Promise<Database<Tables>> {
  if (place.databaseUrl) {
    // The driver takes time to load, so it is loaded only where it is wanted.
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres<Tables>(place.databaseUrl, schema, place.log);
  }
  const migrations = schema.migrations.map((migration) => migration(SQLITE.words));
  const path = `${place.dataDirectory}/${schema.name}.sqlite`;
  let tables = await openSqlite<Tables>(path, migrations);
  if (schema.writtenInBulk) {
    await tables.destroy();
    tables = openSqliteWriter<Tables>(path);
  }
  const answering = <Answer>(ask: () => Promise<Answer>) => answerOf(schema.store, ask);
  return {
    tables,
    dialect: SQLITE,
    answering,
    ping: () => answering(() => pingSqlite(tables)),
    close: () => tables.destroy(),
  };
}
