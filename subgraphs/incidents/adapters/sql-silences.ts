import { sql } from 'kysely';
import type { Silence } from '../domain/silence.ts';
import type { SilenceStore } from '../ports/silence-store.ts';
import type { Database } from './sql-database.ts';

/** Silences as JSON beside the columns by which they are found. */
export const silenceStoreIn = ({ tables, answering }: Database): SilenceStore => ({
  keep: (silence) =>
    answering(async () => {
      const row = {
        created_at: silence.createdAt,
        starts_at: silence.from,
        ends_at: silence.expiredAt ?? silence.to,
        body: JSON.stringify(silence),
      };
      await tables
        .insertInto('silence')
        .values({ id: silence.id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    }),
  byId: (id) =>
    answering(async () => {
      const row = await tables.selectFrom('silence').select('body').where('id', '=', id).executeTakeFirst();
      return row ? silenceOf(row) : null;
    }),
  list: ({ now, isEndedIncluded, first, after }) =>
    answering(async () => {
      const rows = await tables
        .selectFrom('silence')
        .select('body')
        .$if(!isEndedIncluded, (query) =>
          query.where(({ eb, or }) => or([eb('ends_at', 'is', null), eb('ends_at', '>', now)])),
        )
        .$if(after !== null, (query) => query.where(sql<boolean>`(created_at, id) < (${after?.time}, ${after?.id})`))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(first)
        .execute();
      return rows.map(silenceOf);
    }),
  begun: (now) =>
    answering(async () => {
      const rows = await tables
        .selectFrom('silence')
        .select('body')
        .where('starts_at', '<=', now)
        .where(({ eb, or }) => or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
        .orderBy('id')
        .execute();
      return rows.map(silenceOf);
    }),
});

const silenceOf = ({ body }: { body: string }): Silence => JSON.parse(body);
