import { type Instant, isoOf, millisecondsOf } from '../../../vocabulary/duration.ts';
import type { MetricDefinition } from './definition.ts';
import { dimensionsText, type KeptMeasurement, type Measurement } from './measurement.ts';
import { rulesOf } from './rules-of.ts';
import { type MeasuredWindow, measuredWindows, measurementsByWindow, mergeCounted } from './window.ts';
import { gridOf, longestWithin, type Span } from './windows.ts';

/**
 * Up to when measurements are merged at `now`, a boundary of the steps; null when they are kept as they are. What a
 * rolling or seasonal baseline looks back at is not yet merged.
 */
export function mergedUntil({ retention, baseline, timezone }: MetricDefinition, now: Instant): Instant | null {
  if (!retention) return null;
  const back = baseline && 'length' in baseline ? millisecondsOf(baseline.length) : 0;
  return gridOf(retention.step, timezone).holding(now - Math.max(millisecondsOf(retention.raw), back)).start;
}

/** Why a measurement that ends at a time comes too late to be kept; null when it does not. */
export function latenessFault(definition: MetricDefinition, time: Instant, now: Instant): string | null {
  const until = mergedUntil(definition, now);
  if (until === null || time > until || isInBaseline(definition, { start: time - 1, end: time })) return null;
  const { name, retention } = definition;
  return `time ${isoOf(time)} is not after ${isoOf(until)}, up to where ${name} is merged into steps of ${retention?.step}: it could not be told from what is merged already; lengthen retention.raw of ${retention?.raw} before older data is sent`;
}

/** Why a series cannot have these steps, for it begins or ends one of them within what is merged into one; null when it can. */
export function mergedStepFault(definition: MetricDefinition, steps: readonly Span[], now: Instant): string | null {
  for (const [variable, input] of Object.entries(definition.inputs ?? {})) {
    const until = mergedUntil(input, now);
    if (until !== null && steps.some(({ start }) => start < until))
      return `${variable} of ${definition.name} is merged up to ${isoOf(until)}; ask from then on`;
  }
  const [until, { retention, timezone, name }] = [mergedUntil(definition, now), definition];
  if (!retention || until === null) return null;
  const grid = gridOf(retention.step, timezone);
  const bounds = steps.flatMap(({ start, end }) => [start, end]).filter((bound) => bound < until);
  const cut = bounds.find((bound) => grid.holding(bound).start !== bound);
  return cut === undefined
    ? null
    : `up to ${isoOf(until)} ${name} is kept merged into steps of ${retention.step} in ${timezone}, and a step would begin or end within one, at ${isoOf(cut)}; ask for steps of ${retention.step} or whole multiples from such a boundary on, or from ${isoOf(until)} on`;
}

/** Up to when nothing is kept at `now`; null when it is for good. */
export const forgottenUntil = ({ retention }: MetricDefinition, now: Instant): Instant | null =>
  retention?.keep ? now - millisecondsOf(retention.keep) : null;

/**
 * One step's measurements merged, one for each of their dimensions; null where a step must stay as it is: in a pinned
 * baseline, whose windows are compared with, and where a total was told beside its parts in some windows only, for then
 * what counts differs from window to window.
 */
export function mergedStep(
  definition: MetricDefinition,
  measurements: readonly KeptMeasurement[],
  step: Span,
): Measurement[] | null {
  const longest = longestWithin(definition.window);
  if (isInBaseline(definition, step) || measurements.some(({ duration }) => duration > longest)) return null;
  const windows = [...measurementsByWindow(definition, measurements).values()];
  if (!countsAlike(windows)) return null;
  const { merge } = rulesOf(definition);
  return [...Map.groupBy(measurements, ({ dimensions }) => dimensions).values()].flatMap((all): Measurement[] => {
    const [first] = all;
    if (!first) return [];
    const { name, fingerprint, asset, dimensions } = first;
    const components = merge(all.map((one) => one.components));
    const recordedAt = all.reduce((latest, one) => Math.max(latest, one.recordedAt), first.recordedAt);
    const duration = step.end - step.start;
    return [{ name, fingerprint, asset, dimensions, end: step.end, duration, components, traceIds: [], recordedAt }];
  });
}

/** The windows of a series, oldest first: what was merged is one window as long as its step. */
export function keptWindows(
  definition: MetricDefinition,
  measurements: readonly Measurement[],
  labels: readonly string[] = [],
): MeasuredWindow[] {
  const windows = measuredWindows(definition, measurements, labels);
  const merged = Map.groupBy(
    measurements.filter((one) => isMerged(definition, one)),
    ({ end }) => end,
  );
  if (merged.size === 0) return windows;
  const steps = [...merged].map(([end, all]) => ({
    start: end - (all[0]?.duration ?? 0),
    end,
    components: mergeCounted(definition, all, labels),
  }));
  return [...steps, ...windows].sort((a, b) => a.start - b.start);
}

function isMerged(definition: MetricDefinition, { end, duration }: Measurement): boolean {
  const { retention, window, timezone } = definition;
  if (!retention || duration <= longestWithin(window)) return false;
  const step = gridOf(retention.step, timezone).holding(end - 1);
  return step.end === end && step.start === end - duration && !isInBaseline(definition, step);
}

const isInBaseline = ({ baseline }: MetricDefinition, { start, end }: Span): boolean =>
  baseline !== null && 'from' in baseline && start < baseline.to && end > baseline.from;

/** Whether each window has the total of whatever it has a part of, for every total that any window has. */
function countsAlike(windows: readonly (readonly Measurement[])[]): boolean {
  const all = new Map<string, [string, string][]>();
  for (const { dimensions } of windows.flat())
    if (!all.has(dimensions)) all.set(dimensions, dimensions === '' ? [] : JSON.parse(dimensions));
  const labelSets = new Map([...all.values()].map((pairs) => [JSON.stringify(pairs.map(([label]) => label)), pairs]));
  const totalsOf = new Map<string, string[]>();
  for (const [text, pairs] of all)
    for (const labels of labelSets.values()) {
      const total = dimensionsText(
        Object.fromEntries(pairs.filter(([label]) => labels.some(([one]) => one === label))),
      );
      if (total !== text && all.has(total)) totalsOf.set(text, [...(totalsOf.get(text) ?? []), total]);
    }
  if (totalsOf.size === 0) return true;
  return windows.every((window) => {
    const present = new Set(window.map(({ dimensions }) => dimensions));
    return [...present].every((text) => (totalsOf.get(text) ?? []).every((total) => present.has(total)));
  });
}
