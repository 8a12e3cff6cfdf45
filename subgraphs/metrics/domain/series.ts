import type { Instant } from '../../../vocabulary/duration.ts';
import type { StoredComponents } from './components.ts';
import type { MetricDefinition } from './definition.ts';
import { rulesOf } from './rules-of.ts';
import { computeWindow, type MeasuredWindow } from './window.ts';
import { plusStep, type Span, type Step } from './windows.ts';

/** A value over one step. */
export interface Point {
  /** End of what it covers. */
  time: Instant;
  value: number | null;
  sampleSize: number;
}

/** Steps from `from` up to `to`; the last ends with the range. At most `most` and one. */
export function stepsWithin({ start, end }: Span, step: Step, timezone: string, most: number): Span[] {
  const steps: Span[] = [];
  for (let from = start; from < end && steps.length <= most; ) {
    const next = Math.min(end, plusStep(from, step, timezone));
    steps.push({ start: from, end: next });
    from = next;
  }
  return steps;
}

/** A point for each step that has data, from the merged components of its windows. */
export function pointsOf(
  definition: MetricDefinition,
  baseline: StoredComponents | null,
  windows: readonly MeasuredWindow[],
  steps: readonly Span[],
): Point[] {
  const { merge } = rulesOf(definition);
  let next = 0;
  return steps.flatMap((step) => {
    const within: StoredComponents[] = [];
    for (let window = windows[next]; window && window.end <= step.end; window = windows[++next])
      if (window.start >= step.start) within.push(window.components);
    if (within.length === 0) return [];
    const { value, sampleSize } = computeWindow(definition, baseline, { ...step, components: merge(within) });
    return [{ time: step.end, value, sampleSize }];
  });
}
