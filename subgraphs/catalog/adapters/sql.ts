import { sql } from 'kysely';
import { type Database, openDatabase, type Place, type Schema } from '../../../platform/database.ts';
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

const SCHEMA: Schema = {
  name: 'catalog',
  store: 'catalog',
  migrations: [
    ({ text, integer, json, table, keyed }) => [
      `create table entries (
         kind ${text} not null, name ${text} not null, version ${integer} not null, revision ${integer} not null,
         fingerprint ${text}, document ${json} not null,
         primary key (kind, name, version, revision)
       ) ${keyed}`,
      `create view current_entries as select * from entries as entry where not exists (
         select 1 from entries as later where later.kind = entry.kind and later.name = entry.name
           and (later.version, later.revision) > (entry.version, entry.revision)
       )`,
      `create table applications (idempotency_key ${text} primary key, answer ${text} not null) ${table}`,
    ],
  ],
};

/** A statement of SQLite takes 32,766 values, one of Postgres 65,535, and a row has six. */
const ROWS_AT_ONCE = 1000;

/** The catalog in SQLite or Postgres. */
export async function openCatalogStore(place: Place): Promise<CatalogStore> {
  const database = await openDatabase<Tables>(place, SCHEMA);
  const { tables, dialect, answering } = database;
  const { among } = dialect;
  return {
    ofKind: (kind) =>
      answering(async () => {
        const rows = tables.selectFrom('current_entries').selectAll().where('kind', '=', kind).orderBy('name');
        return (await rows.execute()).map((row) => entryOf<typeof kind>(row));
      }),

    named: (kind, names) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('current_entries')
          .selectAll()
          .where('kind', '=', kind)
          .where('name', 'in', among(names))
          .orderBy('name')
          .execute();
        return new Map(rows.map((row) => [row.name, entryOf<typeof kind>(row)]));
      }),

    definitions: (query) =>
      answering(async () => {
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
      answering(async () => {
        const rows = await tables
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
      answering(async () => {
        const row = await tables
          .selectFrom('applications')
          .select('answer')
          .where('idempotency_key', '=', idempotencyKey)
          .executeTakeFirst();
        return row ? JSON.parse(row.answer) : null;
      }),

    keep: (entries, application) =>
      answering(() =>
        tables
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
            if (dialect.isDuplicate(fault)) return false;
            throw fault;
          }),
      ),

    ping: database.ping,
    close: database.close,
  };
}

function matchingDefinitions(
  { tables, dialect }: Database<Tables>,
  { category, owner, appliesTo }: { category: string | null; owner: string | null; appliesTo: string | null },
) {
  return tables
    .selectFrom('current_entries')
    .where('kind', '=', 'MetricDefinition')
    .$if(category !== null, (query) => query.where(sql`document -> 'spec' ->> 'category'`, '=', category))
    .$if(owner !== null, (query) => query.where(sql`document -> 'metadata' ->> 'owner'`, '=', owner))
    .$if(appliesTo !== null, (query) =>
      query.where(sql.val(appliesTo), 'in', dialect.elementsOf(sql`document -> 'spec' -> 'appliesTo'`)),
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
