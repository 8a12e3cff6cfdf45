import Database from 'better-sqlite3';
import { CompiledQuery, Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import { remembered } from '../vocabulary/remembered.ts';
import { StartRefused } from './errors.ts';
import { configure } from './sqlite-settings.ts';

/** One step of a schema's history: SQL statements, applied once, in order, never changed after a release. */
export type Migration = string[];

/**
 * Opens a SQLite file through Kysely, its schema brought to the newest version.
 * @throws StartRefused when the file was written by a newer version of Headwater.
 */
export async function openSqlite<Tables>(path: string, migrations: Migration[]): Promise<Kysely<Tables>> {
  const file = new Database(path);
  configure(file);
  const version = file.pragma('user_version', { simple: true }) as number;
  if (version > migrations.length) {
    file.close();
    throw new StartRefused(
      `${path} has schema version ${version}, this Headwater knows ${migrations.length}; start the newer Headwater that wrote it`,
    );
  }
  file.transaction(() => {
    for (const migration of migrations.slice(version)) for (const statement of migration) file.exec(statement);
    file.pragma(`user_version = ${migrations.length}`);
  })();
  const tables = new Kysely<Tables>({ dialect: new SqliteDialect({ database: prepared(file) }) });
  // Kysely closes on destroying only what was asked once.
  await pingSqlite(tables);
  return tables;
}

/** Statements kept of each file; a query of ours has a handful of texts, whatever its parameters. */
const MOST_STATEMENTS = 200;

/** Prepares each statement once, which takes longer than to answer most of ours. */
function prepared(file: Database.Database): SqliteDatabase {
  return { prepare: remembered(MOST_STATEMENTS, (text) => file.prepare(text)), close: () => file.close() };
}

/** Answers when the database does. */
export async function pingSqlite<Tables>(database: Kysely<Tables>): Promise<void> {
  await database.executeQuery(CompiledQuery.raw('select 1'));
}
