import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { type Database, openDatabase, type Place, type Schema } from '../../../platform/database.ts';
import { type Dialect, indexed } from '../../../platform/dialect.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Judgement, VerdictChange } from '../domain/judgement.ts';
import { type MetricKey, textOfKey } from '../domain/measurement.ts';
import { metricIdOf } from '../domain/metric-id.ts';
import type { EvaluationStore, Lease, Progress, PublishedChange } from '../ports/evaluation-store.ts';

interface Tables {
  judgement: {
    name: string;
    /** As indexed; `whole_asset` is the id where that is another text. */
    asset: string;
    whole_asset: string | null;
    judged_until: number;
    definition: string;
    body: string;
  };
  verdict_change: { cursor?: number; body: string };
  arrivals_cursor: { only: number; cursor: number };
  lease: { only: number; holder: string; token: number; expires_at: number };
  announced_asset: { asset: string; whole_asset: string | null };
}

const SCHEMA: Schema = {
  name: 'evaluation',
  store: 'metrics',
  migrations: [
    ({ text, integer, sequence, keyed, table }) => [
      `create table judgement (
         name ${text} not null, asset ${text} not null, judged_until ${integer} not null, definition ${text} not null,
         body ${text} not null, primary key (name, asset)
       ) ${keyed}`,
      `create table verdict_change (cursor ${sequence}, body ${text} not null) ${table}`,
      `create table arrivals_cursor ("only" ${integer} primary key check ("only" = 1), cursor ${integer} not null) ${table}`,
      `create table announced_asset (asset ${text} primary key) ${keyed}`,
    ],
    ({ text, integer, table }) => [
      `alter table judgement add column whole_asset ${text}`,
      `alter table announced_asset add column whole_asset ${text}`,
      `create table lease (
         "only" ${integer} primary key check ("only" = 1), holder ${text} not null, token ${integer} not null,
         expires_at ${integer} not null
       ) ${table}`,
    ],
  ],
};

/** SQLite takes at most 32,766 values in one statement. */
const ROWS_PER_STATEMENT = 500;

/** A data directory is one process's alone, so that the one that takes it over need not wait for a lease to end. */
const holderOf = ({ databaseUrl }: Place): string => (databaseUrl ? randomUUID() : 'who has the data directory');

/**
 * Judgements as JSON by metric, changes as an append-only table, in SQLite or Postgres. Writing under a lease locks its
 * row, so that the cursors of changes grow in the order in which they can be read.
 */
export async function openEvaluationStore(place: Place, holder = holderOf(place)): Promise<EvaluationStore> {
  const database = await openDatabase<Tables>(place, SCHEMA);
  const { tables, dialect, answering } = database;
  return {
    progress: () =>
      answering(async () => {
        const rows = await tables
          .selectFrom('judgement')
          .select(['name', 'asset', 'whole_asset', 'judged_until', 'definition'])
          .execute();
        return rows.map(
          ({ name, judged_until, definition, ...row }): Progress => ({
            name,
            asset: assetOf(row),
            judgedUntil: judged_until,
            definition,
          }),
        );
      }),
    judgements: (metrics) => answering(() => readJudgements(database, metrics)),
    claim: (length) =>
      answering(async () => {
        const token = await claimLease(database, holder, length);
        return token === null ? null : { token, length };
      }),
    save: (lease, judgements, changes) =>
      answering(() =>
        tables.transaction().execute(async (transaction) => {
          if (!(await renewed(transaction, lease, dialect))) return false;
          for (const rows of chunks(judgements.map(rowOf))) await saveJudgements(transaction, rows);
          for (const rows of chunks(changes.map((change) => ({ body: JSON.stringify(change) }))))
            await transaction.insertInto('verdict_change').values(rows).execute();
          return true;
        }),
      ),
    changesAfter: (cursor, first) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('verdict_change')
          .selectAll()
          .where('cursor', '>', cursor)
          .orderBy('cursor')
          .limit(first)
          .execute();
        return rows.map(publishedOf);
      }),
    arrivalsCursor: () =>
      answering(async () => {
        const row = await tables.selectFrom('arrivals_cursor').select('cursor').executeTakeFirst();
        return row?.cursor ?? 0;
      }),
    saveArrivalsCursor: (lease, cursor) =>
      answering(() =>
        tables.transaction().execute(async (transaction) => {
          if (!(await renewed(transaction, lease, dialect))) return false;
          await transaction
            .insertInto('arrivals_cursor')
            .values({ only: 1, cursor })
            .onConflict((conflict) => conflict.column('only').doUpdateSet({ cursor }))
            .execute();
          return true;
        }),
      ),
    announcedAssets: () =>
      answering(async () => {
        const rows = await tables.selectFrom('announced_asset').selectAll().execute();
        return rows.map(assetOf);
      }),
    saveAnnouncedAssets: (assets) =>
      answering(async () => {
        for (const rows of chunks(assets.map(assetColumns)))
          await tables
            .insertInto('announced_asset')
            .values(rows)
            .onConflict((conflict) => conflict.doNothing())
            .execute();
      }),
    ping: database.ping,
    async close() {
      // Whoever waits for the lease need not wait for its end; when this cannot be said, it does.
      await answering(() =>
        tables.updateTable('lease').set({ expires_at: 0 }).where('holder', '=', holder).execute(),
      ).catch(() => {});
      await database.close();
    },
  };
}

/** The token of the lease, when it is or becomes this holder's; null while it is another's. */
async function claimLease(
  { tables, dialect }: Database<Tables>,
  holder: string,
  length: number,
): Promise<number | null> {
  const expires_at = sql<number>`${dialect.now} + ${sql.lit(length)}`;
  const row = await tables
    .insertInto('lease')
    .values({ only: 1, holder, token: 1, expires_at })
    .onConflict((conflict) =>
      conflict
        .column('only')
        .doUpdateSet(({ ref }) => ({
          holder,
          token: sql<number>`${ref('lease.token')} + case when ${ref('lease.holder')} = ${holder} then 0 else 1 end`,
          expires_at,
        }))
        .where(({ eb, or, ref }) =>
          or([eb('lease.holder', '=', holder), eb(ref('lease.expires_at'), '<=', dialect.now)]),
        ),
    )
    .returning('token')
    .executeTakeFirst();
  return row?.token ?? null;
}

/** Whether the lease still holds; then its row is locked until the transaction ends. */
async function renewed(transaction: Transaction<Tables>, { token, length }: Lease, { now }: Dialect): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('lease')
    .set({ expires_at: sql<number>`${now} + ${sql.lit(length)}` })
    .where('token', '=', token)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function* chunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    yield rows.slice(start, start + ROWS_PER_STATEMENT);
}

interface AssetColumns {
  asset: string;
  whole_asset: string | null;
}

function assetColumns(id: AssetId): AssetColumns {
  const asset = indexed(id);
  return { asset, whole_asset: asset === id ? null : id };
}

const assetOf = ({ asset, whole_asset }: AssetColumns): AssetId => (whole_asset ?? asset) as AssetId;

const rowOf = (judgement: Judgement): Tables['judgement'] => ({
  name: judgement.metric.name,
  ...assetColumns(judgement.metric.asset),
  judged_until: judgement.standing.judgedUntil,
  definition: judgement.definition,
  body: JSON.stringify(judgement),
});

async function readJudgements(
  { tables, dialect }: Database<Tables>,
  metrics: readonly MetricKey[],
): Promise<(Judgement | null)[]> {
  const rows = await tables
    .selectFrom('judgement')
    .select('body')
    .where(sql`(name, asset)`, 'in', dialect.amongPairs(metrics.map(({ name, asset }) => [name, indexed(asset)])))
    .execute();
  const judgements = rows.map(({ body }): Judgement => JSON.parse(body));
  const found = new Map(judgements.map((judgement) => [textOfKey(judgement.metric), judgement]));
  return metrics.map((metric) => found.get(textOfKey(metric)) ?? null);
}

async function saveJudgements(transaction: Transaction<Tables>, rows: Tables['judgement'][]): Promise<void> {
  await transaction
    .insertInto('judgement')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['name', 'asset']).doUpdateSet(({ ref }) => ({
        judged_until: ref('excluded.judged_until'),
        definition: ref('excluded.definition'),
        body: ref('excluded.body'),
      })),
    )
    .execute();
}

/** Built from the cursor, so that a second change of one window, after late data, is another one. */
const publishedOf = ({ cursor, body }: { cursor?: number; body: string }): PublishedChange => {
  const change: VerdictChange = JSON.parse(body);
  return { ...change, cursor: Number(cursor), id: `${metricIdOf(change.metric)}.${change.thresholdIndex}.${cursor}` };
};
