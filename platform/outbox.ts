import { type Database, openDatabase, type Place, type Schema } from './database.ts';
import { inParts } from './in-parts.ts';

/** A message that waits, and where it stands in the order in which they came. */
export interface Waiting<Message> {
  cursor: number;
  message: Message;
}

/** Messages for whoever does not answer now, kept until they are delivered. A message may be delivered twice, never lost. */
export interface Outbox<Message> {
  /** They survive kill -9 once this resolves; `false`, and none is kept, when there is no room. @throws StoreUnavailable */
  put(messages: readonly Message[]): Promise<boolean>;
  /** The oldest first. @throws StoreUnavailable */
  oldest(most: number): Promise<Waiting<Message>[]>;
  /** What was delivered is forgotten; a cursor that is not there any more is none. @throws StoreUnavailable */
  delivered(cursors: readonly number[]): Promise<void>;
  /** How many wait, at most: several processes may leave gaps in the count. @throws StoreUnavailable */
  length(): Promise<number>;
  close(): Promise<void>;
}

interface Tables {
  message: { cursor?: number; body: string };
}

/** @param limit of messages; more are turned down, for a queue without end fills a disk. */
export async function openOutbox<Message>(place: Place, name: string, limit: number): Promise<Outbox<Message>> {
  const database: Database<Tables> = await openDatabase<Tables>(place, schemaOf(name));
  const { tables, answering } = database;
  const length = async (): Promise<number> => {
    // The two ends of an index; counting would read every body.
    const row = await tables
      .selectFrom('message')
      .select(({ fn }) => [fn.min('cursor').as('first'), fn.max('cursor').as('last')])
      .executeTakeFirst();
    return row?.last ? Number(row.last) - Number(row.first) + 1 : 0;
  };
  return {
    put: (messages) =>
      answering(async () => {
        if ((await length()) + messages.length > limit) return false;
        await tables.transaction().execute(async (transaction) => {
          for await (const part of inParts(messages))
            await transaction
              .insertInto('message')
              .values(part.map((message) => ({ body: JSON.stringify(message) })))
              .execute();
        });
        return true;
      }),
    oldest: (most) =>
      answering(async () => {
        const rows = await tables.selectFrom('message').selectAll().orderBy('cursor').limit(most).execute();
        return rows.map(({ cursor, body }) => ({ cursor: Number(cursor), message: JSON.parse(body) as Message }));
      }),
    delivered: (cursors) =>
      answering(async () => {
        if (cursors.length === 0) return;
        // Each by its own, not all up to the last: another process may have put one between that is not delivered.
        await tables.deleteFrom('message').where('cursor', 'in', cursors).execute();
      }),
    length: () => answering(length),
    close: database.close,
  };
}

const schemaOf = (name: string): Schema => ({
  name: `${name}_outbox`,
  store: `${name} outbox`,
  migrations: [
    ({ text, sequence, table }) => [`create table message (cursor ${sequence}, body ${text} not null) ${table}`],
  ],
});
