import type { Instant } from '../../../vocabulary/duration.ts';
import { comparesComponents } from './compares-components.ts';
import type { StoredComponents } from './components.ts';
import type { MetricDefinition } from './definition.ts';
import { type Distribution, distributionOf } from './distribution.ts';
import type { Measurement } from './measurement.ts';
import { rulesOf } from './rules-of.ts';
import { labelsOf, type Slice, within } from './slice.ts';
import { computeWindow, type MeasuredWindow, measuredWindows, mergeCounted } from './window.ts';
import type { Span } from './windows.ts';

/** Median of the baseline's windows and three robust standard deviations either side, in the definition's unit. */
export interface BaselineBand {
  lower: number;
  expected: number;
  upper: number;
}

/** What a window is compared with. */
export interface Baseline {
  /** All of its measurements merged; null for a method that compares with none. */
  components: StoredComponents | null;
  /** How the values of its windows lie; null when none of them has one. */
  usual: Distribution | null;
  /** The same as a band; null likewise. */
  band: BaselineBand | null;
}

/** The baseline of any window; null when there is none or it has too few data. */
export type BaselineAt = (window: Span) => Baseline | null;

export const withoutBaseline: BaselineAt = () => null;

const BAND_WIDTH = 3;

/**
 * A pinned baseline of a slice from the measurements within its range, also those that cover more than a window; null
 * of none.
 */
export function pinnedBaseline(
  definition: MetricDefinition,
  measurements: readonly Measurement[],
  slice: Slice = [],
): Baseline | null {
  const sliced = within(slice, measurements);
  if (sliced.length === 0) return null;
  const labels = labelsOf(slice);
  const byEnd = Map.groupBy(sliced, ({ end }) => end);
  const components = comparesComponents(definition)
    ? rulesOf(definition).merge([...byEnd.values()].map((all) => mergeCounted(definition, all, labels)))
    : null;
  const values = valuesOf(definition, components, measuredWindows(definition, sliced, labels));
  return baselineWith(components, distributionOf(values.map(({ value }) => value)));
}

export const baselineWith = (components: StoredComponents | null, usual: Distribution | null): Baseline => ({
  components,
  usual,
  band: usual && bandOf(usual),
});

/** When a window of a baseline began, and its value; null when it has none or fewer samples than a judgement needs. */
export interface ValuedWindow {
  start: Instant;
  value: number | null;
}

/** Of a baseline that compares no components, values are all that is needed of its windows. */
export type BaselineWindow = MeasuredWindow | ValuedWindow;

/** A value of its own, and when its window began. */
type Valued = ValuedWindow & { value: number };

/** The windows that have a value and the samples that a judgement needs. */
export const valuesOf = (
  definition: MetricDefinition,
  baseline: StoredComponents | null,
  windows: readonly BaselineWindow[],
): Valued[] =>
  windows
    .map((window) => ('components' in window ? valued(definition, baseline, window) : window))
    .filter((window): window is Valued => window.value !== null);

/** A window held against the baseline's components. */
export function valued(
  definition: MetricDefinition,
  baseline: StoredComponents | null,
  window: MeasuredWindow,
): ValuedWindow {
  const { value, sampleSize } = computeWindow(definition, baseline, window);
  return { start: window.start, value: sampleSize < definition.minimumSamples ? null : value };
}

const bandOf = ({ expected, deviation }: Distribution): BaselineBand => ({
  lower: expected - BAND_WIDTH * deviation,
  expected,
  upper: expected + BAND_WIDTH * deviation,
});
