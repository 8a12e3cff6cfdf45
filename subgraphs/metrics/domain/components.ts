import type { Instant } from '../../../vocabulary/duration.ts';

export interface SumComponents {
  sum: number;
  count: number;
  /** The least sample and the greatest; left out where they were not merged. */
  min?: number;
  max?: number;
  /** Of every sample's square, for the spread; left out where it was not told. */
  sumOfSquares?: number;
}

export interface RatioComponents {
  numerator: number;
  denominator: number;
}

/** Label -> count; for a method with several sums, such as the counts of a confusion, the name of each -> its sum. */
export interface BinComponents {
  bins: Record<string, number>;
}

/** A DDSketch as its protobuf. */
export interface SketchComponents {
  sketch: Uint8Array;
}

/** The newest event's time. */
export interface EventTimeComponents {
  latest: Instant;
}

/** Of an expression: variable -> the components of what it stands for; without those that have no data. Never stored. */
export interface InputComponents {
  inputs: Record<string, StoredComponents>;
}

/** Components in the one form that a method merges; what the metric store holds. */
export type StoredComponents =
  | SumComponents
  | RatioComponents
  | BinComponents
  | SketchComponents
  | EventTimeComponents
  | InputComponents;
