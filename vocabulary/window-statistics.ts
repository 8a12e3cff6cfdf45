import { quickselect } from 'simple-statistics';

/** What the known values of windows come to, in their own unit; null where none is known. */
export interface WindowStatistics {
  /** How many are known. */
  known: number;
  median: number | null;
  /** Median absolute deviation from the median, not scaled to a standard deviation. */
  medianDeviation: number | null;
  /** Of all there are, √(Σ(x − mean)²/n). */
  standardDeviation: number | null;
}

const NONE: WindowStatistics = { known: 0, median: null, medianDeviation: null, standardDeviation: null };

/** NaN stands for what is not known. Loops, here and below: they go over millions of values, for which a call each takes ten times as long. */
export function windowStatisticsOf(values: Float64Array): WindowStatistics {
  const known = knownIn(values);
  if (known.length === 0) return NONE;
  // Before the selection puts them in another order, in which their sum may be rounded otherwise.
  const standardDeviation = standardDeviationOf(known);
  const median = medianOf(known);
  for (let index = 0; index < known.length; index += 1) known[index] = Math.abs((known[index] as number) - median);
  return { known: known.length, median, medianDeviation: medianOf(known), standardDeviation };
}

/** A copy. */
function knownIn(values: Float64Array): Float64Array {
  const known = values.slice();
  let length = 0;
  for (let index = 0; index < known.length; index += 1) {
    const value = known[index] as number;
    if (Number.isNaN(value)) continue;
    known[length] = value;
    length += 1;
  }
  return known.subarray(0, length);
}

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
