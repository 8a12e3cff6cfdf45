import { median, medianAbsoluteDeviation, standardDeviation } from 'simple-statistics';
import type { StoredComponents } from './components.ts';
import type { MetricDefinition } from './definition.ts';
import type { Measurement } from './measurement.ts';
import { rulesOf } from './rules-of.ts';
import { computeWindow, measuredWindows, mergeWhole } from './window.ts';

/** Median of the baseline's windows and three robust standard deviations either side, in the definition's unit. */
export interface BaselineBand {
  lower: number;
  expected: number;
  upper: number;
}

/** What the measurements of the pinned range say. */
export interface Baseline {
  /** All of them merged, for methods that compare with it. */
  components: StoredComponents;
  /** Null when no window of it has a value. */
  band: BaselineBand | null;
}

/** Makes the median absolute deviation estimate a normal distribution's standard deviation. */
const CONSISTENCY = 1.4826;
const BAND_WIDTH = 3;
/** A baseline that never moved still allows this share of its median. */
const LEAST_SPREAD = 0.01;

/** The baseline from the measurements within the definition's range; null when there are none. */
export function baselineOf(definition: MetricDefinition, measurements: readonly Measurement[]): Baseline | null {
  if (measurements.length === 0) return null;
  const byEnd = Map.groupBy(measurements, ({ end }) => end);
  const wholes = [...byEnd.values()].map((all) => mergeWhole(definition, all));
  const components = rulesOf(definition).merge(wholes);
  const values = measuredWindows(definition, measurements).flatMap((window) => {
    const { value } = computeWindow(definition, components, window);
    return value === null ? [] : [value];
  });
  return { components, band: values.length === 0 ? null : bandOf(values) };
}

function bandOf(values: number[]): BaselineBand {
  const expected = median(values);
  const spread = BAND_WIDTH * robustDeviation(values, expected);
  return { lower: expected - spread, expected, upper: expected + spread };
}

const robustDeviation = (values: number[], middle: number): number =>
  CONSISTENCY * medianAbsoluteDeviation(values) || standardDeviation(values) || LEAST_SPREAD * Math.abs(middle);
