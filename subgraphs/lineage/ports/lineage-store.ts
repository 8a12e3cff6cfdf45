import type { AssetId, AssetKind } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { AssetBundle } from '../domain/bundle.ts';
import type { Edge } from '../domain/edge.ts';
import type { RunDetail, RunRecord } from '../domain/run.ts';
import type { NamedAsset } from '../domain/search.ts';
import type { DeclaredStatement, Fact, FactKind, LineageStatement } from '../domain/statement.ts';
import type { PathResult, Walk, WalkResult } from '../domain/walk.ts';

export interface AssetRecord {
  id: AssetId;
  /** The latest title declared; null when none was. */
  declaredTitle: string | null;
  recordedAt: Instant;
}

/** Which facts to answer; left out or null, no bound. */
interface AskedFacts {
  /** Only those of this time or before. */
  asOf?: Instant | null;
  /** Only those recorded by then, of the names that stood for the asset then. */
  knownAt?: Instant | null;
  kinds?: readonly FactKind[];
}

export interface SearchedNames {
  /** As `folded` makes it. */
  text: string;
  /** As `indexedPhrases` makes them: each of three characters or more. */
  phrases: readonly string[];
  /** Only assets of these kinds; of all when null. */
  kinds: readonly AssetKind[] | null;
  limit: number;
}

export interface SearchCandidates {
  /** Each once, in no order. */
  assets: NamedAsset[];
  complete: boolean;
}

/**
 * Keeps what producers and stewards stated, and answers for the graph that follows from it.
 *
 * The graph is a function of the set of statements, whatever their order of arrival (`domain/edge-history.ts` is that
 * function). An edge that several subjects state is kept once for each, so that neither ends the other's; answers see
 * it joined (`domain/joined.ts`). Questions are asked in batches. Results belong to the caller. When the store is away
 * every method raises `StoreUnavailable('lineage', cause)`.
 */
export interface LineageStore {
  /**
   * Keeps statements, all or none, durably before it answers; the next read sees them. The same statement again
   * changes nothing. Every asset that a statement names becomes known: jobs, subjects, parents' jobs, ends of edges,
   * assets of facts, declared and known ones.
   * @returns how many assets were not known before.
   */
  record(statements: readonly LineageStatement[], recordedAt: Instant): Promise<{ newAssets: number }>;

  /** The declaration kept under this idempotency key; null when there is none. */
  declaration(idempotencyKey: string): Promise<DeclaredStatement | null>;

  /** The known ones of these assets; unknown ids are left out. */
  assets(ids: readonly AssetId[]): Promise<Map<AssetId, AssetRecord>>;

  /**
   * The assets that these ids stand for by symlinks, as they were known at `knownAt`, now when it is null or left out;
   * ids that stand for themselves are left out. Every other question but `assets` takes ids that stand for themselves.
   */
  identities(ids: readonly AssetId[], knownAt?: Instant | null): Promise<Map<AssetId, AssetId>>;

  /** The other ids that stand for an asset by symlinks, as is known now, in order. */
  aliases(id: AssetId): Promise<AssetId[]>;

  /**
   * The assets whose folded name or title begins with `text`, first by name, or holds one of `phrases`: what a search
   * chooses from. At most `limit` for each way of finding; `complete` tells whether that was all of each.
   */
  searchCandidates(asked: SearchedNames): Promise<SearchCandidates>;

  /** Ids of assets that begin with `prefix` and come after `after`, by code unit, at most so many. */
  assetsFrom(prefix: string, after: AssetId | null, most: number): Promise<AssetId[]>;

  /** What directly feeds each of these at a time, column-level edges left out, in order; those fed by nothing are left out. */
  feeders(ids: readonly AssetId[], asOf: Instant, knownAt?: Instant | null): Promise<Map<AssetId, AssetId[]>>;

  /** Breadth first. An unknown start has nothing around it. Self-loops and cycles end where they meet themselves. */
  walk(walk: Walk): Promise<WalkResult>;

  /**
   * The edges valid at a time between any two of these assets, column-level ones included, ordered by from, to, role;
   * as they were known at `knownAt`, as they are known now when it is null or left out.
   */
  edgesAmong(ids: readonly AssetId[], asOf: Instant, knownAt?: Instant | null): Promise<Edge[]>;

  /**
   * The shortest chain of valid edges down from one asset to another, column-level edges only if one end is a feature.
   * An asset is at distance 0 from itself: no edges. Past the deadline: null and TIMED_OUT.
   */
  shortestPath(
    from: AssetId,
    to: AssetId,
    asOf: Instant,
    deadline: Instant,
    knownAt?: Instant | null,
  ): Promise<PathResult>;

  /**
   * Of edges that begin or end in (from, to], with whatever stewards retract of them, every span that is known at
   * `knownAt`, now when null: what `differencesOf` needs. At most `limit` edges; `complete` tells whether that is all.
   */
  spansChangedIn(
    from: Instant,
    to: Instant,
    limit: number,
    knownAt?: Instant | null,
  ): Promise<{ spans: Edge[]; complete: boolean }>;

  /**
   * Facts of these assets in [from, to) and, for each asset and subject (`factSubjectOf`: the kind, with the field or
   * assertion where it has one), the last one before `from`; ordered by time, then asset, then subject (`compareFacts`).
   * @param kinds only facts of these kinds; of all when left out.
   * @param knownAt only facts recorded by then, of the names that stood for each asset then; all when null or left out.
   */
  facts(
    ids: readonly AssetId[],
    from: Instant,
    to: Instant,
    kinds?: readonly FactKind[],
    knownAt?: Instant | null,
  ): Promise<Fact[]>;

  /** The latest fact of each subject for each asset, ordered like `facts`; assets without facts are left out. */
  latestFacts(ids: readonly AssetId[], asked?: AskedFacts): Promise<Map<AssetId, Fact[]>>;

  /**
   * SERVES edges whose `to` is one of these and whose validFrom, spans joined, lies in [from, to): new deployments of
   * model versions. Ordered by validFrom, then from, then to; as they were known at `knownAt`, as they are known now when
   * it is null or left out.
   */
  deployed(ids: readonly AssetId[], from: Instant, to: Instant, knownAt?: Instant | null): Promise<Edge[]>;

  /**
   * The runs of each job, under every id that stands for it, that started or ended in [from, to), at most `first` a
   * job, newest first: by start, or end where no start was sent, then by run id. Each names its job as its producer did.
   * Jobs without any are left out.
   */
  runsOf(jobs: readonly AssetId[], from: Instant, to: Instant, first: number): Promise<Map<AssetId, RunRecord[]>>;

  /**
   * The known ones of these runs, UNKNOWN being those that others name as parent or root and that told nothing
   * themselves. Of a run id that two jobs share, the run of the job first by id.
   */
  runs(runIds: readonly string[]): Promise<Map<string, RunRecord>>;

  /** What belongs to one run alone: of a run id that two jobs share, the run of the job first by id; null when it is not known. */
  runDetail(runId: string): Promise<RunDetail | null>;

  /** Whether it holds nothing. */
  isEmpty(): Promise<boolean>;

  /** All that is kept of the assets after `after` in the order of their ids, from the first when null, at most so many. */
  bundles(after: AssetId | null, most: number): Promise<AssetBundle[]>;

  /**
   * Keeps bundles as they are, durably before it answers: into an empty store, or one that holds part of the same. What
   * is kept already stays, so that an import that broke off may be sent again.
   */
  restore(bundles: readonly AssetBundle[]): Promise<void>;

  /** Answers when the store does. */
  ping(): Promise<void>;

  close(): Promise<void>;
}
