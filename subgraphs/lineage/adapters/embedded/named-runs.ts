import { sql } from 'kysely';
import { compareText } from '../../domain/edge.ts';
import { namedRun, type RunRecord } from '../../domain/run.ts';
import type { RunReference } from '../../domain/statement.ts';
import type { AssetNumbers } from './asset-numbers.ts';
import type { Graph } from './graph.ts';
import { type Database, places, rows } from './rows.ts';

/** Keeps which runs others name as their parent or root: of those that tell nothing themselves it is all that is known. */
export async function writeNamedRuns(
  database: Database,
  named: readonly (RunReference | null | undefined)[],
  numbers: AssetNumbers,
): Promise<void> {
  const references = named.filter((each) => each != null);
  // A parent has many children: most of a batch name the same one.
  const distinct = new Map(references.map((each) => [`${each.job} ${each.runId}`, each]));
  if (distinct.size === 0) return;
  const values = [...distinct.values()].map(({ runId, job }) => [runId, numbers.nodeOf(job)]);
  await sql`
    insert or ignore into named_runs (run_id, job) select ${places(2)} from ${rows(values)}
  `.execute(database);
}

/** Those of these runs that others name; of several jobs said of one, that of the first by id. */
export async function readNamedRuns(database: Database, graph: Graph, runIds: readonly string[]): Promise<RunRecord[]> {
  if (runIds.length === 0) return [];
  const found = await sql<{ run_id: string; job: number }>`
    select run_id, job from named_runs where run_id in (select value from ${rows(runIds)})
  `.execute(database);
  const named = found.rows.map(({ run_id, job }) => namedRun({ runId: run_id, job: graph.assets.valueOf(job) }));
  const first = new Map(named.sort((a, b) => compareText(b.job, a.job)).map((run) => [run.runId, run]));
  return [...first.values()];
}
