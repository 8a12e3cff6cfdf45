import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { compareText } from '../../domain/edge.ts';
import {
  latestFacets,
  mergeRuns,
  namedRun,
  newestOfEach,
  type RunDetail,
  type RunHistory,
  type RunRecord,
  runHistoryOf,
  runRecordOf,
} from '../../domain/run.ts';
import type { RunReference, RunStatement, StatedEdge } from '../../domain/statement.ts';
import { digestOfEdges, EdgeSets, type StatesEdges, statedBy, withEdgeSet } from './edge-sets.ts';
import { members } from './identities.ts';
import { shortKey } from './keys.ts';
import type { Query, Session } from './session.ts';

/** Runs a transaction when all are gone through. */
const CHUNK = 1_000;

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
  /** The runs that it names, by which one that told nothing itself is found; none where it names none. */
  parentRun: string | null;
  rootRun: string | null;
  /** The rest as JSON. */
  said: string;
  /** The digest of the edges that it states; null in those that an earlier Headwater wrote, which hold them themselves. */
  edgeSet: string | null;
};

/** A run before and after a batch. */
export interface RunChange {
  was: RunHistory | null;
  is: RunHistory;
}

/** Joins events to the runs that are kept. Writing is left to the caller. */
export async function runsChangedBy(
  query: Query,
  events: readonly RunStatement[],
  sets: EdgeSets,
): Promise<RunChange[]> {
  if (events.length === 0) return [];
  const keys = [...new Set(events.map(runKeyOf))];
  const rows = await query<{ run: RunRow & StatesEdges }>(
    'UNWIND $keys AS key MATCH (run:Run {key: key}) RETURN properties(run) AS run',
    { keys },
  );
  const runs = rows.map(({ run }) => run);
  const edges = await sets.read(query, runs);
  const known = new Map(
    runs.map((run, place) => [run.key, { ...toldBy(run), edges: edges[place] as readonly StatedEdge[] }]),
  );
  const now = new Map<string, RunHistory>();
  for (const event of events) {
    const before = now.get(runKeyOf(event)) ?? known.get(runKeyOf(event));
    const said = runHistoryOf(event);
    now.set(runKeyOf(event), before ? mergeRuns(before, said) : said);
  }
  return [...now].map(([key, is]) => ({ was: known.get(key) ?? null, is }));
}

/** Writes what a batch changed of runs. Whoever holds the lock knows which are there, so that nothing is looked for. */
export async function writeRuns(query: Query, changes: readonly RunChange[], sets: EdgeSets): Promise<void> {
  const { made = [], joined = [] } = Object.groupBy(changes, ({ was }) => (was ? 'joined' : 'made'));
  await sets.keep(
    query,
    changes.map(({ is }) => is.edges),
  );
  if (made.length > 0)
    await query('UNWIND $rows AS row CREATE (run:Run) SET run = row', { rows: made.map(({ is }) => rowOf(is)) });
  if (joined.length > 0)
    await query('UNWIND $rows AS row MATCH (run:Run {key: row.key}) SET run = row', {
      rows: joined.map(({ is }) => rowOf(is)),
    });
}

/** Writes runs as they are, whether they are there or not. */
export async function writeRunRows(query: Query, runs: readonly RunHistory[], sets = new EdgeSets()): Promise<void> {
  await sets.keep(
    query,
    runs.map(({ edges }) => edges),
  );
  await query('UNWIND $rows AS row MERGE (run:Run {key: row.key}) SET run = row', { rows: runs.map(rowOf) });
}

export async function writeRunFacets(
  query: Query,
  events: readonly Pick<RunStatement, 'runId' | 'job' | 'time' | 'facets'>[],
): Promise<void> {
  const rows = events.flatMap((event) =>
    (event.facets ?? []).map(({ name, value }) => {
      const text = JSON.stringify(value);
      const key = shortKey(runKeyOf(event), name, event.time, text);
      return { key, run: runKeyOf(event), name, time: event.time, value: text };
    }),
  );
  if (rows.length > 0)
    await query('UNWIND $rows AS row MERGE (facet:RunFacet {key: row.key}) ON CREATE SET facet = row', { rows });
}

/** What belongs to one run; of several jobs that share a run id, to the run of the first; null when it is not known. */
export async function readRunDetail(session: Session, runId: string): Promise<RunDetail | null> {
  const rows = await session.read<{ edges: string; facets: { name: string; time: Instant; value: string }[] }>(
    `MATCH (run:Run {runId: $runId}) WITH run ORDER BY run.job LIMIT 1
     ${withEdgeSet('run')} WITH run, ${statedBy('run')} AS edges
     OPTIONAL MATCH (facet:RunFacet {run: run.key})
     RETURN edges, collect(properties(facet)) AS facets`,
    { runId },
  );
  const [found] = rows;
  if (!found) return null;
  const facets = found.facets.map(({ name, time, value }) => ({ name, time, value: JSON.parse(value) }));
  return { edges: JSON.parse(found.edges), facets: latestFacets(facets) };
}

/** The newest runs of each job, under every id that stands for it, that started or ended in [from, to). */
export async function readRunsOf(
  session: Session,
  jobs: readonly AssetId[],
  from: Instant,
  to: Instant,
  first: number,
): Promise<Map<AssetId, RunRecord[]>> {
  const rows = await session.read<{ id: AssetId; run: RunRow }>(
    `UNWIND $jobs AS id
     ${members(null)}
     CALL (member) {
       CALL (member) {
         MATCH (run:Run {job: member}) WHERE $from <= run.placedAt AND run.placedAt < $to
         RETURN run ORDER BY run.placedAt DESC, run.runId LIMIT $first
         UNION
         MATCH (run:Run {job: member}) WHERE $from <= run.endedAt AND run.endedAt < $to RETURN run
       }
       RETURN run ORDER BY run.placedAt DESC, run.runId LIMIT $first
     }
     RETURN id, properties(run) AS run`,
    { jobs: [...new Set(jobs)], from, to, first },
  );
  const runs = Map.groupBy(rows, ({ id }) => id);
  return newestOfEach(
    new Map([...runs].map(([id, each]) => [id, each.map(({ run }) => runRecordOf(toldBy(run)))])),
    first,
  );
}

/** The known ones of these runs, also those that only others name; of several jobs that share a run id, the run of the first. */
export async function readRuns(session: Session, runIds: readonly string[]): Promise<Map<string, RunRecord>> {
  const rows = await session.read<{ run: RunRow }>(
    'UNWIND $runIds AS id MATCH (run:Run {runId: id}) RETURN properties(run) AS run',
    {
      runIds: [...new Set(runIds)],
    },
  );
  const records = rows.map(({ run }) => runRecordOf(toldBy(run))).sort((a, b) => compareText(b.job, a.job));
  const known = new Map(records.map((record) => [record.runId, record]));
  const unknown = runIds.filter((runId) => !known.has(runId));
  for (const named of await readNamedRuns(session, unknown)) known.set(named.runId, named);
  return known;
}

/** Children that are asked who their parent is: they say the same, and may be a hundred thousand. */
const NAMING = 100;

/** Those of these runs that others name; of several jobs said of one, that of the first by id. */
async function readNamedRuns(session: Session, runIds: readonly string[]): Promise<RunRecord[]> {
  if (runIds.length === 0) return [];
  const rows = await session.read<{ said: string }>(
    `UNWIND $runIds AS id CALL (id) {
       MATCH (run:Run {parentRun: id}) RETURN run LIMIT $most UNION MATCH (run:Run {rootRun: id}) RETURN run LIMIT $most
     }
     RETURN DISTINCT run.said AS said`,
    { runIds, most: NAMING },
  );
  const asked = new Set(runIds);
  const named = rows
    .map(({ said }): Pick<RunHistory, 'parent' | 'root'> => JSON.parse(said))
    .flatMap(({ parent, root }) => [parent?.value, root?.value])
    .filter((reference) => reference !== undefined && asked.has(reference.runId))
    .map((reference) => namedRun(reference as RunReference));
  const first = new Map(named.sort((a, b) => compareText(b.job, a.job)).map((run) => [run.runId, run]));
  return [...first.values()];
}

/** Runs that were kept before it was asked who names whom. */
export async function nameParents(session: Session): Promise<void> {
  for (let named = CHUNK; named === CHUNK; )
    named = await session.write(async (query) => {
      const rows = await query<{ run: RunRow; edges: string }>(
        `MATCH (run:Run)
         WHERE (run.parentRun IS NULL AND run.said CONTAINS '"parent":{') OR (run.rootRun IS NULL AND run.said CONTAINS '"root":{')
         WITH run LIMIT $most ${withEdgeSet('run')} RETURN properties(run) AS run, ${statedBy('run')} AS edges`,
        { most: CHUNK },
      );
      await writeRunRows(
        query,
        rows.map(({ run, edges }) => ({ ...toldBy(run), edges: JSON.parse(edges) })),
      );
      return rows.length;
    });
}

export const runKeyOf = ({ job, runId }: { job: AssetId; runId: string }): string => `${job} ${runId}`;

function rowOf(run: RunHistory): RunRow {
  const { runId, job, startedAt, completedAt, failedAt, abortedAt, edges, ...said } = run;
  const { endedAt } = runRecordOf(run);
  const times = { startedAt, completedAt, failedAt, abortedAt, endedAt, placedAt: startedAt ?? endedAt ?? 0 };
  return {
    key: runKeyOf(run),
    runId,
    job,
    ...times,
    parentRun: run.parent?.value.runId ?? null,
    rootRun: run.root?.value.runId ?? null,
    said: JSON.stringify(said),
    edgeSet: digestOfEdges(edges),
  };
}

/** All but the edges. Neo4j keeps no property that is null. */
export const toldBy = ({
  runId,
  job,
  said,
  ...times
}: Partial<RunRow> & { runId: string; job: string; said: string }): Omit<RunHistory, 'edges'> => ({
  runId,
  job: job as AssetId,
  startedAt: times.startedAt ?? null,
  completedAt: times.completedAt ?? null,
  failedAt: times.failedAt ?? null,
  abortedAt: times.abortedAt ?? null,
  // Those written before they were read have neither root, nominal time nor versions.
  ...{ root: null, nominal: null, versions: {} },
  ...JSON.parse(said),
});
