import type { RootCause } from '../domain/root-cause/answer.ts';
import type { Question } from '../domain/root-cause/question.ts';
import type { BaselineWindows, Known, SeriesKey } from '../domain/root-cause/root-cause.ts';

/** Reads the windows of these metrics' baselines; those that cannot be had in time are left out. */
export type ReadBaselines = (wanted: readonly SeriesKey[]) => Promise<readonly BaselineWindows[]>;

/** Ranks causes as the domain does, elsewhere. */
export interface Ranking {
  /** The grids of what is known and read are given away: they are empty afterwards. @throws GraphUnavailable when it was broken off. */
  rank(question: Question, known: Known, first: number, read: ReadBaselines): Promise<RootCause>;
  close(): Promise<void>;
}
