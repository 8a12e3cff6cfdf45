import { sql } from 'kysely';
import { mergeRuns, type RunHistory, runHistoryOf } from '../../domain/run.ts';
import type { RunStatement } from '../../domain/statement.ts';
import { partOfRun, type TimelinePart } from '../../domain/timeline.ts';
import type { AssetNumbers } from './asset-numbers.ts';
import type { EdgeSet, EdgeSets } from './edge-sets.ts';
import { timelineNumber } from './graph.ts';
import type { PartChange, PlacedSet } from './part-change.ts';
import { type Database, places, rows } from './rows.ts';
import { rowOfRun, runOfRow } from './run-rows.ts';
import type { RunRow } from './tables.ts';

/** A run with its edges as a set. */
interface KnownRun {
  run: RunHistory;
  set: EdgeSet;
}

const COLUMNS = [
  ...(['run_id', 'job', 'started_at', 'completed_at', 'failed_at', 'aborted_at'] as const),
  ...(['error', 'parent', 'trace', 'root', 'nominal', 'versions', 'edge_set'] as const),
];

/** What events make of runs. */
export interface RunChanges {
  rows: RunRow[];
  /** In the timelines of their jobs. */
  changes: PartChange[];
}

/** Joins events to the runs that are kept. */
export async function runChanges(
  database: Database,
  events: readonly RunStatement[],
  numbers: AssetNumbers,
  sets: EdgeSets,
): Promise<RunChanges> {
  if (events.length === 0) return { rows: [], changes: [] };
  const known = await loadRuns(database, events, numbers, sets);
  const now = new Map(known);
  for (const event of events) {
    const key = keyOf(event.runId, numbers.nodeOf(event.job));
    const { edges: _, ...said } = runHistoryOf({ ...event, edges: [] });
    now.set(key, joined(now.get(key), said, sets.of(event.edges), sets));
  }
  const changed = [...now].filter(([key, run]) => known.get(key) !== run);
  return {
    rows: changed.map(([, { run, set }]) => rowOfRun(run, numbers.nodeOf(run.job), set.digest)),
    changes: changed.map(([key, run]) => ({
      timeline: timelineNumber(numbers.nodeOf(run.run.job), 'run'),
      source: run.run.runId,
      was: placed(known.get(key)),
      is: placed(run),
    })),
  };
}

const keyOf = (runId: string, job: number): string => `${job} ${runId}`;

function joined(known: KnownRun | undefined, said: Omit<RunHistory, 'edges'>, set: EdgeSet, sets: EdgeSets): KnownRun {
  // Edges are joined as sets: nearly always both are the same one, and there is nothing to do.
  if (!known) return { run: { ...said, edges: [] }, set };
  const run = mergeRuns({ ...known.run, edges: [] }, { ...said, edges: [] });
  if (known.set.digest === set.digest) return { run, set };
  return { run, set: sets.of([...known.set.edges, ...set.edges]) };
}

function placed(known: KnownRun | undefined): PlacedSet | null {
  const part: TimelinePart | null = known ? partOfRun(known.run) : null;
  return known && part ? { time: part.time, set: known.set } : null;
}

async function loadRuns(
  database: Database,
  events: readonly RunStatement[],
  numbers: AssetNumbers,
  sets: EdgeSets,
): Promise<Map<string, KnownRun>> {
  const asked = [...new Set(events.map(({ runId }) => runId))];
  const found = await database
    .selectFrom('runs')
    .select(COLUMNS)
    .where(sql<boolean>`run_id in (select value from ${rows(asked)})`)
    .execute();
  await sets.load(
    database,
    found.map(({ edge_set }) => edge_set),
  );
  return new Map(
    found.map((row) => [
      keyOf(row.run_id, row.job),
      { run: runOfRow(row, numbers.idOf(row.job), []), set: sets.get(row.edge_set) },
    ]),
  );
}

/** Writes runs as they are. */
export async function saveRuns(database: Database, runs: readonly RunRow[]): Promise<void> {
  if (runs.length === 0) return;
  const values = runs.map((row) => COLUMNS.map((column) => row[column]));
  await sql`
    insert or replace into runs (${sql.raw(COLUMNS.join(', '))}) select ${places(COLUMNS.length)} from ${rows(values)}
  `.execute(database);
}
