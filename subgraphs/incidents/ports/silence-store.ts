import type { Instant } from '../../../vocabulary/duration.ts';
import type { Silence } from '../domain/silence.ts';

/** Silences and windows of maintenance. Results belong to the caller. When the store is away every method raises `StoreUnavailable('incidents', cause)`. */
export interface SilenceStore {
  /** Keeps a silence in the place of the one with its id. */
  keep(silence: Silence): Promise<void>;
  /** Null when there is none. */
  byId(id: string): Promise<Silence | null>;
  /** Those that have not ended, or all; newest first by creation, then by id, at most `first` after one. */
  list(query: {
    now: Instant;
    isEndedIncluded: boolean;
    first: number;
    after: { time: Instant; id: string } | null;
  }): Promise<Silence[]>;
  /** Those that have begun and not ended, weekly ones also between their windows. */
  begun(now: Instant): Promise<Silence[]>;
}
