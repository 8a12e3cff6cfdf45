import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
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

/** Judgements and the outbox of their changes. */
export interface EvaluationStore {
  /** Of every judged metric. */
  progress(): Promise<Progress[]>;
  /** One answer a metric, in order; null where nothing was judged. The caller owns the answer. */
  judgements(metrics: readonly MetricKey[]): Promise<(Judgement | null)[]>;
  /** Keeps judgements and appends changes, all or nothing; they survive kill -9 once this resolves. @throws StoreUnavailable */
  save(judgements: readonly Judgement[], changes: readonly VerdictChange[]): Promise<void>;
  /** Changes after a cursor in the order they were saved. A first cursor is 0. */
  changesAfter(cursor: number, first: number): Promise<PublishedChange[]>;
  /** How far the measurements' arrivals have been judged; 0 at first. */
  arrivalsCursor(): Promise<number>;
  saveArrivalsCursor(cursor: number): Promise<void>;
  /** Assets that lineage has been told of. */
  announcedAssets(): Promise<AssetId[]>;
  saveAnnouncedAssets(assets: readonly AssetId[]): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
