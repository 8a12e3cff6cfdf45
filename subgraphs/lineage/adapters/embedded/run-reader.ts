import { sql } from 'kysely';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { compareText } from '../../domain/edge.ts';
import { latestFacets, newestOfEach, type RunDetail, type RunRecord, runRecordOf } from '../../domain/run.ts';
import { readingSets } from './edge-sets.ts';
import type { AskedAssets } from './fact-rows.ts';
import type { Graph } from './graph.ts';
import { readNamedRuns } from './named-runs.ts';
import { type Database, rows } from './rows.ts';
import { readRunFacets } from './run-facets.ts';
import { runOfRow } from './run-rows.ts';
import type { RunRow } from './tables.ts';

/** The newest runs of each job, under every id that stands for it, that started or ended in [from, to). */
export async function readRunsOf(
  database: Database,
  graph: Graph,
  jobs: AskedAssets,
  from: Instant,
  to: Instant,
  first: number,
): Promise<Map<AssetId, RunRecord[]>> {
  // Runs placed in the range are the newest of it and come off an index; those that began outside it and ended inside
  // are few and are looked for only where there is an outside.
  const crossing =
    from > 0
      ? sql`union select runs.run_id, runs.job, runs.placed_at from asked join runs on runs.job = asked.job
              and runs.ended_at >= ${from} and runs.ended_at < ${to}`
      : sql``;
  const found = await sql<RunRow>`
    with asked (job) as (select value from ${rows([...jobs.keys()])}),
    candidates as (
      select runs.run_id, runs.job, runs.placed_at from asked cross join runs on runs.job = asked.job
        and runs.run_id in (
          select run_id from runs as newest
          where newest.job = asked.job and newest.placed_at >= ${from} and newest.placed_at < ${to}
          order by newest.placed_at desc, newest.run_id limit ${first}
        )
      ${crossing}
    ),
    ordered as (
      select *, row_number() over (partition by job order by placed_at desc, run_id) as place from candidates
    )
    select runs.* from ordered join runs on runs.run_id = ordered.run_id and runs.job = ordered.job
    where ordered.place <= ${first} order by ordered.job, ordered.place
  `.execute(database);
  const runs = Map.groupBy(found.rows, ({ job }) => jobs.get(job) as AssetId);
  return newestOfEach(new Map([...runs].map(([job, each]) => [job, each.map((row) => recordOf(graph, row))])), first);
}

/** The known ones of these runs, also those that only others name; of several jobs that share a run id, the run of the first. */
export async function readRuns(
  database: Database,
  graph: Graph,
  runIds: readonly string[],
): Promise<Map<string, RunRecord>> {
  const found = await sql<RunRow>`
    select runs.* from runs where run_id in (select value from ${rows(runIds)})
  `.execute(database);
  const records = found.rows.map((row) => recordOf(graph, row)).sort((a, b) => compareText(b.job, a.job));
  const known = new Map(records.map((record) => [record.runId, record]));
  const unknown = runIds.filter((runId) => !known.has(runId));
  for (const named of await readNamedRuns(database, graph, unknown)) known.set(named.runId, named);
  return known;
}

/** What belongs to one run; of several jobs that share a run id, to the run of the first; null when it is not known. */
export async function readRunDetail(database: Database, graph: Graph, runId: string): Promise<RunDetail | null> {
  const found = await database.selectFrom('runs').select(['job', 'edge_set']).where('run_id', '=', runId).execute();
  const [run] = found.sort((a, b) => compareText(graph.assets.valueOf(a.job), graph.assets.valueOf(b.job)));
  if (!run) return null;
  const sets = readingSets(graph);
  await sets.load(database, [run.edge_set]);
  return {
    edges: sets.get(run.edge_set).edges,
    facets: latestFacets(await readRunFacets(database, runId, run.job)),
  };
}

const recordOf = (graph: Graph, row: RunRow): RunRecord =>
  runRecordOf(runOfRow(row, graph.assets.valueOf(row.job), []));
