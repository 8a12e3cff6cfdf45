import type { StoredComponents } from './components.ts';
import type { MetricDefinition } from './definition.ts';
import type { Measurement } from './measurement.ts';
import { rulesOf } from './rules-of.ts';
import { type Slice, within } from './slice.ts';
import { robustScaleOf } from './statistics/robust-scale.ts';
import { computeWindow, measuredWindows, mergeCounted } from './window.ts';

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

const BAND_WIDTH = 3;

/** The baseline of a slice from the measurements within the definition's range; null when there are none. */
export function baselineOf(
  definition: MetricDefinition,
  measurements: readonly Measurement[],
  slice: Slice = [],
): Baseline | null {
  const sliced = within(slice, measurements);
  if (sliced.length === 0) return null;
  const labels = slice.map(({ label }) => label);
  const byEnd = Map.groupBy(sliced, ({ end }) => end);
  const wholes = [...byEnd.values()].map((all) => mergeCounted(definition, all, labels));
  const components = rulesOf(definition).merge(wholes);
  const values = measuredWindows(definition, sliced, labels).flatMap((window) => {
    const { value } = computeWindow(definition, components, window);
    return value === null ? [] : [value];
  });
  return { components, band: bandOf(values) };
}

function bandOf(values: number[]): BaselineBand | null {
  const scale = robustScaleOf(values);
  if (!scale) return null;
  const { middle, deviation } = scale;
  return { lower: middle - BAND_WIDTH * deviation, expected: middle, upper: middle + BAND_WIDTH * deviation };
}
