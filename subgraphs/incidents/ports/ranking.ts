import type { RootCause } from '../domain/root-cause/answer.ts';
import type { MeasuredSeries, Question } from '../domain/root-cause/question.ts';
import type { BaselineWindows, SeriesKey, Upstream } from '../domain/root-cause/root-cause.ts';

/** Reads the windows of these metrics' baselines; those that cannot be had in time are left out. */
export type ReadBaselines = (wanted: readonly SeriesKey[]) => Promise<readonly BaselineWindows[]>;

/** What a search for causes asks for, in the order in which it does. */
export interface Reading {
  /** What is measured of the target's asset. */
  own: readonly MeasuredSeries[];
  /** Tells of what lies upstream, of measurements as soon as they are read. */
  upstream(take: (series: readonly MeasuredSeries[]) => void): Promise<Upstream>;
  baselines: ReadBaselines;
}

/** Ranks causes as the domain does, elsewhere and while more is read. */
export interface Ranking {
  /** The grids of all that is read are given away: they are empty afterwards. @throws GraphUnavailable when it was broken off; what reading throws */
  rank(question: Question, reading: Reading, first: number): Promise<RootCause>;
  close(): Promise<void>;
}
