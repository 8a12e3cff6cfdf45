import type { Instant } from '../../../vocabulary/duration.ts';
import type { LabelledCase } from '../domain/post-mortem/labelled-case.ts';
import type { PostMortem, PostMortemState, PostMortemVersion } from '../domain/post-mortem/post-mortem.ts';
import type { Page, PageQuery } from './incident-store.ts';

/**
 * Post-mortems, every version of them, and the cases that they label. Unknown ids are left out of maps. Results belong to
 * the caller. When the store is away every method raises `StoreUnavailable('incidents', cause)`.
 */
export interface PostMortemStore {
  /**
   * Keeps the next version, durably before it answers; `false`, and nothing is kept, when that version is there already:
   * somebody else was first. With `labelled` the incident's case is replaced by it, or taken away by null.
   */
  keep(version: PostMortemVersion, labelled?: LabelledCase | null): Promise<boolean>;
  /** The newest version of each incident's post-mortem. */
  byIncident(incidents: readonly string[]): Promise<Map<string, PostMortem>>;
  /** The newest versions, by when they were begun, then by incident. */
  list(query: PageQuery<PostMortemState>): Promise<Page<PostMortem>>;
  /** Newest first: at most `first` versions before one; before null: from the newest. */
  versions(incident: string, before: number | null, first: number): Promise<PostMortemVersion[]>;
  /** Oldest confirmation first, then by alert; after null: from the oldest. The last confirmation of an alert counts. */
  labelledCases(after: { time: Instant; id: string } | null, first: number): Promise<Page<LabelledCase>>;
}
