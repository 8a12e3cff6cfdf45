import { type Kysely, sql } from 'kysely';
import { openDatabase, type Place, type Schema } from '../../../platform/database.ts';
import { indexed } from '../../../platform/dialect.ts';
import type { Span } from '../domain/span.ts';
import type { TraceStore } from '../ports/trace-store.ts';

interface Tables {
  span: {
    /** Order of arrival. */
    position?: number;
    trace: string;
    span: string;
    service: string | null;
    environment: string | null;
    start: number;
    /** In nanoseconds, as a double: for order only. */
    duration: number;
    failed: number;
    body: string;
  };
}

const SCHEMA: Schema = {
  name: 'traces',
  store: 'traces',
  migrations: [
    ({ text, integer, real, sequence, table }) => [
      `create table span (
         position ${sequence}, trace ${text} not null, span ${text} not null, service ${text}, environment ${text},
         start ${integer} not null, duration ${real} not null, failed ${integer} not null, body ${text} not null,
         unique (trace, span)
       ) ${table}`,
      'create index span_by_service on span (service, start)',
    ],
  ],
};

/** SQLite takes at most 32,766 values in one statement. */
const ROWS_PER_STATEMENT = 1000;

/** A ring of at most `limit` spans in SQLite or Postgres. */
export async function openTraceStore(place: Place, limit: number): Promise<TraceStore> {
  const { tables, dialect, answering, ping, close } = await openDatabase<Tables>(place, SCHEMA);
  return {
    keep: (spans) => answering(() => keep(tables, spans, limit)),
    spansOf: (traceIds) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('span')
          .select('body')
          .where('trace', 'in', dialect.among(traceIds))
          .orderBy('start')
          .orderBy('span')
          .execute();
        return Map.groupBy(
          rows.map(({ body }) => JSON.parse(body) as Span),
          ({ traceId }) => traceId,
        );
      }),
    notable: ({ name, environment }, { from, to }, first) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('span')
          .select('trace')
          .where('service', '=', indexed(name))
          .where(({ eb, or }) => or([eb('environment', 'is', null), eb('environment', '=', environment)]))
          .where('start', '>=', from)
          .where('start', '<', to)
          .groupBy('trace')
          .orderBy(sql`max(failed)`, 'desc')
          .orderBy(sql`max(duration)`, 'desc')
          .orderBy('trace')
          .limit(first)
          .execute();
        return rows.map(({ trace }) => trace);
      }),
    ping,
    close,
  };
}

async function keep(database: Kysely<Tables>, spans: readonly Span[], limit: number): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    for (let start = 0; start < spans.length; start += ROWS_PER_STATEMENT)
      await transaction
        .insertInto('span')
        .values(spans.slice(start, start + ROWS_PER_STATEMENT).map(rowOf))
        .onConflict((conflict) => conflict.columns(['trace', 'span']).doNothing())
        .execute();
    const { width } = await transaction
      .selectFrom('span')
      .select(({ fn }) => sql<number | null>`${fn.max('position')} - ${fn.min('position')}`.as('width'))
      .executeTakeFirstOrThrow();
    // Positions have gaps, so that the limit must be counted; while even the gaps leave room it need not be.
    if ((width ?? 0) < limit) return;
    await transaction
      .deleteFrom('span')
      .where('position', '<=', (newest) =>
        newest.selectFrom('span').select('position').orderBy('position', 'desc').offset(limit).limit(1),
      )
      .execute();
  });
}

const rowOf = (span: Span): Tables['span'] => ({
  trace: span.traceId,
  span: span.spanId,
  service: span.service === null ? null : indexed(span.service),
  environment: span.environment,
  start: span.startTime,
  duration: Number(span.durationNanoseconds),
  failed: span.status === 'ERROR' ? 1 : 0,
  body: JSON.stringify(span),
});
