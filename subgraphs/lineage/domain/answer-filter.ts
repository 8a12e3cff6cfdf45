import type { AssetKind } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';

/** A tag that an asset must bear; any value of it when none is named. */
export interface TagFilter {
  key: string;
  value?: string | null;
}

/** Which of the assets found are answered; the walk goes on through the others. */
export interface AnswerFilter {
  kinds?: readonly AssetKind[] | null;
  namespace?: string | null;
  /** All of them must hold. */
  tags?: readonly TagFilter[] | null;
  /** Only what changed since. */
  changedSince?: Instant | null;
}

export const hasTags = (tags: Readonly<Record<string, string>>, asked: readonly TagFilter[]): boolean =>
  asked.every(({ key, value }) => Object.hasOwn(tags, key) && (value == null || tags[key] === value));
