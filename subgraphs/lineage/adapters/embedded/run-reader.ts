import { sql } from 'kysely';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { compareText } from '../../domain/edge.ts';
import { type RunRecord, runRecordOf } from '../../domain/run.ts';
import type { Graph } from './graph.ts';
import { type Database, rows } from './rows.ts';
import { runOfRow } from './run-rows.ts';
import type { RunRow } from './tables.ts';

/** The newest runs of each job that started or ended in [from, to). */
export async function readRunsOf(
  database: Database,
  graph: Graph,
  jobs: readonly AssetId[],
  from: Instant,
  to: Instant,
  first: number,
): Promise<Map<AssetId, RunRecord[]>> {
  const nodes = [...new Set(jobs)].map((id) => graph.assets.find(id)).filter((node) => node !== undefined);
  const found = await sql<RunRow>`
    select * from (
      select *, row_number() over (partition by job order by coalesce(started_at, ended_at) desc, run_id) as place
      from (
        select runs.* from ${rows(nodes)} as asked
          join runs on runs.job = asked.value and runs.started_at >= ${from} and runs.started_at < ${to}
        union
        select runs.* from ${rows(nodes)} as asked
          join runs on runs.job = asked.value and runs.ended_at >= ${from} and runs.ended_at < ${to}
      )
    ) where place <= ${first} order by job, place
  `.execute(database);
  return Map.groupBy(
    found.rows.map((row) => recordOf(graph, row)),
    ({ job }) => job,
  );
}

/** The known ones of these runs; of several jobs that share a run id, the run of the first. */
export async function readRuns(
  database: Database,
  graph: Graph,
  runIds: readonly string[],
): Promise<Map<string, RunRecord>> {
  const found = await sql<RunRow>`
    select runs.* from runs where run_id in (select value from ${rows(runIds)})
  `.execute(database);
  const records = found.rows.map((row) => recordOf(graph, row)).sort((a, b) => compareText(b.job, a.job));
  return new Map(records.map((record) => [record.runId, record]));
}

const recordOf = (graph: Graph, row: RunRow): RunRecord =>
  runRecordOf(runOfRow(row, graph.assets.valueOf(row.job), []));
