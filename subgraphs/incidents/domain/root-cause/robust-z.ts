import { quickselect } from 'simple-statistics';
import type { Grid } from './question.ts';

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
export function baselineOf(grid: Grid, noiseFloor: number | null): Baseline | null {
  const known = knownIn(grid);
  if (known.length < MINIMUM_BASELINE_POINTS) return null;
  // Before the selection puts them in another order, in which their sum may be rounded otherwise.
  const deviation = standardDeviationOf(known);
  const median = medianOf(known);
  for (let index = 0; index < known.length; index += 1) known[index] = Math.abs((known[index] as number) - median);
  const scale = Math.max(MAD_TO_SIGMA * medianOf(known), deviation, 0.01 * Math.abs(median), noiseFloor ?? 0);
  return { median, scale };
}

/** A copy. Loops, here and below: they go over millions of values, for which a call each takes ten times as long. */
function knownIn(grid: Grid): Float64Array {
  const known = grid.values.slice();
  let length = 0;
  for (let index = 0; index < known.length; index += 1) {
    const value = known[index] as number;
    if (Number.isNaN(value)) continue;
    known[length] = value;
    length += 1;
  }
  return known.subarray(0, length);
}

/** Of all there are, √(Σ(x − mean)²/n). */
function standardDeviationOf(values: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index] as number;
  const mean = sum / values.length;
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) squares += ((values[index] as number) - mean) ** 2;
  return Math.sqrt(squares / values.length);
}

/** The mean of the middle two of an even number; puts them in another order. */
function medianOf(values: Float64Array): number {
  const middle = values.length >> 1;
  // It takes what has an index, whatever its type says; to sort them all would take many times as long.
  quickselect(values as unknown as number[], middle, 0, values.length - 1);
  const upper = values[middle] as number;
  if (values.length % 2 === 1) return upper;
  let lower = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < middle; index += 1) lower = Math.max(lower, values[index] as number);
  return (lower + upper) / 2;
}

/** (value − median) / scale, at most 1000 either way; NaN of NaN. */
export function robustZ(value: number, { median, scale }: Baseline): number {
  const distance = value - median;
  if (distance === 0) return 0;
  return Math.max(-GREATEST_Z, Math.min(GREATEST_Z, distance / scale));
}
