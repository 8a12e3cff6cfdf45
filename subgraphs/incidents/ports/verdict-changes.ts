import type { VerdictChange } from '../domain/verdict-change.ts';

/** The feed of changes of verdict, in the order they were found, at least once each. */
export interface VerdictChanges {
  /** At most `first` changes after the cursor, or from the beginning; none when there are no more. @throws GraphUnavailable */
  after(cursor: string | null, first: number): Promise<VerdictChange[]>;
}
