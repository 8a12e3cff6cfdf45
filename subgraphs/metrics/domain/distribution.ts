import { robustScaleOf } from './statistics/robust-scale.ts';

/** Where the values of a baseline's windows lie, by statistics that a few windows gone wrong do not move. */
export interface Distribution {
  /** Median, in the definition's unit. */
  expected: number;
  /** Robust standard deviation, in the definition's unit; 0 where every value is 0. */
  deviation: number;
  /** Windows that its deviation was told from. */
  count: number;
  /** Correlation of a window with the one before, between 0 and 1: how much of a difference lasts by itself. */
  persistence: number;
}

/** Beyond it a level is hardly told from a trend. */
const MOST_PERSISTENCE = 0.9;
/** Fewer values say nothing of how one follows another. */
const LEAST_VALUES = 4;

/** The distribution of values in the order of time; null of none. */
export function distributionOf(values: readonly number[]): Distribution | null {
  const scale = robustScaleOf(values);
  if (!scale) return null;
  const { middle, deviation } = scale;
  return { expected: middle, deviation, count: values.length, persistence: persistenceOf(values) };
}

/**
 * Lag-1 autocorrelation of values in the order of time, with Kendall's correction (1954) for the bias of few values.
 * Never below 0: that windows alternate makes no change more likely.
 */
export function persistenceOf(values: readonly number[]): number {
  const count = values.length;
  if (count < LEAST_VALUES) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const strays = values.map((value) => value - mean);
  const squares = strays.reduce((sum, stray) => sum + stray * stray, 0);
  if (squares === 0) return 0;
  const raw = strays.reduce((sum, stray, index) => sum + stray * (strays[index - 1] ?? 0), 0) / squares;
  return Math.min(MOST_PERSISTENCE, Math.max(0, raw + (1 + 3 * raw) / count));
}
