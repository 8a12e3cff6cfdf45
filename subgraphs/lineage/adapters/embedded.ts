import { join } from 'node:path';
import { sql } from 'kysely';
import { type Clock, systemClock } from '../../../platform/clock.ts';
import { StoreUnavailable } from '../../../platform/errors.ts';
import { openSqlite, pingSqlite } from '../../../platform/sqlite.ts';
import { openSqliteWriter } from '../../../platform/sqlite-writer.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { compareText } from '../domain/edge.ts';
import type { AssetRecord, LineageStore } from '../ports/lineage-store.ts';
import { readBundles } from './embedded/bundles.ts';
import { readDeclaration } from './embedded/declarations.ts';
import { readingSets } from './embedded/edge-sets.ts';
import { askedAssets, lastBefore, readFacts } from './embedded/fact-rows.ts';
import type { Graph } from './embedded/graph.ts';
import { takeGraphFile, writeGraphFile } from './embedded/graph-file.ts';
import { Identities } from './embedded/identities.ts';
import { assetsFrom, feedersOf } from './embedded/inventory.ts';
import { loadGraph } from './embedded/load-graph.ts';
import { type RecordCall, Recorder } from './embedded/recorder.ts';
import { type Database, rows } from './embedded/rows.ts';
import { readRunDetail, readRuns, readRunsOf } from './embedded/run-reader.ts';
import { NameIndex } from './embedded/search.ts';
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
  const path = join(directory, 'lineage.sqlite');
  const kept = takeGraphFile(directory);
  const database: Database = await openSqlite<Tables>(path, MIGRATIONS);
  await sql`pragma cache_size = -65536`.execute(database);
  const graph = loadGraph(path, kept);
  const identities = new Identities();
  await identities.load(database);
  const writer: Database = openSqliteWriter<Tables>(path);
  const recorder = new Recorder(writer, graph, identities);
  const queue = new WriteQueue(BATCH_SIZE, (calls: RecordCall[]) => recorder.record(calls));
  const walker = new Walker(graph, clock);
  const names = new NameIndex(database, writer);
  names.catchUpSoon();
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

  /** What is asked of the database and of the graph must find both before a batch or both after it. */
  const settled = <Result>(ask: () => Result | Promise<Result>) =>
    guarded(async () => {
      await recorder.settled();
      return ask();
    });

  const asked = (ids: readonly AssetId[], knownAt: Instant | null = null) =>
    askedAssets(graph, identities, ids, knownAt);

  return {
    record: (statements, recordedAt) =>
      guarded(async () => {
        const counted = await queue.put({ statements, recordedAt, size: statements.length });
        if (counted.newAssets > 0) names.catchUpSoon();
        return counted;
      }),
    declaration: (key) => settled(() => readDeclaration(database, key)),
    assets: (ids) => settled(() => readAssets(database, ids)),
    identities: (ids, knownAt = null) =>
      guarded(() => {
        const resolve = identities.resolveAt(knownAt);
        return new Map(ids.map((id) => [id, resolve(id)] as const).filter(([id, asset]) => id !== asset));
      }),
    aliases: (id) =>
      guarded(() =>
        identities
          .members(identities.resolve(id), null)
          .filter((each) => each !== id)
          .sort(compareText),
      ),
    searchCandidates: (searched) => settled(() => names.candidates(searched)),
    assetsFrom: (prefix, after, most) => settled(() => assetsFrom(database, prefix, after, most)),
    feeders: (ids, asOf, knownAt = null) => guarded(() => feedersOf(graph, ids, { asOf, knownAt })),
    walk: (walk) => guarded(() => walker.walk(walk)),
    edgesAmong: (ids, asOf, knownAt = null) => guarded(() => walker.edgesAmong(ids, { asOf, knownAt })),
    shortestPath: (from, to, asOf, deadline, knownAt = null) =>
      guarded(() => walker.shortestPath(from, to, { asOf, knownAt }, deadline)),
    facts: (ids, from, to, kinds, knownAt = null) =>
      settled(() => readFacts(database, asked(ids, knownAt), from, to, kinds, knownAt)),
    latestFacts: (ids, bounds = {}) =>
      settled(async () => {
        const { asOf = null, knownAt = null, kinds } = bounds;
        // A fact holds from its time on, that instant included.
        const before = asOf === null ? Number.MAX_SAFE_INTEGER : asOf + 1;
        return Map.groupBy(
          await lastBefore(database, asked(ids, knownAt), before, kinds, knownAt),
          ({ asset }) => asset,
        );
      }),
    spansChangedIn: (from, to, limit, knownAt = null) => guarded(() => walker.spansChangedIn(from, to, limit, knownAt)),
    deployed: (ids, from, to, knownAt = null) => guarded(() => walker.deployed(ids, from, to, knownAt)),
    runsOf: (jobs, from, to, first) => settled(() => readRunsOf(database, graph, asked(jobs), from, to, first)),
    runs: (runIds) => settled(() => readRuns(database, graph, runIds)),
    runDetail: (runId) => settled(() => readRunDetail(database, graph, runId)),
    isEmpty: () => guarded(() => graph.assets.size === 0),
    bundles: (after, most) => settled(() => readBundles(database, graph, readingSets(graph), after, most)),
    restore: (bundles) =>
      guarded(async () => {
        await queue.put({ statements: [], bundles, recordedAt: 0, size: bundles.length });
      }),
    ping: () => guarded(() => pingSqlite(database)),
    async close() {
      closed = true;
      await queue.idle();
      await names.close();
      await writer.destroy();
      // The last to close brings the log into the file.
      await database.destroy();
      if (recorder.sure) keepGraph(directory, graph);
    },
  };
}

/** Only a shortcut to the next start: where it cannot be kept, the graph is made again. */
function keepGraph(directory: string, graph: Graph): void {
  try {
    writeGraphFile(directory, graph);
  } catch {
    return;
  }
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
