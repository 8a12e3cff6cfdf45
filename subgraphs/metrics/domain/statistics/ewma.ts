/** Weight of the newest value. */
const EWMA_WEIGHT = 0.2;
/** Width of the control limits, in deviations of the average. */
const EWMA_WIDTH = 3;

/** An exponentially weighted average after some values. Plain data, so that a standing can keep it. */
export interface Ewma {
  average: number;
  /** Values taken. */
  count: number;
}

/** Before the first value: at where the baseline lies, which is 0 for standardised values. */
export const ewmaFrom = (middle: number): Ewma => ({ average: middle, count: 0 });

/** The average after one more value (Roberts 1959): λ x + (1 − λ) average. */
export const ewmaAfter = ({ average, count }: Ewma, value: number, weight = EWMA_WEIGHT): Ewma => ({
  average: weight * value + (1 - weight) * average,
  count: count + 1,
});

/**
 * How far from the middle an average of `count` values may lie, in deviations of one value:
 * L √(λ/(2 − λ) (1 − (1 − λ)^2n)), the exact limit and not the one that it tends to.
 */
export const ewmaLimit = ({ count }: Ewma, weight = EWMA_WEIGHT, width = EWMA_WIDTH): number =>
  width * Math.sqrt((weight / (2 - weight)) * (1 - (1 - weight) ** (2 * count)));
