import { windowStatisticsOf } from '../../../../vocabulary/window-statistics.ts';

/** Where values lie and how far they stray, in their own unit. */
export interface Scale {
  middle: number;
  deviation: number;
}

/** Makes the median absolute deviation estimate a normal distribution's standard deviation. */
const CONSISTENCY = 1.4826;
/** Values that never moved still allow this share of their median. */
const LEAST_SPREAD = 0.01;
/** A spread of no more than this share of the middle is what rounding makes of values that never moved. */
const ROUNDING = 1e-12;

/**
 * Median and 1.4826 times the median absolute deviation, which one outlier in two leaves in place (Rousseeuw and Croux
 * 1993). Where half of the values are the same the standard deviation serves instead, then a hundredth of the median.
 * Null of no values. The deviation is 0 where every value is 0.
 */
export function robustScaleOf(values: readonly number[]): Scale | null {
  const { median, medianDeviation, standardDeviation } = windowStatisticsOf(new Float64Array(values));
  if (median === null) return null;
  return {
    middle: median,
    deviation: deviationAbout(median, [CONSISTENCY * (medianDeviation ?? 0), standardDeviation ?? 0]),
  };
}

/** The first of these spreads about a middle that is any, else a hundredth of the middle. */
export const deviationAbout = (middle: number, spreads: readonly number[]): number =>
  spreads.find((spread) => spread > ROUNDING * Math.abs(middle)) ?? LEAST_SPREAD * Math.abs(middle);

/** How many deviations a value lies above the middle; null where nothing ever strayed, so that none can be said. */
export const standardised = (value: number, { middle, deviation }: Scale): number | null =>
  deviation === 0 ? null : (value - middle) / deviation;
