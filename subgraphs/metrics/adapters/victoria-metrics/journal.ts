import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openSqlite } from '../../../../platform/sqlite.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';

interface Tables {
  writer: { id: string };
  sent: { id?: number; sent_at: number; body: Uint8Array };
}

const MIGRATIONS = [
  [
    'create table writer (id text not null)',
    'create table sent (id integer primary key autoincrement, sent_at integer not null, body blob not null)',
  ],
];

/**
 * The writes of the last minute, on this machine's disk: a store that keeps what is new in memory for some seconds may
 * forget it when it is killed, and is then sent it again.
 */
export interface Journal {
  /** What this data directory writes under, and no other. */
  writer: string;
  append(body: Uint8Array, now: Instant): Promise<number>;
  remove(id: number): Promise<void>;
  /** When the oldest entry was written; null when there is none. */
  oldest(): Promise<Instant | null>;
  bodies(): Promise<Uint8Array[]>;
  forgetBefore(time: Instant): Promise<void>;
  close(): Promise<void>;
}

export async function openJournal(dataDirectory: string): Promise<Journal> {
  const database = await openSqlite<Tables>(join(dataDirectory, 'sent.sqlite'), MIGRATIONS);
  const known = await database.selectFrom('writer').select('id').executeTakeFirst();
  const writer = known?.id ?? randomBytes(4).toString('hex');
  if (!known) await database.insertInto('writer').values({ id: writer }).execute();
  return {
    writer,
    async append(body, now) {
      const { insertId } = await database.insertInto('sent').values({ sent_at: now, body }).executeTakeFirstOrThrow();
      return Number(insertId);
    },
    remove: async (id) => void (await database.deleteFrom('sent').where('id', '=', id).execute()),
    async oldest() {
      const row = await database.selectFrom('sent').select('sent_at').orderBy('id').limit(1).executeTakeFirst();
      return row?.sent_at ?? null;
    },
    async bodies() {
      const rows = await database.selectFrom('sent').select('body').orderBy('id').execute();
      return rows.map(({ body }) => body);
    },
    forgetBefore: async (time) => void (await database.deleteFrom('sent').where('sent_at', '<', time).execute()),
    close: () => database.destroy(),
  };
}
