import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { Lease } from '../../../vocabulary/lease.ts';
import type { Judgement, VerdictChange } from '../domain/judgement.ts';
import type { MetricKey } from '../domain/measurement.ts';

/** A change as it was published. */
export interface PublishedChange extends VerdictChange {
  /** Grows with each change. */
  cursor: number;
  /** The same however often it is delivered, and of no other change. */
  id: string;
}

/** How far a metric has been judged. */
export interface Progress extends MetricKey {
  judgedUntil: Instant;
  /** See {@link Judgement}. */
  definition: string;
}

/**
 * Judgements and the outbox of their changes. Many processes may read; what is written under a lease is written only
 * while that lease holds, however late the writer is.
 */
export interface EvaluationStore {
  /** Of every judged metric. */
  progress(): Promise<Progress[]>;
  /** One answer a metric, in order; null where nothing was judged. The caller owns the answer. */
  judgements(metrics: readonly MetricKey[]): Promise<(Judgement | null)[]>;
  /**
   * Takes the right to judge or renews it; null while another process has it. By the store's own clock, so that the
   * clocks of processes need not agree. It ends with its length, or when the store is closed.
   * @throws Conflict while a process that has other measurements than this one has it; StoreUnavailable.
   */
  claim(length: Milliseconds): Promise<Lease | null>;
  /**
   * Keeps judgements, appends changes and renews the lease, all or nothing; they survive kill -9 once this resolves.
   * Nothing is kept (`false`) when the lease has gone to another process. @throws StoreUnavailable
   */
  save(lease: Lease, judgements: readonly Judgement[], changes: readonly VerdictChange[]): Promise<boolean>;
  /** Changes after a cursor in the order they were saved. A first cursor is 0. */
  changesAfter(cursor: number, first: number): Promise<PublishedChange[]>;
  /** How far the measurements' arrivals have been judged; 0 at first. */
  arrivalsCursor(): Promise<number>;
  /** `false`, and nothing is kept, when the lease has gone to another process. */
  saveArrivalsCursor(lease: Lease, cursor: number): Promise<boolean>;
  /** Assets that lineage has been told of. */
  announcedAssets(): Promise<AssetId[]>;
  saveAnnouncedAssets(assets: readonly AssetId[]): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
