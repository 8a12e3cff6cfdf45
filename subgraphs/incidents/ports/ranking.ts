import type { RootCause } from '../domain/root-cause/answer.ts';
import type { Grid, MeasuredSeries, Question } from '../domain/root-cause/question.ts';
import type { Known } from '../domain/root-cause/root-cause.ts';

/** A grid as it is moved between threads: NaN where nothing is known. */
export interface PackedGrid extends Omit<Grid, 'values' | 'packed'> {
  values: Float64Array<ArrayBuffer>;
}

export interface PackedSeries extends Omit<MeasuredSeries, 'baseline' | 'recent'> {
  baseline: PackedGrid;
  recent: PackedGrid;
}

export interface Evidence extends Omit<Known, 'series'> {
  series: readonly PackedSeries[];
}

/** Ranks causes as the domain does, elsewhere. */
export interface Ranking {
  /** The grids of the evidence are given away: they are empty afterwards. @throws GraphUnavailable when it was broken off. */
  rank(question: Question, evidence: Evidence, first: number): Promise<RootCause>;
  close(): Promise<void>;
}
