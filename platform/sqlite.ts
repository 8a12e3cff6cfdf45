import Database from 'better-sqlite3';
import { CompiledQuery, Kysely, SqliteDialect } from 'kysely';
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
  const tables = new Kysely<Tables>({ dialect: new SqliteDialect({ database: file }) });
  // Kysely closes on destroying only what was asked once.
  await pingSqlite(tables);
  return tables;
}

/** Answers when the database does. */
export async function pingSqlite<Tables>(database: Kysely<Tables>): Promise<void> {
  await database.executeQuery(CompiledQuery.raw('select 1'));
}
