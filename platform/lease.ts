import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Milliseconds } from '../vocabulary/duration.ts';
import type { Lease } from '../vocabulary/lease.ts';
import type { Database, Place } from './database.ts';
import type { Dialect, Words } from './dialect.ts';

interface LeaseTables {
  lease: { only: number; holder: string; token: number; expires_at: number };
}

/** For a store's migration. */
export const leaseTable = ({ text, integer, table }: Words): string =>
  `create table lease (
     "only" ${integer} primary key check ("only" = 1), holder ${text} not null, token ${integer} not null,
     expires_at ${integer} not null
   ) ${table}`;

/** A data directory is one process's alone: whoever has it has the right to work, and need not renew it. */
const ALONE = 'who has the data directory';
const YEAR = 31_557_600_000;

/** Another of each process where many share a database. */
export const holderAt = ({ databaseUrl }: Place): string => (databaseUrl ? randomUUID() : ALONE);

const leases = <Tables extends LeaseTables>(tables: Kysely<Tables>) => tables as unknown as Kysely<LeaseTables>;

/**
 * Takes the right to work or renews it; null while another process has it. By the database's own clock, so that the clocks
 * of processes need not agree.
 * @param more columns that say something of the holder.
 */
export async function claimLease<Tables extends LeaseTables>(
  { tables, dialect }: Database<Tables>,
  holder: string,
  asked: Milliseconds,
  more: Record<string, string> = {},
): Promise<Lease | null> {
  const length = holder === ALONE ? YEAR : asked;
  const token =
    (await freshToken(leases(tables), dialect, holder, length)) ??
    (await claimedToken(leases(tables), dialect, { holder, ...more }, length));
  return token === null ? null : { token, length };
}

/** The token of this holder's lease while half of it or more is left; null when it must be claimed. */
async function freshToken(
  tables: Kysely<LeaseTables>,
  { now }: Dialect,
  holder: string,
  length: Milliseconds,
): Promise<number | null> {
  const row = await tables
    .selectFrom('lease')
    .select('token')
    .where('holder', '=', holder)
    .where('expires_at', '>', sql<number>`${now} + ${sql.lit(length / 2)}`)
    .executeTakeFirst();
  return row?.token ?? null;
}

/** The token of the lease, when it is or becomes this holder's; null while it is another's. */
async function claimedToken(
  tables: Kysely<LeaseTables>,
  { now }: Dialect,
  own: { holder: string },
  length: Milliseconds,
): Promise<number | null> {
  const { holder } = own;
  const expires_at = sql<number>`${now} + ${sql.lit(length)}`;
  const row = await tables
    .insertInto('lease')
    .values({ only: 1, ...own, token: 1, expires_at })
    .onConflict((conflict) =>
      conflict
        .column('only')
        .doUpdateSet(({ ref }) => ({
          ...own,
          token: sql<number>`${ref('lease.token')} + case when ${ref('lease.holder')} = ${holder} then 0 else 1 end`,
          expires_at,
        }))
        .where(({ eb, or, ref }) => or([eb('lease.holder', '=', holder), eb(ref('lease.expires_at'), '<=', now)])),
    )
    .returning('token')
    .executeTakeFirst();
  return row?.token ?? null;
}

/** Whether the lease still holds; then it is renewed, and its row locked until the transaction ends. */
export async function renewLease<Tables extends LeaseTables>(
  transaction: Transaction<Tables>,
  { token, length }: Lease,
  { now }: Dialect,
): Promise<boolean> {
  const row = await leases(transaction)
    .updateTable('lease')
    .set({ expires_at: sql<number>`${now} + ${sql.lit(length)}` })
    .where('token', '=', token)
    .returning('token')
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends the lease, if this holder has it: whoever waits for it need not wait for its end. */
export async function releaseLease<Tables extends LeaseTables>(
  { tables }: Database<Tables>,
  holder: string,
): Promise<void> {
  await leases(tables).updateTable('lease').set({ expires_at: 0 }).where('holder', '=', holder).execute();
}
