import type { RootCause } from '../domain/root-cause/answer.ts';
import type { Question } from '../domain/root-cause/question.ts';
import type { Known } from '../domain/root-cause/root-cause.ts';

/** Ranks causes as the domain does, elsewhere. */
export interface Ranking {
  /** The grids of what is known are given away: they are empty afterwards. @throws GraphUnavailable when it was broken off. */
  rank(question: Question, known: Known, first: number): Promise<RootCause>;
  close(): Promise<void>;
}
