import { join } from 'node:path';
import type { Kysely, Transaction } from 'kysely';
import { answerOf } from '../../../platform/errors.ts';
import { openSqlite, pingSqlite } from '../../../platform/sqlite.ts';
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

const MIGRATIONS = [
  [
    `create table judgement (
       name text not null, asset text not null, judged_until integer not null, definition text not null,
       body text not null, primary key (name, asset)
     ) without rowid`,
    'create table verdict_change (cursor integer primary key autoincrement, body text not null)',
    'create table arrivals_cursor (only integer primary key check (only = 1), cursor integer not null)',
    'create table announced_asset (asset text primary key) without rowid',
  ],
];

/** SQLite takes at most 32,766 values in one statement. */
const ROWS_PER_STATEMENT = 500;

/** Judgements as JSON by metric, changes as an append-only table. */
export async function sqliteEvaluationStore(dataDirectory: string): Promise<EvaluationStore> {
  const database = await openSqlite<Tables>(join(dataDirectory, 'evaluation.sqlite'), MIGRATIONS);
  return {
    progress: () =>
      answering(async () => {
        const rows = await database
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
        database.transaction().execute(async (transaction) => {
          for (const rows of chunks(judgements.map(rowOf))) await saveJudgements(transaction, rows);
          for (const rows of chunks(changes.map((change) => ({ body: JSON.stringify(change) }))))
            await transaction.insertInto('verdict_change').values(rows).execute();
        }),
      ),
    changesAfter: (cursor, first) =>
      answering(async () => {
        const rows = await database
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
        const row = await database.selectFrom('arrivals_cursor').select('cursor').executeTakeFirst();
        return row?.cursor ?? 0;
      }),
    saveArrivalsCursor: (cursor) =>
      answering(async () => {
        await database
          .insertInto('arrivals_cursor')
          .values({ only: 1, cursor })
          .onConflict((conflict) => conflict.column('only').doUpdateSet({ cursor }))
          .execute();
      }),
    announcedAssets: () =>
      answering(async () => {
        const rows = await database.selectFrom('announced_asset').select('asset').execute();
        return rows.map(({ asset }) => asset as AssetId);
      }),
    saveAnnouncedAssets: (assets) =>
      answering(async () => {
        for (const rows of chunks(assets.map((asset) => ({ asset }))))
          await database
            .insertInto('announced_asset')
            .values(rows)
            .onConflict((conflict) => conflict.doNothing())
            .execute();
      }),
    ping: () => answering(() => pingSqlite(database)),
    close: () => database.destroy(),
  };
}

const answering = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => answerOf('metrics', ask);

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

async function readJudgements(database: Kysely<Tables>, metrics: readonly MetricKey[]): Promise<(Judgement | null)[]> {
  const found = new Map<string, string>();
  for (const part of chunks(metrics)) {
    const rows = await database
      .selectFrom('judgement')
      .select(['name', 'asset', 'body'])
      .where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple('name', 'asset'),
          'in',
          part.map(({ name, asset }) => tuple(name, asset as string)),
        ),
      )
      .execute();
    for (const { name, asset, body } of rows) found.set(textOfKey({ name, asset: asset as AssetId }), body);
  }
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
