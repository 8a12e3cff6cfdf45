import { median, medianAbsoluteDeviation, standardDeviation } from 'simple-statistics';

/** Values before it that a jump is judged against: at least, and at most. */
const LEAST_EARLIER = 5;
const MOST_EARLIER = 30;

/** A jump lies at least this many robust standard deviations from the median of what came before. */
const LEAST_DISTANCE = 5;

/** 1.4826 makes the median absolute deviation of a normal distribution its standard deviation. */
const NORMAL_CONSISTENCY = 1.4826;

export interface Jump {
  median: number;
  /** Robust z: distance from the median of the earlier values in units of their spread. */
  distance: number;
}

/**
 * Whether a value jumped: robust z = |x − median| / max(1.4826·MAD, SD, floor) ≥ 5 against the last 30 earlier values,
 * of which there must be 5. The standard deviation in the denominator makes a lasting shift one change, at its first
 * value, for that value then widens the spread. Null when it did not jump, or too little is known.
 * @param floorOf the least spread that counts, above 0, given the median: smaller differences are of no consequence.
 */
export function jumpOf(value: number, earlier: readonly number[], floorOf: (center: number) => number): Jump | null {
  const known = earlier.slice(-MOST_EARLIER);
  if (known.length < LEAST_EARLIER) return null;
  const center = median(known);
  const spread = Math.max(
    NORMAL_CONSISTENCY * medianAbsoluteDeviation(known),
    standardDeviation(known),
    floorOf(center),
  );
  const distance = Math.abs(value - center) / spread;
  return distance >= LEAST_DISTANCE ? { median: center, distance } : null;
}
