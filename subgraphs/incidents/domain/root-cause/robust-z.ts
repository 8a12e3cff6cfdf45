import { medianAbsoluteDeviation, medianSorted, standardDeviation } from 'simple-statistics';

/** A baseline of fewer windows says nothing about what is normal. */
export const MINIMUM_BASELINE_POINTS = 12;

/** Beyond it a z tells nothing more; a baseline that never moved has no scale at all. */
const GREATEST_Z = 1000;

/** Median absolute deviation of a normal distribution is 1/1.4826 of its standard deviation. */
const MAD_TO_SIGMA = 1.4826;

/** What was normal. */
export interface Baseline {
  median: number;
  /** max(1.4826·MAD, SD, 1 % of |median|, noise floor), in the metric's unit. */
  scale: number;
}

/**
 * What the known values of a baseline say; null when there are fewer than `MINIMUM_BASELINE_POINTS`. Where sampling alone
 * makes differences up to a floor, one of less is none, however still the baseline was.
 */
export function baselineOf(values: readonly (number | null)[], noiseFloor: number | null): Baseline | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length < MINIMUM_BASELINE_POINTS) return null;
  const median = medianSorted(known);
  const scale = Math.max(
    MAD_TO_SIGMA * medianAbsoluteDeviation(known),
    standardDeviation(known),
    0.01 * Math.abs(median),
    noiseFloor ?? 0,
  );
  return { median, scale };
}

/** (value − median) / scale, at most 1000 either way. */
export function robustZ(value: number, { median, scale }: Baseline): number {
  const distance = value - median;
  if (distance === 0) return 0;
  return Math.max(-GREATEST_Z, Math.min(GREATEST_Z, distance / scale));
}
