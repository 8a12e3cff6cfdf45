/** A combination of values of some labels; null where measurements do not carry the label. */
export type SliceValues = readonly { label: string; value: string | null }[];

/** What was measured of one slice over a range. */
export interface MeasuredSlice {
  dimensions: SliceValues;
  /** Null when it cannot be computed. */
  value: number | null;
  sampleSize: number;
}

/** A metric over a range by the combinations of some labels' values. */
export interface Breakdown {
  slices: readonly MeasuredSlice[];
  /** Share of the samples that carry one of the labels; null when there are none. */
  coverage: number | null;
}

/** The same cut of what was normal and of what is. */
export interface Cut {
  labels: readonly string[];
  normal: Breakdown;
  now: Breakdown;
}

/** A metric over a whole range. */
export interface Whole {
  value: number | null;
  sampleSize: number;
}
