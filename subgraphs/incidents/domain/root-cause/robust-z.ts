import type { WindowStatistics } from '../../../../vocabulary/window-statistics.ts';

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
 * What the windows of a baseline say; null when fewer than `MINIMUM_BASELINE_POINTS` are known. Where sampling alone
 * makes differences up to a floor, one of less is none, however still the baseline was.
 */
export function baselineOf(normal: WindowStatistics, noiseFloor: number | null): Baseline | null {
  const { known, median, medianDeviation, standardDeviation } = normal;
  if (known < MINIMUM_BASELINE_POINTS || median === null) return null;
  const spread = Math.max(MAD_TO_SIGMA * (medianDeviation ?? 0), standardDeviation ?? 0);
  return { median, scale: Math.max(spread, 0.01 * Math.abs(median), noiseFloor ?? 0) };
}

/** (value − median) / scale of each, times `side`, at most 1000 either way; NaN of NaN. */
export function robustZsInto(zs: Float64Array, values: Float64Array, { median, scale }: Baseline, side: 1 | -1): void {
  for (let index = 0; index < values.length; index += 1) {
    const distance = side * ((values[index] as number) - median);
    const z = distance === 0 ? 0 : distance / scale;
    zs[index] = Math.max(-GREATEST_Z, Math.min(GREATEST_Z, z));
  }
}
