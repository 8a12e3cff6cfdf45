import { type Kysely, sql } from 'kysely';
import { openDatabase, type Place, type Schema } from '../../../platform/database.ts';
import { indexed } from '../../../platform/dialect.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import { runOf, type Span } from '../domain/span.ts';
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
    /** The run that it belongs to; null when it names none. */
    run: string | null;
    /** When it came in; null for those that came before this was noted. */
    received: number | null;
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
    ({ text, integer }) => [
      `alter table span add column run ${text}`,
      `alter table span add column received ${integer}`,
      'create index span_by_run on span (run) where run is not null',
      'create index span_by_received on span (received)',
    ],
  ],
};

/** SQLite takes at most 32,766 values in one statement. */
const ROWS_PER_STATEMENT = 1000;

/** How much of what came in is kept. */
export interface Ring {
  /** Spans at most. */
  limit: number;
  /** Spans that came in longer ago are let go. */
  age: Milliseconds;
  now(): Instant;
}

/** A ring of recent spans in SQLite or Postgres. */
export async function openTraceStore(place: Place, ring: Ring): Promise<TraceStore> {
  const { tables, dialect, answering, ping, close } = await openDatabase<Tables>(place, SCHEMA);
  return {
    keep: (spans) => answering(() => keep(tables, spans, ring)),
    spansOf: (traceIds, mostOfEach) =>
      answering(async () => {
        const rows = await tables
          .with('ranked', (ranked) =>
            ranked
              .selectFrom('span')
              .select(({ fn }) => [
                'position',
                sql<number>`row_number() over (partition by trace order by failed desc, duration desc, span)`.as(
                  'telling',
                ),
                fn
                  .countAll<number>()
                  .over((over) => over.partitionBy('trace'))
                  .as('count'),
              ])
              .where('trace', 'in', dialect.among(traceIds)),
          )
          .selectFrom('ranked')
          .innerJoin('span', 'span.position', 'ranked.position')
          .select(['trace', 'body', 'count'])
          .where('telling', '<=', mostOfEach)
          .orderBy('start')
          .orderBy('span')
          .execute();
        const traces = Map.groupBy(rows, ({ trace }) => trace);
        return new Map(
          [...traces].map(([trace, members]) => [
            trace,
            { spans: members.map(({ body }) => JSON.parse(body) as Span), spanCount: members[0]?.count ?? 0 },
          ]),
        );
      }),
    ofRuns: (runs, first) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('span')
          .select('trace')
          .where('run', 'in', dialect.among(runs))
          .groupBy('trace')
          .orderBy(({ fn }) => fn.max('start'), 'desc')
          .orderBy('trace')
          .limit(first)
          .execute();
        return rows.map(({ trace }) => trace);
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

async function keep(database: Kysely<Tables>, spans: readonly Span[], { limit, age, now }: Ring): Promise<void> {
  const received = now();
  await database.transaction().execute(async (transaction) => {
    for (let start = 0; start < spans.length; start += ROWS_PER_STATEMENT)
      await transaction
        .insertInto('span')
        .values(spans.slice(start, start + ROWS_PER_STATEMENT).map((span) => rowOf(span, received)))
        .onConflict((conflict) => conflict.columns(['trace', 'span']).doNothing())
        .execute();
    await transaction
      .deleteFrom('span')
      .where('received', '<', received - age)
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

const rowOf = (span: Span, received: Instant): Tables['span'] => ({
  trace: span.traceId,
  span: span.spanId,
  service: span.service === null ? null : indexed(span.service),
  environment: span.environment,
  start: span.startTime,
  duration: Number(span.durationNanoseconds),
  failed: span.status === 'ERROR' ? 1 : 0,
  run: runOf(span),
  received,
  body: JSON.stringify(span),
});
