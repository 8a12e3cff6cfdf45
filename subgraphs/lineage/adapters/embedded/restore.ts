import { sql } from 'kysely';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { AssetBundle, KeptSpan } from '../../domain/bundle.ts';
import { partOfRun } from '../../domain/timeline.ts';
import type { AssetNumbers } from './asset-numbers.ts';
import type { EdgeSets } from './edge-sets.ts';
import type { FactWriter } from './fact-writer.ts';
import { type Graph, type Span, type Teller, timelineNumber } from './graph.ts';
import { writeNamedRuns } from './named-runs.ts';
import { roleNumber, roleOf } from './roles.ts';
import { type Database, places, rows } from './rows.ts';
import { writeRunFacets } from './run-facets.ts';
import { rowOfRun } from './run-rows.ts';
import { saveRuns } from './run-writer.ts';
import type { EdgeRow, SupersededRow } from './tables.ts';

/** Spans that a restored bundle added, to be shown once they are durable. */
export interface RestoredSpans {
  current: EdgeRow[];
  superseded: SupersededRow[];
}

/** Writes bundles as they are; what is kept already stays. Their assets must be numbered. */
export async function writeBundles(
  database: Database,
  bundles: readonly AssetBundle[],
  numbers: AssetNumbers,
  sets: EdgeSets,
  factWriter: FactWriter,
): Promise<RestoredSpans> {
  await sql`
    update assets set title = coalesce(said.title, assets.title), recorded_at = said.recorded_at
    from (select ${places(1)} as node, value ->> 1 as title, value ->> 2 as recorded_at
          from ${rows(bundles.map(({ id, title, recordedAt }) => [numbers.nodeOf(id), title, recordedAt]))}) as said
    where assets.node = said.node
  `.execute(database);
  await writeRunsOf(database, bundles, numbers, sets);
  await writeStatics(database, bundles, numbers, sets);
  await sets.write(database);
  for (const [recordedAt, facts] of Map.groupBy(
    bundles.flatMap((bundle) => bundle.facts),
    (kept) => kept.recordedAt,
  ))
    await factWriter.write(
      database,
      facts.map(({ fact }) => fact),
      recordedAt,
    );
  return writeSpans(
    database,
    bundles.flatMap(({ spans }) => spans),
    numbers,
  );
}

export function showRestored(graph: Graph, { current, superseded }: RestoredSpans): void {
  for (const row of current) graph.add(spanOf(row));
  for (const row of superseded) graph.addSuperseded(spanOf(row), row.superseded_at);
}

const spanOf = (row: EdgeRow): Span => ({
  ...{ timeline: row.timeline, from: row.from_node, to: row.to_node, role: roleOf(row.role) },
  ...{ validFrom: row.valid_from, validTo: row.valid_to, source: row.source, transformation: row.transformation },
  ...{ recordedAt: row.recorded_at, reason: row.reason, retracted: row.retracted === 1 },
});

async function writeRunsOf(
  database: Database,
  bundles: readonly AssetBundle[],
  numbers: AssetNumbers,
  sets: EdgeSets,
): Promise<void> {
  const runs = bundles.flatMap((bundle) => bundle.runs);
  if (runs.length === 0) return;
  await saveRuns(
    database,
    runs.map(({ run }) => rowOfRun(run, numbers.nodeOf(run.job), sets.of(run.edges).digest)),
  );
  await writeNamedRuns(
    database,
    runs.flatMap(({ run }) => [run.parent?.value, run.root?.value]),
    numbers,
  );
  await writePlaces(
    database,
    runs.flatMap(({ run }) => {
      const part = partOfRun(run);
      const timeline = timelineNumber(numbers.nodeOf(run.job), 'run');
      return part ? [[timeline, part.time, run.runId, sets.of(run.edges).digest]] : [];
    }),
  );
  await writeRunFacets(
    database,
    runs.flatMap(({ run, facets }) =>
      facets.map(({ time, ...facet }) => ({ runId: run.runId, job: run.job, time, facets: [facet] })),
    ),
    numbers,
  );
}

async function writeStatics(
  database: Database,
  bundles: readonly AssetBundle[],
  numbers: AssetNumbers,
  sets: EdgeSets,
): Promise<void> {
  await writePlaces(
    database,
    bundles.flatMap(({ id, statics }) =>
      statics.map(({ time, edges }) => [timelineNumber(numbers.nodeOf(id), 'static'), time, '', sets.of(edges).digest]),
    ),
  );
}

async function writePlaces(database: Database, placed: readonly unknown[][]): Promise<void> {
  if (placed.length > 0)
    await sql`
      insert or replace into parts (timeline, time, source, edge_set) select ${places(4)} from ${rows(placed)}
    `.execute(database);
}

const COLUMNS = sql.raw(
  'timeline, from_node, to_node, role, valid_from, valid_to, source, transformation, reason, retracted, recorded_at',
);

async function writeSpans(
  database: Database,
  spans: readonly KeptSpan[],
  numbers: AssetNumbers,
): Promise<RestoredSpans> {
  const row = (span: KeptSpan) => [
    ...[timelineOf(span, numbers), numbers.nodeOf(span.from), numbers.nodeOf(span.to), roleNumber(span.role)],
    ...[span.validFrom, span.validTo, span.source, span.transformation && JSON.stringify(span.transformation)],
    ...[span.reason, span.retracted ? 1 : 0, span.recordedAt],
  ];
  const { current = [], superseded = [] } = Object.groupBy(spans, ({ supersededAt }) =>
    supersededAt === null ? 'current' : 'superseded',
  );
  const written = await sql<EdgeRow>`
    insert or ignore into edges (${COLUMNS}) select ${places(11)} from ${rows(current.map(row))} returning *
  `.execute(database);
  const kept = await sql<SupersededRow>`
    insert or ignore into superseded_edges (${COLUMNS}, superseded_at) select ${places(12)}
    from ${rows(superseded.map((span) => [...row(span), span.supersededAt]))} returning *
  `.execute(database);
  return { current: written.rows, superseded: kept.rows };
}

function timelineOf({ timeline, to }: KeptSpan, numbers: AssetNumbers): number {
  const [teller, subject] = timeline.split(' ') as [Teller, AssetId | undefined];
  return timelineNumber(numbers.nodeOf(subject ?? to), teller);
}
