import type { Instant } from '../../../vocabulary/duration.ts';
import type { StoredComponents } from './components.ts';
import type { MetricDefinition } from './definition.ts';
import type { Measurement } from './measurement.ts';
import type { Evidence } from './methods/rules.ts';
import { rulesOf } from './rules-of.ts';
import { countedIn } from './slice.ts';
import { gridOf, longestWithin, type Span } from './windows.ts';

/** One window's components, merged. */
export interface MeasuredWindow extends Span {
  components: StoredComponents;
}

/** A window's components and what they come to. */
export interface Window extends MeasuredWindow {
  /** Null when it cannot be computed. */
  value: number | null;
  /** Why it cannot be, as the end of a sentence; null when it can. */
  whyNone: string | null;
  sampleSize: number;
  /** A value below it is what sampling alone produces; null where the method has no such floor. */
  noiseFloor: number | null;
}

/**
 * The windows that have data, oldest first. A window's whole is what was observed without dimensions; where nothing
 * was, it is all dimensions together. For a slice by labels the same holds of what carries them. What covers more than a
 * window counts for none.
 */
export function measuredWindows(
  definition: MetricDefinition,
  measurements: readonly Measurement[],
  labels: readonly string[] = [],
): MeasuredWindow[] {
  return [...measurementsByWindow(definition, measurements)].map(([start, all]) => ({
    ...gridOf(definition.window, definition.timezone).holding(start),
    components: mergeCounted(definition, all, labels),
  }));
}

/** The measurements of each window that has any, by its start, oldest first. */
export function measurementsByWindow<Kept extends Measurement>(
  definition: MetricDefinition,
  measurements: readonly Kept[],
): Map<Instant, Kept[]> {
  const grid = gridOf(definition.window, definition.timezone);
  const longest = longestWithin(definition.window);
  const fitting = measurements.filter(({ duration }) => duration <= longest);
  // A measurement belongs to the window in which it ends; one that ends on the boundary ends in the window before it.
  const byStart = Map.groupBy(fitting, ({ end }) => grid.holding(end - 1).start);
  return new Map([...byStart].sort(([a], [b]) => a - b));
}

/** Merges the measurements of one span that count for a slice by these labels; for the whole, of none. */
export function mergeCounted(
  definition: MetricDefinition,
  measurements: readonly Measurement[],
  labels: readonly string[] = [],
): StoredComponents {
  if (definition.inputs) return { inputs: mergeInputs(definition.inputs, measurements, labels) };
  return rulesOf(definition).merge(countedIn(labels, measurements).map(({ components }) => components));
}

/** Each input as it would be merged by itself: one may have been observed as a whole and another by its parts. */
function mergeInputs(
  inputs: Record<string, MetricDefinition>,
  measurements: readonly Measurement[],
  labels: readonly string[],
): Record<string, StoredComponents> {
  const merged = Object.entries(inputs).flatMap(([variable, input]): [string, StoredComponents][] => {
    const own = measurements.flatMap((one) => {
      const components = 'inputs' in one.components ? one.components.inputs[variable] : undefined;
      return components ? [{ ...one, components }] : [];
    });
    return own.length === 0 ? [] : [[variable, mergeCounted(input, own, labels)]];
  });
  return Object.fromEntries(merged);
}

/** What a span's components come to, held against the baseline's. */
export function computeWindow(
  definition: MetricDefinition,
  baseline: StoredComponents | null,
  window: MeasuredWindow,
): Window {
  const rules = rulesOf(definition);
  const context = { baseline, end: window.end };
  const computed = rules.compute(window.components, context);
  // Sums of finite numbers may still be none.
  const value = Number.isFinite(computed) ? computed : null;
  const why = computed === null ? () => rules.whyNone(window.components, context) : () => `it comes to ${computed}`;
  return {
    ...window,
    value,
    whyNone: value === null ? why() : null,
    sampleSize: rules.sampleSize(window.components),
    noiseFloor: rules.noiseFloor(window.components, context),
  };
}

/** What beside its size says how much a span's value means. */
export const evidenceOf = (
  definition: MetricDefinition,
  baseline: StoredComponents | null,
  { end, components }: MeasuredWindow,
): Evidence => rulesOf(definition).evidence(components, { baseline, end });

/**
 * Every window up to `until`, each with the newest event known by its end: a source that falls silent grows old.
 * `windows` are those that have data, oldest first, and begin with the newest before the range where there is one.
 */
export function carriedForward(
  definition: MetricDefinition,
  windows: readonly MeasuredWindow[],
  until: Instant,
): MeasuredWindow[] {
  const grid = gridOf(definition.window, definition.timezone);
  const { merge } = rulesOf(definition);
  const [first, ...others] = windows;
  if (!first) return [];
  const carried = [first];
  for (let last = first; ; ) {
    const span = grid.after(last.end);
    if (span.end > until) return carried;
    const observed = others[0]?.start === span.start ? others.shift() : undefined;
    last = { ...span, components: observed ? merge([last.components, observed.components]) : last.components };
    carried.push(last);
  }
}
