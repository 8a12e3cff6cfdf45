import { sql } from 'kysely';
import { type Database, openDatabase, type Place, type Schema } from '../../../platform/database.ts';
import { indexed } from '../../../platform/dialect.ts';
import { inParts } from '../../../platform/in-parts.ts';
import type { DocumentKind } from '../domain/document.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { searchTextOf } from '../domain/search.ts';
import type {
  CatalogStore,
  DefinitionFilter,
  DescribedAssetFilter,
  EntryPage,
  PageQuery,
} from '../ports/catalog-store.ts';

interface EntryRow {
  kind: string;
  name: string;
  version: number;
  revision: number;
  fingerprint: string | null;
  /** JSON of the document. */
  document: string;
  /** JSON; null when it is no expression. */
  inputs: string | null;
  author: string | null;
  /** Milliseconds since 1970. */
  applied_at: number | null;
  reason: string | null;
  /** `searchTextOf` of a definition; null for all else. */
  search_text: string | null;
}

interface Tables {
  entries: EntryRow;
  /** The latest version and revision of each entry. */
  current_entries: EntryRow;
  applications: { idempotency_key: string; answer: string };
}

const CURRENT_ENTRIES = `create view current_entries as select * from entries as entry where not exists (
  select 1 from entries as later where later.kind = entry.kind and later.name = entry.name
    and (later.version, later.revision) > (entry.version, entry.revision)
)`;

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
      CURRENT_ENTRIES,
      `create table applications (idempotency_key ${text} primary key, answer ${text} not null) ${table}`,
    ],
    ({ text, integer }) => [
      `alter table entries add column inputs ${text}`,
      `alter table entries add column author ${text}`,
      `alter table entries add column applied_at ${integer}`,
      `alter table entries add column reason ${text}`,
      `alter table entries add column search_text ${text}`,
      `update entries set search_text = ' ' || lower(replace(replace(replace(name || ' ' ||
         (document -> 'metadata' ->> 'title') || ' ' || (document -> 'spec' ->> 'formula'),
         '.', ' '), '-', ' '), '_', ' ')) where kind = 'MetricDefinition'`,
      // A view keeps the columns that its table had when it was made.
      'drop view current_entries',
      CURRENT_ENTRIES,
    ],
  ],
};

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
          .where('name', 'in', among(names.map(indexed)))
          .orderBy('name')
          .execute();
        const entries = rows.map((row) => entryOf<typeof kind>(row));
        return new Map(entries.map((entry) => [entry.document.metadata.name, entry]));
      }),

    definitions: (query) => answering(() => pageOf<'MetricDefinition'>(matchingDefinitions(database, query), query)),
    describedAssets: (query) => answering(() => pageOf<'AssetMetadata'>(matchingAssets(database, query), query)),

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

    history: (kind, name, { first, before }) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('entries')
          .selectAll()
          .where('kind', '=', kind)
          .where('name', '=', name)
          .$if(before !== null, (older) =>
            older.where(sql<boolean>`(version, revision) < (${before?.version}, ${before?.revision})`),
          )
          .orderBy('version', 'desc')
          .orderBy('revision', 'desc')
          .limit(first)
          .execute();
        return rows.map((row) => entryOf<typeof kind>(row));
      }),

    countRevisions: (kind, name) =>
      answering(async () => {
        const counted = await tables
          .selectFrom('entries')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('kind', '=', kind)
          .where('name', '=', name)
          .executeTakeFirstOrThrow();
        return counted.count;
      }),

    answerTo: (idempotencyKey) =>
      answering(async () => {
        const row = await tables
          .selectFrom('applications')
          .select('answer')
          .where('idempotency_key', '=', indexed(idempotencyKey))
          .executeTakeFirst();
        return row ? JSON.parse(row.answer) : null;
      }),

    keep: (entries, application) =>
      answering(() =>
        tables
          .transaction()
          .execute(async (transaction) => {
            for await (const part of inParts(entries))
              await transaction.insertInto('entries').values(part.map(rowOf)).execute();
            if (application)
              await transaction
                .insertInto('applications')
                .values({
                  idempotency_key: indexed(application.idempotencyKey),
                  answer: JSON.stringify(application.answer),
                })
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

async function pageOf<Kind extends DocumentKind>(
  matching: Matching,
  { first, after }: PageQuery,
): Promise<EntryPage<Kind>> {
  const { totalCount } = await matching
    .select(({ fn }) => fn.countAll<number>().as('totalCount'))
    .executeTakeFirstOrThrow();
  const rows = await matching
    .selectAll()
    .$if(after !== null, (page) => page.where('name', '>', after ?? ''))
    .orderBy('name')
    .limit(first + 1)
    .execute();
  const entries = rows.slice(0, first).map((row) => entryOf<Kind>(row));
  return { entries, hasNextPage: rows.length > first, totalCount };
}

type Matching = ReturnType<typeof matchingDefinitions>;

function matchingAssets(
  { tables, dialect: { elementsOf } }: Database<Tables>,
  { domain, owner, tag }: DescribedAssetFilter,
): Matching {
  return tables
    .selectFrom('current_entries')
    .where('kind', '=', 'AssetMetadata')
    .$if(domain !== null, (query) => query.where(sql`document -> 'spec' ->> 'domain'`, '=', domain))
    .$if(owner !== null, (query) => query.where(sql`document -> 'metadata' ->> 'owner'`, '=', owner))
    .$if(tag !== null, (query) => query.where(sql.val(tag), 'in', elementsOf(sql`document -> 'spec' -> 'tags'`)));
}

function matchingDefinitions(
  { tables, dialect: { elementsOf } }: Database<Tables>,
  { category, owner, appliesTo, sensitivity, tag, reviewDueBy, words }: DefinitionFilter,
) {
  let matching = tables
    .selectFrom('current_entries')
    .where('kind', '=', 'MetricDefinition')
    .$if(category !== null, (query) => query.where(sql`document -> 'spec' ->> 'category'`, '=', category))
    .$if(owner !== null, (query) => query.where(sql`document -> 'metadata' ->> 'owner'`, '=', owner))
    .$if(sensitivity !== null, (query) => query.where(sql`document -> 'spec' ->> 'sensitivity'`, '=', sensitivity))
    .$if(reviewDueBy !== null, (query) => query.where(sql`document -> 'metadata' ->> 'reviewBy'`, '<=', reviewDueBy))
    .$if(appliesTo !== null, (query) =>
      query.where(sql.val(appliesTo), 'in', elementsOf(sql`document -> 'spec' -> 'appliesTo'`)),
    )
    .$if(tag !== null, (query) => query.where(sql.val(tag), 'in', elementsOf(sql`document -> 'metadata' -> 'tags'`)));
  // Words are letters and digits, so that none of them holds a wildcard.
  for (const word of words) matching = matching.where('search_text', 'like', `% ${word}%`);
  return matching;
}

const entryOf = <Kind extends DocumentKind>(row: EntryRow) =>
  ({
    version: row.version,
    revision: row.revision,
    fingerprint: row.fingerprint,
    inputs: row.inputs === null ? null : JSON.parse(row.inputs),
    document: JSON.parse(row.document),
    author: row.author,
    appliedAt: row.applied_at,
    reason: row.reason,
  }) as CatalogEntry<Kind>;

const rowOf = (entry: CatalogEntry): EntryRow => ({
  kind: entry.document.kind,
  name: indexed(entry.document.metadata.name),
  version: entry.version,
  revision: entry.revision,
  fingerprint: entry.fingerprint,
  document: JSON.stringify(entry.document),
  inputs: entry.inputs && JSON.stringify(entry.inputs),
  author: entry.author,
  applied_at: entry.appliedAt,
  reason: entry.reason,
  search_text: entry.document.kind === 'MetricDefinition' ? searchTextOf(entry.document) : null,
});
