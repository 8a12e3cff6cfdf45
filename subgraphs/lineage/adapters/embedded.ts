import { join } from 'node:path';
import { sql } from 'kysely';
import { type Clock, systemClock } from '../../../platform/clock.ts';
import { StoreUnavailable } from '../../../platform/errors.ts';
import { openSqlite, pingSqlite } from '../../../platform/sqlite.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { AssetRecord, LineageStore } from '../ports/lineage-store.ts';
import { readDeclaration } from './embedded/declarations.ts';
import { lastBefore, readFacts } from './embedded/fact-rows.ts';
import { Graph } from './embedded/graph.ts';
import { loadGraph } from './embedded/load-graph.ts';
import { type RecordCall, Recorder } from './embedded/recorder.ts';
import { type Database, rows } from './embedded/rows.ts';
import { readRuns, readRunsOf } from './embedded/run-reader.ts';
import { MIGRATIONS, type Tables } from './embedded/tables.ts';
import { Walker } from './embedded/walks.ts';
import { WriteQueue } from './write-queue.ts';

/** Statements a transaction; more would hold readers up for longer than 50 ms. */
const BATCH_SIZE = 64;

/**
 * The lineage store of one process: SQLite holds the truth in `lineage.sqlite`, a graph in memory answers walks.
 * @throws StartRefused when a newer Headwater wrote the file.
 */
export async function openEmbeddedStore(directory: string, clock: Clock = systemClock): Promise<LineageStore> {
  const database: Database = await openSqlite<Tables>(join(directory, 'lineage.sqlite'), MIGRATIONS);
  await sql`pragma cache_size = -65536`.execute(database);
  const graph = new Graph();
  await loadGraph(database, graph);
  const recorder = new Recorder(database, graph);
  const queue = new WriteQueue(BATCH_SIZE, (calls: RecordCall[]) => recorder.record(calls));
  const walker = new Walker(graph, clock);
  let closed = false;

  /** SQLite's own faults (disk full, file gone) are an outage; anything else is a bug and passes. */
  async function guarded<Result>(ask: () => Result | Promise<Result>): Promise<Result> {
    if (closed) throw new StoreUnavailable('lineage', new Error('it was closed'));
    try {
      return await ask();
    } catch (cause) {
      if (/^SQLITE_/.test((cause as { code?: string }).code ?? '')) throw new StoreUnavailable('lineage', cause);
      throw cause;
    }
  }

  return {
    record: (statements, recordedAt) => guarded(() => queue.put({ statements, recordedAt, size: statements.length })),
    declaration: (key) => guarded(() => readDeclaration(database, key)),
    assets: (ids) => guarded(() => readAssets(database, ids)),
    walk: (walk) => guarded(() => walker.walk(walk)),
    edgesAmong: (ids, asOf, knownAt = null) => guarded(() => walker.edgesAmong(ids, { asOf, knownAt })),
    shortestPath: (from, to, asOf, deadline, knownAt = null) =>
      guarded(() => walker.shortestPath(from, to, { asOf, knownAt }, deadline)),
    facts: (ids, from, to, kinds) => guarded(() => readFacts(database, graph, ids, from, to, kinds)),
    latestFacts: (ids, asked = {}) =>
      guarded(async () => {
        const { asOf = null, knownAt = null, kinds } = asked;
        // A fact holds from its time on, that instant included.
        const before = asOf === null ? Number.MAX_SAFE_INTEGER : asOf + 1;
        return Map.groupBy(await lastBefore(database, graph, ids, before, kinds, knownAt), ({ asset }) => asset);
      }),
    deployed: (ids, from, to) => guarded(() => walker.deployed(ids, from, to)),
    runsOf: (jobs, from, to, first) => guarded(() => readRunsOf(database, graph, jobs, from, to, first)),
    runs: (runIds) => guarded(() => readRuns(database, graph, runIds)),
    ping: () => guarded(() => pingSqlite(database)),
    async close() {
      closed = true;
      await queue.idle();
      await database.destroy();
    },
  };
}

async function readAssets(database: Database, ids: readonly AssetId[]): Promise<Map<AssetId, AssetRecord>> {
  const found = await database
    .selectFrom('assets')
    .select(['id', 'title', 'recorded_at'])
    .where(sql<boolean>`id in (select value from ${rows(ids)})`)
    .execute();
  return new Map(
    found.map(({ id, title, recorded_at }) => {
      const known = id as AssetId;
      return [known, { id: known, declaredTitle: title, recordedAt: recorded_at }];
    }),
  );
}
