import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { openSqlite } from '../../../../platform/sqlite.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import type { CumulativePoint } from '../../domain/observation.ts';

interface Tables {
  writer: { id: string };
  sent: { id?: number; sent_at: number; body: Uint8Array };
  cumulative: {
    /** Of the write that it is kept with; 0 for none. */
    sent: number;
    protocol: string;
    series: string;
    instrument: string;
    start_time: number | null;
    time: number;
    measured: string;
  };
}

/** Cumulative points written after which their log is made short, and rows that one statement takes. */
const LOGGED_AT_MOST = 200_000;
const ROWS_AT_ONCE = 1_000;

const MIGRATIONS = [
  [
    'create table writer (id text not null)',
    'create table sent (id integer primary key autoincrement, sent_at integer not null, body blob not null)',
  ],
  [
    `create table cumulative (
       sent integer not null, protocol text not null, series text not null, instrument text not null, start_time integer,
       time integer not null, measured text not null
     )`,
    'create index cumulative_by_series on cumulative (protocol, series, time)',
    'create index cumulative_by_sent on cumulative (sent)',
  ],
];

/**
 * The writes of the last minute, on this machine's disk: a store that keeps what is new in memory for some seconds may
 * forget it when it is killed, and is then sent it again.
 */
export interface Journal {
  /** What this data directory writes under, and no other. */
  writer: string;
  /** Both at once. */
  append(body: Uint8Array, now: Instant, reckonedFrom: readonly CumulativePoint[]): Promise<number>;
  /** Also the cumulative points that were kept with it. */
  remove(id: number): Promise<void>;
  keepCumulative(points: readonly CumulativePoint[]): Promise<void>;
  lastPoints(protocol: CumulativePoint['protocol'], most: number): Promise<CumulativePoint[]>;
  /** When the oldest entry was written; null when there is none. */
  oldest(): Promise<Instant | null>;
  bodies(): Promise<Uint8Array[]>;
  forgetBefore(time: Instant): Promise<void>;
  close(): Promise<void>;
}

type Log = (transaction: Kysely<Tables>, sent: number, points: readonly CumulativePoint[]) => Promise<void>;

/** Of a series the newest point counts; the others are removed now and then. */
function cumulativeLog(): Log {
  let logged = 0;
  return async (transaction, sent, points) => {
    for (let start = 0; start < points.length; start += ROWS_AT_ONCE) {
      const rows = points.slice(start, start + ROWS_AT_ONCE).map(({ startTime, measured, ...point }) => ({
        ...point,
        sent,
        start_time: startTime,
        measured: JSON.stringify(measured),
      }));
      await transaction.insertInto('cumulative').values(rows).execute();
    }
    logged += points.length;
    if (logged < LOGGED_AT_MOST) return;
    logged = 0;
    await sql`delete from cumulative where exists (
      select 1 from cumulative newer
      where newer.protocol = cumulative.protocol and newer.series = cumulative.series and newer.time > cumulative.time
    )`.execute(transaction);
  };
}

async function readLastPoints(
  database: Kysely<Tables>,
  protocol: CumulativePoint['protocol'],
  most: number,
): Promise<CumulativePoint[]> {
  const rows = await database
    .selectFrom('cumulative')
    .select(({ fn }) => ['series', 'instrument', 'start_time', 'measured', fn.max('time').as('time')])
    .where('protocol', '=', protocol)
    .groupBy('series')
    .orderBy('time', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ series, instrument, start_time: startTime, time, measured }) => ({
    ...{ protocol, series, instrument, startTime, time, measured: JSON.parse(measured) },
  }));
}

export async function openJournal(dataDirectory: string): Promise<Journal> {
  const database = await openSqlite<Tables>(join(dataDirectory, 'sent.sqlite'), MIGRATIONS);
  const known = await database.selectFrom('writer').select('id').executeTakeFirst();
  const writer = known?.id ?? randomBytes(4).toString('hex');
  const log = cumulativeLog();
  if (!known) await database.insertInto('writer').values({ id: writer }).execute();
  return {
    writer,
    append: (body, now, reckonedFrom) =>
      database.transaction().execute(async (transaction) => {
        const { insertId } = await transaction
          .insertInto('sent')
          .values({ sent_at: now, body })
          .executeTakeFirstOrThrow();
        await log(transaction, Number(insertId), reckonedFrom);
        return Number(insertId);
      }),
    remove: (id) =>
      database.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('sent').where('id', '=', id).execute();
        await transaction.deleteFrom('cumulative').where('sent', '=', id).execute();
      }),
    keepCumulative: (points) => database.transaction().execute((transaction) => log(transaction, 0, points)),
    lastPoints: (protocol, most) => readLastPoints(database, protocol, most),
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
