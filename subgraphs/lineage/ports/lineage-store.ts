import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Edge } from '../domain/edge.ts';
import type { Fact, LineageStatement } from '../domain/statement.ts';

export type Completeness = 'COMPLETE' | 'TRUNCATED' | 'TIMED_OUT';

export interface AssetRecord {
  id: AssetId;
  /** Title from a declaration or the producer's documentation. */
  declaredTitle: string | null;
  recordedAt: Instant;
}

export interface Walk {
  start: AssetId;
  direction: 'upstream' | 'downstream';
  /** Most edges from the start, at least 1. */
  depth: number;
  /** Most assets answered, the start not counted. */
  limit: number;
  asOf: Instant;
  /** Whether column-level edges (DERIVES, PART_OF, and those between a job and a feature) take part. */
  columns: boolean;
  /** When to give up, by the system's clock; what was found by then is answered as TIMED_OUT. */
  deadline: Instant;
}

export interface WalkResult {
  /** Each asset once at its least depth, ordered by depth then id; the start is left out. */
  found: { id: AssetId; depth: number }[];
  completeness: Completeness;
}

export interface PathResult {
  /** From `from` to `to`; null when there is none. Of several shortest ones the first by the ids on the way. */
  edges: Edge[] | null;
  completeness: Completeness;
}

export interface RunRecord {
  runId: string;
  job: AssetId;
  state: 'RUNNING' | 'COMPLETE' | 'FAIL' | 'ABORT';
  startedAt: Instant | null;
  endedAt: Instant | null;
  error: string | null;
  parent: { runId: string; job: AssetId } | null;
  traceId: string | null;
}

/**
 * Keeps what producers and stewards stated, and answers for the graph that follows from it.
 *
 * The graph is a function of the set of statements, whatever their order of arrival (`domain/edge-history.ts` is that
 * function). Questions are asked in batches. Results belong to the caller. When the store is away every method
 * raises `StoreUnavailable('lineage', cause)`.
 */
export interface LineageStore {
  /**
   * Keeps statements, all or none, durably before it answers; the next read sees them. The same statement again
   * changes nothing. Every asset that a statement names becomes known.
   * @returns how many assets were not known before.
   */
  record(statements: readonly LineageStatement[], recordedAt: Instant): Promise<{ newAssets: number }>;

  /** The known ones of these assets; unknown ids are left out. */
  assets(ids: readonly AssetId[]): Promise<Map<AssetId, AssetRecord>>;

  /** Breadth first. An unknown start has nothing around it. Self-loops and cycles end where they meet themselves. */
  walk(walk: Walk): Promise<WalkResult>;

  /** The edges valid at a time between any two of these assets, column-level ones included, ordered by from, to, role. */
  edgesAmong(ids: readonly AssetId[], asOf: Instant): Promise<Edge[]>;

  /**
   * The shortest chain of valid edges down from one asset to another, column-level edges only if one end is a feature.
   * An asset is at distance 0 from itself: no edges.
   */
  shortestPath(from: AssetId, to: AssetId, asOf: Instant, deadline: Instant): Promise<PathResult>;

  /**
   * Facts of these assets in [from, to) and, for each asset and kind (and field or assertion name where the kind has
   * one), the last one before `from`; ordered by time, then asset, then kind.
   */
  facts(ids: readonly AssetId[], from: Instant, to: Instant): Promise<Fact[]>;

  /** The latest fact of each kind for each asset; assets without facts are left out. */
  latestFacts(ids: readonly AssetId[]): Promise<Map<AssetId, Fact[]>>;

  /** SERVES edges whose `to` is one of these and whose validFrom lies in [from, to): new deployments of model versions. */
  deployed(ids: readonly AssetId[], from: Instant, to: Instant): Promise<Edge[]>;

  /** The newest runs of each job that started or ended in [from, to), at most `first` a job, newest first. */
  runsOf(jobs: readonly AssetId[], from: Instant, to: Instant, first: number): Promise<Map<AssetId, RunRecord[]>>;

  /** The known ones of these runs. */
  runs(runIds: readonly string[]): Promise<Map<string, RunRecord>>;

  /** Answers when the store does. */
  ping(): Promise<void>;

  close(): Promise<void>;
}
