import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { compareText } from '../../domain/edge.ts';
import {
  latestFacets,
  mergeRuns,
  type RunDetail,
  type RunHistory,
  type RunRecord,
  runHistoryOf,
  runRecordOf,
} from '../../domain/run.ts';
import type { RunStatement } from '../../domain/statement.ts';
import { shortKey } from './keys.ts';
import type { Query, Session } from './session.ts';

export type RunRow = {
  key: string;
  runId: string;
  job: string;
  startedAt: Instant | null;
  completedAt: Instant | null;
  failedAt: Instant | null;
  abortedAt: Instant | null;
  /** By which a run has its place among others: start, or end where no start was sent. */
  placedAt: Instant;
  endedAt: Instant | null;
  /** The rest as JSON. */
  said: string;
  edges: string;
};

/** A run before and after a batch. */
export interface RunChange {
  was: RunHistory | null;
  is: RunHistory;
}

/** Joins events to the runs that are kept and keeps the result. */
export async function writeRuns(query: Query, events: readonly RunStatement[]): Promise<RunChange[]> {
  if (events.length === 0) return [];
  const keys = [...new Set(events.map(keyOf))];
  const rows = await query<{ run: RunRow }>(
    'UNWIND $keys AS key MATCH (run:Run {key: key}) RETURN properties(run) AS run',
    { keys },
  );
  const known = new Map(rows.map(({ run }) => [run.key, historyOf(run)]));
  const now = new Map<string, RunHistory>();
  for (const event of events) {
    const before = now.get(keyOf(event)) ?? known.get(keyOf(event));
    const said = runHistoryOf(event);
    now.set(keyOf(event), before ? mergeRuns(before, said) : said);
  }
  await writeRunRows(query, [...now.values()]);
  await writeRunFacets(query, events);
  return [...now].map(([key, is]) => ({ was: known.get(key) ?? null, is }));
}

/** Writes runs as they are. */
export async function writeRunRows(query: Query, runs: readonly RunHistory[]): Promise<void> {
  await query('UNWIND $rows AS row MERGE (run:Run {key: row.key}) SET run = row', { rows: runs.map(rowOf) });
}

export async function writeRunFacets(
  query: Query,
  events: readonly Pick<RunStatement, 'runId' | 'job' | 'time' | 'facets'>[],
): Promise<void> {
  const rows = events.flatMap((event) =>
    (event.facets ?? []).map(({ name, value }) => {
      const text = JSON.stringify(value);
      const key = shortKey(keyOf(event), name, event.time, text);
      return { key, run: keyOf(event), name, time: event.time, value: text };
    }),
  );
  if (rows.length > 0)
    await query('UNWIND $rows AS row MERGE (facet:RunFacet {key: row.key}) ON CREATE SET facet = row', { rows });
}

/** What belongs to one run; of several jobs that share a run id, to the run of the first; null when it is not known. */
export async function readRunDetail(session: Session, runId: string): Promise<RunDetail | null> {
  const rows = await session.read<{ run: RunRow; facets: { name: string; time: Instant; value: string }[] }>(
    `MATCH (run:Run {runId: $runId}) WITH run ORDER BY run.job LIMIT 1
     OPTIONAL MATCH (facet:RunFacet {run: run.key})
     RETURN properties(run) AS run, collect(properties(facet)) AS facets`,
    { runId },
  );
  const [found] = rows;
  if (!found) return null;
  const facets = found.facets.map(({ name, time, value }) => ({ name, time, value: JSON.parse(value) }));
  return { edges: historyOf(found.run).edges, facets: latestFacets(facets) };
}

/** The newest runs of each job that started or ended in [from, to). */
export async function readRunsOf(
  session: Session,
  jobs: readonly AssetId[],
  from: Instant,
  to: Instant,
  first: number,
): Promise<Map<AssetId, RunRecord[]>> {
  const rows = await session.read<{ run: RunRow }>(
    `UNWIND $jobs AS job
     CALL (job) {
       CALL (job) {
         MATCH (run:Run {job: job}) WHERE $from <= run.placedAt AND run.placedAt < $to
         RETURN run ORDER BY run.placedAt DESC, run.runId LIMIT $first
         UNION
         MATCH (run:Run {job: job}) WHERE $from <= run.endedAt AND run.endedAt < $to RETURN run
       }
       RETURN run ORDER BY run.placedAt DESC, run.runId LIMIT $first
     }
     RETURN properties(run) AS run`,
    { jobs: [...new Set(jobs)], from, to, first },
  );
  return Map.groupBy(
    rows.map(({ run }) => runRecordOf(historyOf(run))),
    ({ job }) => job,
  );
}

/** The known ones of these runs; of several jobs that share a run id, the run of the first. */
export async function readRuns(session: Session, runIds: readonly string[]): Promise<Map<string, RunRecord>> {
  const rows = await session.read<{ run: RunRow }>(
    'UNWIND $runIds AS id MATCH (run:Run {runId: id}) RETURN properties(run) AS run',
    {
      runIds: [...new Set(runIds)],
    },
  );
  const records = rows.map(({ run }) => runRecordOf(historyOf(run))).sort((a, b) => compareText(b.job, a.job));
  return new Map(records.map((record) => [record.runId, record]));
}

const keyOf = ({ job, runId }: { job: AssetId; runId: string }): string => `${job} ${runId}`;

function rowOf(run: RunHistory): RunRow {
  const { runId, job, startedAt, completedAt, failedAt, abortedAt, edges, ...said } = run;
  const { endedAt } = runRecordOf(run);
  const times = { startedAt, completedAt, failedAt, abortedAt, endedAt, placedAt: startedAt ?? endedAt ?? 0 };
  return {
    key: keyOf(run),
    runId,
    job,
    ...times,
    said: JSON.stringify(said),
    edges: JSON.stringify(edges),
  };
}

/** Neo4j keeps no property that is null. */
export const historyOf = ({
  runId,
  job,
  said,
  edges,
  ...times
}: Partial<RunRow> & { runId: string; job: string; said: string; edges: string }): RunHistory => ({
  runId,
  job: job as AssetId,
  startedAt: times.startedAt ?? null,
  completedAt: times.completedAt ?? null,
  failedAt: times.failedAt ?? null,
  abortedAt: times.abortedAt ?? null,
  // Those written before they were read have neither root, nominal time nor versions.
  ...{ root: null, nominal: null, versions: {} },
  ...JSON.parse(said),
  edges: JSON.parse(edges),
});
