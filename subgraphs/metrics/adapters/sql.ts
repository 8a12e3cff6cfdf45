import { sql, type Transaction } from 'kysely';
import { type Database, openDatabase, type Place, type Schema } from '../../../platform/database.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Judgement, VerdictChange } from '../domain/judgement.ts';
import { type MetricKey, textOfKey } from '../domain/measurement.ts';
import { metricIdOf } from '../domain/metric-id.ts';
import type { EvaluationStore, Progress, PublishedChange } from '../ports/evaluation-store.ts';

interface Tables {
  judgement: { name: string; asset: string; judged_until: number; definition: string; body: string };
  verdict_change: { cursor?: number; body: string };
  arrivals_cursor: { only: number; cursor: number };
  announced_asset: { asset: string };
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
  ],
};

/** SQLite takes at most 32,766 values in one statement. */
const ROWS_PER_STATEMENT = 500;

/** Judgements as JSON by metric, changes as an append-only table, in SQLite or Postgres. */
export async function openEvaluationStore(place: Place): Promise<EvaluationStore> {
  const database = await openDatabase<Tables>(place, SCHEMA);
  const { tables, answering } = database;
  return {
    progress: () =>
      answering(async () => {
        const rows = await tables
          .selectFrom('judgement')
          .select(['name', 'asset', 'judged_until', 'definition'])
          .execute();
        return rows.map(
          ({ name, asset, judged_until, definition }): Progress => ({
            name,
            asset: asset as AssetId,
            judgedUntil: judged_until,
            definition,
          }),
        );
      }),
    judgements: (metrics) => answering(() => readJudgements(database, metrics)),
    save: (judgements, changes) =>
      answering(() =>
        tables.transaction().execute(async (transaction) => {
          for (const rows of chunks(judgements.map(rowOf))) await saveJudgements(transaction, rows);
          for (const rows of chunks(changes.map((change) => ({ body: JSON.stringify(change) }))))
            await transaction.insertInto('verdict_change').values(rows).execute();
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
    saveArrivalsCursor: (cursor) =>
      answering(async () => {
        await tables
          .insertInto('arrivals_cursor')
          .values({ only: 1, cursor })
          .onConflict((conflict) => conflict.column('only').doUpdateSet({ cursor }))
          .execute();
      }),
    announcedAssets: () =>
      answering(async () => {
        const rows = await tables.selectFrom('announced_asset').select('asset').execute();
        return rows.map(({ asset }) => asset as AssetId);
      }),
    saveAnnouncedAssets: (assets) =>
      answering(async () => {
        for (const rows of chunks(assets.map((asset) => ({ asset }))))
          await tables
            .insertInto('announced_asset')
            .values(rows)
            .onConflict((conflict) => conflict.doNothing())
            .execute();
      }),
    ping: database.ping,
    close: database.close,
  };
}

function* chunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    yield rows.slice(start, start + ROWS_PER_STATEMENT);
}

const rowOf = (judgement: Judgement): Tables['judgement'] => ({
  name: judgement.metric.name,
  asset: judgement.metric.asset,
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
    .select(['name', 'asset', 'body'])
    .where(sql`(name, asset)`, 'in', dialect.amongPairs(metrics.map(({ name, asset }) => [name, asset])))
    .execute();
  const found = new Map(rows.map(({ name, asset, body }) => [textOfKey({ name, asset: asset as AssetId }), body]));
  return metrics.map((metric) => {
    const body = found.get(textOfKey(metric));
    return body === undefined ? null : (JSON.parse(body) as Judgement);
  });
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
