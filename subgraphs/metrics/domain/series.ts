import type { Instant } from '../../../vocabulary/duration.ts';
import type { BaselineAt, BaselineBand } from './baseline.ts';
import type { MetricDefinition } from './definition.ts';
import type { Evidence } from './methods/rules.ts';
import { rulesOf } from './rules-of.ts';
import { computeWindow, evidenceOf, type MeasuredWindow } from './window.ts';
import { plusStep, type Span, type Step } from './windows.ts';

/** A value over one step. */
export interface Point {
  /** End of what it covers. */
  time: Instant;
  value: number | null;
  sampleSize: number;
}

/** A value over one step of a series. */
export interface SeriesPoint extends Point {
  /** Why there is no value, as the end of a sentence; null when there is one. */
  whyNone: string | null;
  noiseFloor: number | null;
  /**
   * Computed when asked for: counting every way to a Kolmogorov-Smirnov distance takes milliseconds, and what it is told
   * from may have to be read.
   */
  evidence: () => Evidence | Promise<Evidence>;
  /** When one of its windows was last revised; null when none was. */
  revisedAt: Instant | null;
  /** What was expected of it; null when there is no baseline or it has too few data. */
  baseline: BaselineBand | null;
}

/** A window of a series, with when it was last revised. */
export interface SeriesWindow extends MeasuredWindow {
  revisedAt: Instant | null;
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
  baselineAt: BaselineAt,
  windows: readonly SeriesWindow[],
  steps: readonly Span[],
): SeriesPoint[] {
  const { merge } = rulesOf(definition);
  let next = 0;
  return steps.flatMap((step) => {
    const within: SeriesWindow[] = [];
    for (let window = windows[next]; window && window.end <= step.end; window = windows[++next])
      if (window.start >= step.start) within.push(window);
    if (within.length === 0) return [];
    const components = merge(within.map((window) => window.components));
    const baseline = baselineAt(step);
    const compared = baseline?.components ?? null;
    const { value, whyNone, sampleSize, noiseFloor } = computeWindow(definition, compared, { ...step, components });
    const revised = within.flatMap(({ revisedAt }) => revisedAt ?? []);
    return [
      {
        time: step.end,
        value,
        whyNone,
        sampleSize,
        noiseFloor,
        evidence: () => evidenceOf(definition, compared, { ...step, components }),
        revisedAt: revised.length > 0 ? Math.max(...revised) : null,
        baseline: baseline?.band ?? null,
      },
    ];
  });
}
