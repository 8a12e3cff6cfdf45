import type { Transaction } from 'kysely';
import type { OutsideAlert } from '../domain/outside/outside-alert.ts';
import type { Followed, OutsideAlertStore } from '../ports/outside-alert-store.ts';
import type { Database } from './sql-database.ts';
import type { Tables } from './sql-schema.ts';

/** Alerts from outside as JSON beside the columns by which they are found. */
export const outsideAlertStoreIn = ({ tables, dialect, answering }: Database): OutsideAlertStore => ({
  lastOf: (fingerprints) =>
    answering(async () => {
      const rows = await tables
        .selectFrom('outside_alert')
        .select('body')
        .where('fingerprint', 'in', dialect.among(fingerprints))
        .orderBy('starts_at')
        .execute();
      return new Map(rows.map(alertOf).map((alert) => [alert.fingerprint, alert]));
    }),
  keep: (alerts) =>
    answering(() =>
      tables.transaction().execute(async (transaction) => {
        for (const alert of alerts) await put(transaction, alert);
      }),
    ),
  toFollow: (now, first) =>
    answering(async () => {
      const rows = await tables
        .selectFrom('outside_alert')
        .select(['body', 'followed'])
        .where('is_bound', '=', 1)
        .where(({ eb, or, and }) =>
          or([
            and([eb('followed', '=', 'NOTHING'), eb('ends_at', '>', now)]),
            and([eb('followed', '=', 'FIRED'), eb('ends_at', '<=', now)]),
          ]),
        )
        .orderBy('starts_at')
        .orderBy('id')
        .limit(first)
        .execute();
      return rows.map((row) => ({ alert: alertOf(row), followed: row.followed as Followed }));
    }),
  follow: (id, followed) =>
    answering(async () => {
      await tables.updateTable('outside_alert').set({ followed }).where('id', '=', id).execute();
    }),
  firing: (now) =>
    answering(async () => {
      const firing = tables.selectFrom('outside_alert').select('body').where('ends_at', '>', now);
      return (await firing.orderBy('starts_at').orderBy('id').execute()).map(alertOf);
    }),
  unbound: (first) =>
    answering(async () => {
      const unbound = tables.selectFrom('outside_alert').select('body').where('is_bound', '=', 0);
      return (await unbound.orderBy('updated_at', 'desc').orderBy('id').limit(first).execute()).map(alertOf);
    }),
  forget: (before) =>
    answering(async () => {
      await tables.deleteFrom('outside_alert').where('ends_at', '<', before).where('followed', '!=', 'FIRED').execute();
    }),
});

const alertOf = ({ body }: { body: string }): OutsideAlert => JSON.parse(body);

async function put(transaction: Transaction<Tables>, alert: OutsideAlert): Promise<void> {
  const row = {
    fingerprint: alert.fingerprint,
    starts_at: alert.startsAt,
    ends_at: alert.endsAt,
    updated_at: alert.updatedAt,
    is_bound: alert.bound.asset === null ? 0 : 1,
    body: JSON.stringify(alert),
  };
  await transaction
    .insertInto('outside_alert')
    .values({ id: alert.id, followed: 'NOTHING', ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}
