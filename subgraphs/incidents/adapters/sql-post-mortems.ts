import { sql, type Transaction } from 'kysely';
import type { LabelledCase } from '../domain/post-mortem/labelled-case.ts';
import type { PostMortem, PostMortemState, PostMortemVersion } from '../domain/post-mortem/post-mortem.ts';
import type { Page, PageQuery } from '../ports/incident-store.ts';
import type { PostMortemStore } from '../ports/post-mortem-store.ts';
import type { Database } from './sql-database.ts';
import type { Tables } from './sql-schema.ts';

/** Post-mortems as JSON beside the columns by which they are found; the key of a version lets only one writer be first. */
export const postMortemStoreIn = (database: Database): PostMortemStore => {
  const { tables, dialect, answering } = database;
  return {
    keep: (version, labelled) =>
      answering(() => tables.transaction().execute((transaction) => keep(transaction, version, labelled))),
    byIncident: (incidents) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('post_mortem')
          .select(['incident', 'body'])
          .where('incident', 'in', dialect.among(incidents))
          .execute();
        return new Map(rows.map(({ incident, body }) => [incident, JSON.parse(body) as PostMortem]));
      }),
    list: (query) => answering(() => list(database, query)),
    versions: (incident, before, first) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('post_mortem_version')
          .select('body')
          .where('incident', '=', incident)
          .$if(before !== null, (query) => query.where('version', '<', before as number))
          .orderBy('version', 'desc')
          .limit(first)
          .execute();
        return rows.map(({ body }) => JSON.parse(body) as PostMortemVersion);
      }),
    labelledCases: (after, first) => answering(() => labelledCases(database, after, first)),
  };
};

async function keep(
  transaction: Transaction<Tables>,
  kept: PostMortemVersion,
  labelled: LabelledCase | null | undefined,
): Promise<boolean> {
  const { incident, version, state, begun } = kept.postMortem;
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('post_mortem_version')
    .values({ incident, version, body: JSON.stringify(kept) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  const row = { state, time: begun.at, body: JSON.stringify(kept.postMortem) };
  await transaction
    .insertInto('post_mortem')
    .values({ incident, ...row })
    .onConflict((conflict) => conflict.column('incident').doUpdateSet(row))
    .execute();
  if (labelled !== undefined) await replaceCase(transaction, incident, labelled);
  return true;
}

async function replaceCase(
  transaction: Transaction<Tables>,
  incident: string,
  labelled: LabelledCase | null,
): Promise<void> {
  await transaction.deleteFrom('labelled_case').where('incident', '=', incident).execute();
  if (!labelled) return;
  const row = { incident, time: labelled.confirmedAt, body: JSON.stringify(labelled) };
  await transaction
    .insertInto('labelled_case')
    .values({ alert: labelled.alert, ...row })
    .onConflict((conflict) => conflict.column('alert').doUpdateSet(row))
    .execute();
}

async function list(
  { tables, dialect }: Database,
  { states, first, after }: PageQuery<PostMortemState>,
): Promise<Page<PostMortem>> {
  const matching = tables.selectFrom('post_mortem').where('state', 'in', dialect.among(states));
  const [{ total }, rows] = await Promise.all([
    matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    matching
      .select('body')
      .$if(after !== null, (query) => query.where(sql<boolean>`(time, incident) < (${after?.time}, ${after?.id})`))
      .orderBy('time', 'desc')
      .orderBy('incident', 'desc')
      .limit(first + 1)
      .execute(),
  ]);
  return pageOf(rows, first, total);
}

async function labelledCases(
  { tables }: Database,
  after: { time: number; id: string } | null,
  first: number,
): Promise<Page<LabelledCase>> {
  const [{ total }, rows] = await Promise.all([
    tables
      .selectFrom('labelled_case')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
    tables
      .selectFrom('labelled_case')
      .select('body')
      .$if(after !== null, (query) => query.where(sql<boolean>`(time, alert) > (${after?.time}, ${after?.id})`))
      .orderBy('time')
      .orderBy('alert')
      .limit(first + 1)
      .execute(),
  ]);
  return pageOf(rows, first, total);
}

/** A page of rows that were asked for with one more. */
const pageOf = <Node>(rows: readonly { body: string }[], first: number, totalCount: number): Page<Node> => ({
  nodes: rows.slice(0, first).map(({ body }) => JSON.parse(body) as Node),
  hasNextPage: rows.length > first,
  totalCount,
});
