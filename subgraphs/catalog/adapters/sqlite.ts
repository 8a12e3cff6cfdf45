import { type Kysely, sql } from 'kysely';
import { answerOf } from '../../../platform/errors.ts';
import { type Migration, openSqlite, pingSqlite } from '../../../platform/sqlite.ts';
import type { DocumentKind } from '../domain/document.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import type { CatalogStore } from '../ports/catalog-store.ts';

interface EntryRow {
  kind: string;
  name: string;
  version: number;
  revision: number;
  fingerprint: string | null;
  /** JSON of the document. */
  document: string;
}

interface Tables {
  entries: EntryRow;
  /** The latest version and revision of each entry. */
  current_entries: EntryRow;
  applications: { idempotency_key: string; answer: string };
}

const MIGRATIONS: Migration[] = [
  [
    `CREATE TABLE entries (
      kind TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, revision INTEGER NOT NULL,
      fingerprint TEXT, document TEXT NOT NULL,
      PRIMARY KEY (kind, name, version, revision)
    ) STRICT, WITHOUT ROWID`,
    `CREATE VIEW current_entries AS SELECT * FROM entries AS entry WHERE NOT EXISTS (
      SELECT 1 FROM entries AS later WHERE later.kind = entry.kind AND later.name = entry.name
        AND (later.version, later.revision) > (entry.version, entry.revision)
    )`,
    'CREATE TABLE applications (idempotency_key TEXT PRIMARY KEY, answer TEXT NOT NULL) STRICT',
  ],
];

/** A statement of SQLite takes 32,766 values, and a row has six. */
const ROWS_AT_ONCE = 1000;

/** A list as one value of a statement, however long it is. */
const among = (texts: readonly string[]) => sql<string>`(SELECT value FROM json_each(${JSON.stringify(texts)}))`;

/** The catalog in one SQLite file. */
export async function sqliteCatalogStore(path: string): Promise<CatalogStore> {
  const database = await openSqlite<Tables>(path, MIGRATIONS);
  return {
    ofKind: (kind) =>
      available(async () => {
        const rows = database.selectFrom('current_entries').selectAll().where('kind', '=', kind).orderBy('name');
        return (await rows.execute()).map((row) => entryOf<typeof kind>(row));
      }),

    named: (kind, names) =>
      available(async () => {
        const rows = await database
          .selectFrom('current_entries')
          .selectAll()
          .where('kind', '=', kind)
          .where('name', 'in', among(names))
          .orderBy('name')
          .execute();
        return new Map(rows.map((row) => [row.name, entryOf<typeof kind>(row)]));
      }),

    definitions: (query) =>
      available(async () => {
        const matching = matchingDefinitions(database, query);
        const { totalCount } = await matching
          .select(({ fn }) => fn.countAll<number>().as('totalCount'))
          .executeTakeFirstOrThrow();
        const after = query.after;
        const rows = await matching
          .selectAll()
          .$if(after !== null, (page) => page.where('name', '>', after ?? ''))
          .orderBy('name')
          .limit(query.first + 1)
          .execute();
        const entries = rows.slice(0, query.first).map((row) => entryOf<'MetricDefinition'>(row));
        return { entries, hasNextPage: rows.length > query.first, totalCount };
      }),

    definitionVersions: (ids) =>
      available(async () => {
        const rows = await database
          .selectFrom('entries')
          .selectAll()
          .where('kind', '=', 'MetricDefinition')
          .where(sql`name || '@' || version`, 'in', among(ids))
          .where('name', 'in', among(ids.map((id) => id.slice(0, id.lastIndexOf('@')))))
          .orderBy('name')
          .orderBy('version')
          .orderBy('revision')
          .execute();
        return new Map(rows.map((row) => [`${row.name}@${row.version}`, entryOf<'MetricDefinition'>(row)]));
      }),

    answerTo: (idempotencyKey) =>
      available(async () => {
        const row = await database
          .selectFrom('applications')
          .select('answer')
          .where('idempotency_key', '=', idempotencyKey)
          .executeTakeFirst();
        return row ? JSON.parse(row.answer) : null;
      }),

    keep: (entries, application) =>
      available(() =>
        database
          .transaction()
          .execute(async (transaction) => {
            for (let from = 0; from < entries.length; from += ROWS_AT_ONCE) {
              const rows = entries.slice(from, from + ROWS_AT_ONCE).map(rowOf);
              await transaction.insertInto('entries').values(rows).execute();
            }
            if (application)
              await transaction
                .insertInto('applications')
                .values({ idempotency_key: application.idempotencyKey, answer: JSON.stringify(application.answer) })
                .execute();
            return true;
          })
          .catch((fault) => {
            if ((fault as { code?: string }).code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return false;
            throw fault;
          }),
      ),

    ping: () => available(() => pingSqlite(database)),
    close: () => database.destroy(),
  };
}

function matchingDefinitions(
  database: Kysely<Tables>,
  { category, owner, appliesTo }: { category: string | null; owner: string | null; appliesTo: string | null },
) {
  return database
    .selectFrom('current_entries')
    .where('kind', '=', 'MetricDefinition')
    .$if(category !== null, (query) => query.where(sql`document ->> '$.spec.category'`, '=', category))
    .$if(owner !== null, (query) => query.where(sql`document ->> '$.metadata.owner'`, '=', owner))
    .$if(appliesTo !== null, (query) =>
      query.where(
        sql<boolean>`EXISTS (SELECT 1 FROM json_each(document, '$.spec.appliesTo') WHERE value = ${appliesTo})`,
      ),
    );
}

const entryOf = <Kind extends DocumentKind>({ version, revision, fingerprint, document }: EntryRow) =>
  ({ version, revision, fingerprint, document: JSON.parse(document) }) as CatalogEntry<Kind>;

const rowOf = ({ version, revision, fingerprint, document }: CatalogEntry): EntryRow => ({
  kind: document.kind,
  name: document.metadata.name,
  version,
  revision,
  fingerprint,
  document: JSON.stringify(document),
});

const available = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => answerOf('catalog', ask);
