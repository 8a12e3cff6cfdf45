import { type InsertQueryBuilder, sql, type Transaction } from 'kysely';
import { indexed } from '../../../platform/dialect.ts';
import { inParts } from '../../../platform/in-parts.ts';
import { renewLease } from '../../../platform/lease.ts';
import type { Lease } from '../../../vocabulary/lease.ts';
import type { Alert } from '../domain/alert.ts';
import type { Incident } from '../domain/incident.ts';
import type { Effects, Kept } from '../ports/incident-store.ts';
import type { Database } from './sql-database.ts';
import { append } from './sql-record.ts';
import { alertRow, contextRow, incidentRow } from './sql-rows.ts';
import type { Tables } from './sql-schema.ts';

class NotKept extends Error {
  readonly kept: Kept;
  constructor(kept: Kept) {
    super(kept);
    this.kept = kept;
  }
}

/** Keeps effects in one transaction, or says why not. */
export async function keep({ tables, dialect }: Database, effects: Effects, lease?: Lease): Promise<Kept> {
  try {
    await tables.transaction().execute(async (transaction) => {
      if (lease && !(await renewLease(transaction, lease, dialect))) throw new NotKept('LEASE_LOST');
      await keepAll(transaction, effects);
    });
    return 'KEPT';
  } catch (fault) {
    if (fault instanceof NotKept) return fault.kept;
    throw fault;
  }
}

async function keepAll(transaction: Transaction<Tables>, effects: Effects): Promise<void> {
  const { followed = [], cursor, alerts = [], dismissed = [], incidents = [], contexts = new Map(), record } = effects;
  for (const incident of incidents) await keepIncident(transaction, incident);
  if (cursor !== undefined) await put(transaction, 'feed', 'only', [{ only: 1, cursor }]);
  for await (const part of inParts(followed)) await follow(transaction, part);
  for (const id of dismissed) await transaction.deleteFrom('alert').where('id', '=', id).execute();
  for await (const part of inParts(alerts)) {
    await put(transaction, 'alert', 'id', part.map(alertRow));
    await concern(transaction, part);
  }
  for await (const part of inParts([...contexts]))
    await put(
      transaction,
      'context',
      'alert',
      part.map(([alert, kept]) => contextRow(alert, kept)),
    );
  await append(transaction, record ?? []);
}

/** @throws NotKept when it is of another version by now. */
async function keepIncident(transaction: Transaction<Tables>, incident: Incident): Promise<void> {
  const row = incidentRow(incident);
  const isKept =
    incident.version === 0
      ? (await insertNew(transaction, row)).numInsertedOrUpdatedRows === 1n
      : (await updateOf(transaction, row, incident.version)).numUpdatedRows === 1n;
  if (!isKept) throw new NotKept('CONFLICT');
}

const insertNew = (transaction: Transaction<Tables>, row: Tables['incident']) =>
  transaction
    .insertInto('incident')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();

const updateOf = (transaction: Transaction<Tables>, row: Tables['incident'], version: number) =>
  transaction
    .updateTable('incident')
    .set(row)
    .where('id', '=', row.id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();

const follow = (transaction: Transaction<Tables>, changes: readonly string[]) =>
  transaction
    .insertInto('followed_change')
    .values(changes.map((change) => ({ id: indexed(change) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();

/** Keeps rows in the place of those with their keys. */
async function put<Table extends keyof Tables>(
  transaction: Transaction<Tables>,
  table: Table,
  key: string & keyof Tables[Table],
  rows: Tables[Table][],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const insert = transaction.insertInto(table).values(rows as never) as InsertQueryBuilder<Tables, Table, unknown>;
  const asGiven = Object.fromEntries(columns.map((column) => [column, sql.ref(`excluded.${column}`)]));
  await insert.onConflict((conflict) => conflict.column(key as never).doUpdateSet(asGiven as never)).execute();
}

/** The assets that incidents concern: of their alerts, and on the ways from their first causes. */
async function concern(transaction: Transaction<Tables>, alerts: readonly Alert[]): Promise<void> {
  const rows = alerts.flatMap(({ incident, metric, cause }) =>
    incident === null
      ? []
      : [metric.asset, ...(cause?.path ?? [])].map((asset) => ({ incident, asset: indexed(asset) })),
  );
  const once = [...new Map(rows.map((row) => [`${row.incident} ${row.asset}`, row])).values()];
  for await (const part of inParts(once))
    await transaction
      .insertInto('incident_asset')
      .values(part)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
