import { sum } from 'simple-statistics';

/*
 * Measures of how scores rank and mean, from counts by bin of the score, ascending. Scores of one bin are taken for the
 * same: they are exact of the binned scores, and of the scores themselves where no bin holds both classes.
 */

const at = (values: readonly number[], index: number): number => values[index] ?? 0;

/**
 * Area under the ROC curve: the share of the pairs of a positive and a negative that the score puts in order, a tie for
 * half of one (Mann and Whitney 1947). Null without a pair.
 */
export function areaUnderRoc(positive: readonly number[], negative: readonly number[]): number | null {
  const pairs = sum([...positive]) * sum([...negative]);
  if (pairs === 0) return null;
  let below = 0;
  let ordered = 0;
  for (const [index, count] of positive.entries()) {
    ordered += count * (below + at(negative, index) / 2);
    below += at(negative, index);
  }
  return ordered / pairs;
}

/** Average precision Σ (Rₙ − Rₙ₋₁) Pₙ over descending thresholds, without interpolation. Null without a positive. */
export function averagePrecision(positive: readonly number[], negative: readonly number[]): number | null {
  const positives = sum([...positive]);
  if (positives === 0) return null;
  let [found, called, average] = [0, 0, 0];
  for (let index = positive.length - 1; index >= 0; index--) {
    found += at(positive, index);
    called += at(positive, index) + at(negative, index);
    if (called > 0) average += (at(positive, index) / positives) * (found / called);
  }
  return average;
}

/** Expected calibration error Σ (n/N) |mean label − mean score| over the bins. Null without a label. */
export function calibrationError(
  positive: readonly number[],
  negative: readonly number[],
  sums: readonly number[],
): number | null {
  const total = sum([...positive]) + sum([...negative]);
  if (total === 0) return null;
  return sum(positive.map((count, index) => Math.abs(count - at(sums, index)))) / total;
}
