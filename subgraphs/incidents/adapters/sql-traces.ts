import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
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
  /** How many spans of a trace were let go of which others are there. */
  span_let_go: { trace: string; spans: number };
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
    ({ text, integer, keyed }) => [
      `create table span_let_go (trace ${text} primary key, spans ${integer} not null) ${keyed}`,
    ],
  ],
};

/** SQLite takes at most 32,766 values in one statement. */
const ROWS_PER_STATEMENT = 1000;

/** How much of what came in is kept. */
export interface Ring {
  /** Spans at most. */
  limit: number;
  /** Spans of one trace at most; of a longer one the half is kept that tells most. */
  limitOfTrace: number;
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
                telling.as('telling'),
                fn
                  .countAll<number>()
                  .over((over) => over.partitionBy('trace'))
                  .as('count'),
              ])
              .where('trace', 'in', dialect.among(traceIds)),
          )
          .selectFrom('ranked')
          .innerJoin('span', 'span.position', 'ranked.position')
          .leftJoin('span_let_go', 'span_let_go.trace', 'span.trace')
          .select(['span.trace', 'body', sql<number>`count + coalesce(span_let_go.spans, 0)`.as('count')])
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

/** The place of a span among those of its trace: those that failed first, then those that took longest. */
const telling = sql<number>`row_number() over (partition by trace order by failed desc, duration desc, span)`;

async function keep(database: Kysely<Tables>, spans: readonly Span[], ring: Ring): Promise<void> {
  const received = ring.now();
  await database.transaction().execute(async (transaction) => {
    for (let start = 0; start < spans.length; start += ROWS_PER_STATEMENT)
      await transaction
        .insertInto('span')
        .values(spans.slice(start, start + ROWS_PER_STATEMENT).map((span) => rowOf(span, received)))
        .onConflict((conflict) => conflict.columns(['trace', 'span']).doNothing())
        .execute();
    await transaction
      .deleteFrom('span')
      .where('received', '<', received - ring.age)
      .execute();
    await shortenTraces(transaction, spans, ring);
    await letOldestGo(transaction, ring);
  });
}

/** Of each trace that these spans made too long, lets the half go that tells least. */
async function shortenTraces(
  transaction: Transaction<Tables>,
  spans: readonly Span[],
  { limitOfTrace }: Ring,
): Promise<void> {
  const traces = [...new Set(spans.map(({ traceId }) => traceId))];
  for (let start = 0; start < traces.length; start += ROWS_PER_STATEMENT) {
    const long = await transaction
      .selectFrom('span')
      .select('trace')
      .where('trace', 'in', traces.slice(start, start + ROWS_PER_STATEMENT))
      .groupBy('trace')
      .having(({ fn }) => fn.countAll(), '>', limitOfTrace)
      .execute();
    for (const { trace } of long) {
      const ranked = transaction
        .selectFrom('span')
        .select(['position', telling.as('place')])
        .where('trace', '=', trace);
      const least = transaction
        .selectFrom(ranked.as('ranked'))
        .select('position')
        .where('place', '>', Math.ceil(limitOfTrace / 2));
      await letGo(transaction, (expression) => expression('position', 'in', least));
    }
  }
}

async function letOldestGo(transaction: Transaction<Tables>, { limit }: Ring): Promise<void> {
  const { width } = await transaction
    .selectFrom('span')
    .select(({ fn }) => sql<number | null>`${fn.max('position')} - ${fn.min('position')}`.as('width'))
    .executeTakeFirstOrThrow();
  // Positions have gaps, so that the limit must be counted; while even the gaps leave room it need not be.
  if ((width ?? 0) < limit) return;
  const last = await transaction
    .selectFrom('span')
    .select('position')
    .orderBy('position', 'desc')
    .offset(limit)
    .limit(1)
    .executeTakeFirst();
  if (last) await letGo(transaction, (expression) => expression('position', '<=', last.position));
}

/** Deletes spans, and counts those of traces of which others stay. */
async function letGo(
  transaction: Transaction<Tables>,
  which: (expression: ExpressionBuilder<Tables, 'span'>) => Expression<SqlBool>,
): Promise<void> {
  const gone = await transaction.deleteFrom('span').where(which).returning('trace').execute();
  const counts = new Map<string, number>();
  for (const { trace } of gone) counts.set(trace, (counts.get(trace) ?? 0) + 1);
  const traces = [...counts.keys()];
  for (let start = 0; start < traces.length; start += ROWS_PER_STATEMENT) {
    const part = traces.slice(start, start + ROWS_PER_STATEMENT);
    const left = await transaction.selectFrom('span').select('trace').distinct().where('trace', 'in', part).execute();
    const here = new Set(left.map(({ trace }) => trace));
    const ended = part.filter((trace) => !here.has(trace));
    if (ended.length > 0) await transaction.deleteFrom('span_let_go').where('trace', 'in', ended).execute();
    if (here.size > 0)
      await transaction
        .insertInto('span_let_go')
        .values([...here].map((trace) => ({ trace, spans: counts.get(trace) ?? 0 })))
        .onConflict((conflict) =>
          conflict.column('trace').doUpdateSet({ spans: sql`span_let_go.spans + excluded.spans` }),
        )
        .execute();
  }
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
