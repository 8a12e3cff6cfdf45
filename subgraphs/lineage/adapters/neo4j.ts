import { type Clock, systemClock } from '../../../platform/clock.ts';
import { DeadlineExceeded, StoreUnavailable } from '../../../platform/errors.ts';
import type { Log } from '../../../platform/log.ts';
import { type AssetId, identityOf } from '../../../vocabulary/asset-id.ts';
import { compareText } from '../domain/edge.ts';
import { rowsIn } from '../domain/parts.ts';
import type { AssetRecord, LineageStore } from '../ports/lineage-store.ts';
import { readBundles, writeBundles } from './neo4j/bundles.ts';
import { OPEN } from './neo4j/edges.ts';
import { lastBefore, readFacts } from './neo4j/facts.ts';
import { resolveFor } from './neo4j/identities.ts';
import { assetsFrom, feedersOf } from './neo4j/inventory.ts';
import { shortKey } from './neo4j/keys.ts';
import { Memory } from './neo4j/memory.ts';
import { type RecordCall, writeCalls } from './neo4j/record.ts';
import { readRunDetail, readRuns, readRunsOf } from './neo4j/runs.ts';
import { migrate } from './neo4j/schema.ts';
import { searchCandidates } from './neo4j/search.ts';
import { isThereAlready, openSession, type Session } from './neo4j/session.ts';
import { walks } from './neo4j/walks.ts';
import type { Neo4jAddress } from './open.ts';
import { WriteQueue } from './write-queue.ts';

/** Rows a transaction: the 64 MB that one may hold are full at 7,000 to 12,000. */
const BATCH_SIZE = 2_000;

/**
 * The lineage store in Neo4j, over Bolt. It opens whether or not the database answers: while it is away every call
 * raises StoreUnavailable, and once it is there its schema is brought to the newest version before the first call.
 */
export function openNeo4jStore(address: Neo4jAddress, log: Log, clock: Clock = systemClock): Promise<LineageStore> {
  return storeOver(openSession(address), address.url, log, clock);
}

/** The same over a session that is open already. */
export async function storeOver(session: Session, url: string, log: Log, clock: Clock): Promise<LineageStore> {
  const memory = new Memory();
  const queue = new WriteQueue(BATCH_SIZE, async (calls: RecordCall[]) => {
    const write = (takingFactsForNew: boolean) =>
      session.write((query) => writeCalls(query, calls, memory, takingFactsForNew));
    const { counts, recordedAt } = await write(true).catch((fault) => {
      if (isThereAlready(fault)) return write(false);
      throw fault;
    });
    memory.committed(recordedAt);
    return counts;
  });
  const { walk, shortestPath, edgesAmong, spansChangedIn, deployed } = walks(session, clock);
  let closed = false;
  let migrated: Promise<void> | null = null;

  const ready = async (): Promise<void> => {
    if (closed) throw new StoreUnavailable('lineage', new Error('it was closed'));
    migrated ??= migrate(session).catch((fault) => {
      migrated = null;
      throw fault;
    });
    await migrated;
  };
  const guarded = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
    await ready();
    return ask();
  };

  await ready().catch(async (fault) => {
    if (!(fault instanceof StoreUnavailable || fault instanceof DeadlineExceeded)) {
      await session.close();
      throw fault;
    }
    log.warn({ url, reason: String(fault.cause) }, 'Neo4j does not answer yet; lineage is away until it does');
  });

  return {
    record: (statements, recordedAt) => guarded(() => queue.put({ statements, recordedAt, size: rowsIn(statements) })),
    declaration: (key) =>
      guarded(async () => {
        const [row] = await session.read<{ statement: string }>(
          'MATCH (declaration:Declaration {key: $key}) RETURN declaration.statement AS statement',
          { key: shortKey(key) },
        );
        return row ? JSON.parse(row.statement) : null;
      }),
    assets: (ids) =>
      guarded(async () => {
        const rows = await session.read<{ id: AssetId; title: string | null; recordedAt: number }>(
          'UNWIND $ids AS id MATCH (asset:Asset {id: id}) RETURN asset.id AS id, asset.title AS title, asset.recordedAt AS recordedAt',
          { ids: [...new Set(ids)] },
        );
        return new Map(
          rows.map(({ id, title, recordedAt }): [AssetId, AssetRecord] => [
            id,
            { id, declaredTitle: title, recordedAt },
          ]),
        );
      }),
    identities: (ids, knownAt = null) =>
      guarded(async () => {
        const resolve = await resolveFor((query, parameters) => session.read(query, parameters), ids, knownAt);
        return new Map(ids.map((id) => [id, resolve(id)] as const).filter(([id, asset]) => id !== asset));
      }),
    aliases: (id) =>
      guarded(async () => {
        const rows = await session.read<{ id: AssetId }>(
          `MATCH (asked:Asset {id: $id})
           CALL (asked) { RETURN asked AS asset UNION MATCH (asked)-[same:SAME_AS {supersededAt: $open}]->(asset) RETURN asset }
           CALL (asset) { RETURN asset AS named UNION MATCH (asset)<-[same:SAME_AS {supersededAt: $open}]-(named) RETURN named }
           WITH DISTINCT named WHERE named.id <> $id RETURN named.id AS id`,
          { id, open: OPEN },
        );
        return rows.map((row) => row.id).sort(compareText);
      }),
    searchCandidates: (searched) => guarded(() => searchCandidates(session, searched)),
    assetsFrom: (prefix, after, most) => guarded(() => assetsFrom(session, prefix, after, most)),
    feeders: (ids, asOf, knownAt = null) => guarded(() => feedersOf(session, ids, asOf, knownAt)),
    walk: (asked) => guarded(() => walk(asked)),
    edgesAmong: (ids, asOf, knownAt) => guarded(() => edgesAmong(ids, asOf, knownAt)),
    shortestPath: (from, to, asOf, deadline, knownAt) => guarded(() => shortestPath(from, to, asOf, deadline, knownAt)),
    facts: (ids, from, to, kinds, knownAt = null) => guarded(() => readFacts(session, ids, from, to, kinds, knownAt)),
    latestFacts: (ids, asked = {}) =>
      guarded(async () => {
        const { asOf = null, knownAt = null, kinds } = asked;
        // A fact holds from its time on, that instant included.
        const before = asOf === null ? Number.MAX_SAFE_INTEGER : asOf + 1;
        return Map.groupBy(await lastBefore(session, ids, before, kinds, knownAt), ({ asset }) => asset);
      }),
    spansChangedIn: (from, to, limit, knownAt) => guarded(() => spansChangedIn(from, to, limit, knownAt)),
    deployed: (ids, from, to, knownAt) => guarded(() => deployed(ids, from, to, knownAt)),
    runsOf: (jobs, from, to, first) => guarded(() => readRunsOf(session, jobs, from, to, first)),
    runs: (runIds) => guarded(() => readRuns(session, runIds)),
    runDetail: (runId) => guarded(() => readRunDetail(session, runId)),
    isEmpty: () =>
      guarded(async () => {
        const [row] = await session.read<{ assets: number }>('MATCH (asset:Asset) RETURN count(asset) AS assets');
        return !row?.assets;
      }),
    bundles: (after, most) => guarded(() => readBundles(session, after, most)),
    restore: (bundles) =>
      guarded(() => session.write((query) => writeBundles(query, bundles, (id) => identityOf(id).kind))),
    ping: () => guarded(async () => void (await session.read('RETURN 1 AS one', {}, 1_000))),
    async close() {
      closed = true;
      await queue.idle();
      await session.close();
    },
  };
}
