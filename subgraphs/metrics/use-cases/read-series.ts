import { BadUserInput } from '../../../platform/errors.ts';
import { type Duration, type Instant, millisecondsOf } from '../../../vocabulary/duration.ts';
import type { BaselineBand } from '../domain/baseline.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { MetricKey } from '../domain/measurement.ts';
import { type Point, pointsOf, stepsWithin } from '../domain/series.ts';
import { carriedForward, type MeasuredWindow, measuredWindows } from '../domain/window.ts';
import { gridOf, type Span, stepOf, windowsPerStep } from '../domain/windows.ts';
import type { MetricStore } from '../ports/metric-store.ts';
import type { Baselines, DefinedMetric } from './baselines.ts';

/** Points that one series may have. */
export const MOST_POINTS = 10_000;
/** Windows merged at a time, so that a long roll-up leaves the process free in between. */
const WINDOWS_AT_A_TIME = 2000;

export interface Series {
  step: Duration;
  points: Point[];
  baseline: BaselineBand | null;
}

export interface SeriesQuestion {
  from: Instant;
  to: Instant;
  step: Duration | null;
  /** A window that has not ended by now is not whole, so it is left out. */
  now: Instant;
}

/** The values of one metric, rolled up to the step. @throws BadUserInput @throws StoreUnavailable */
export async function readSeries(
  { metrics, baselines }: { metrics: MetricStore; baselines: Baselines },
  { metric, definition }: DefinedMetric,
  { from, to, step, now }: SeriesQuestion,
): Promise<Series> {
  if (to <= from) throw new BadUserInput('`to` must be after `from`', 'to');
  const steps = stepsOf(definition, from, Math.min(to, now), step);
  const [baseline = null] = await baselines.of([{ metric, definition }]);
  const points: Point[] = [];
  for (const slice of slices(definition, steps)) {
    const windows = await windowsIn(metrics, metric, definition, slice);
    points.push(...pointsOf(definition, baseline?.components ?? null, windows, slice));
  }
  return { step: step ?? definition.window, points, baseline: baseline?.band ?? null };
}

function stepsOf(definition: MetricDefinition, from: Instant, to: Instant, step: Duration | null): Span[] {
  const { window, timezone } = definition;
  if (step !== null && windowsPerStep(step, window) === null)
    throw new BadUserInput(`step ${step} is no whole multiple of the definition's window ${window}`, 'step');
  const range = wholeWindows(definition, from, to);
  if (!range) return [];
  const steps = stepsWithin(range, stepOf(step ?? window), timezone, MOST_POINTS);
  if (steps.length > MOST_POINTS)
    throw new BadUserInput(
      `the range holds more than ${MOST_POINTS} steps; ask for a shorter range or a longer step`,
      'step',
    );
  return steps;
}

/** From the first window that begins in the range to the last that ends in it; null when no window lies within. */
function wholeWindows({ window, timezone }: MetricDefinition, from: Instant, to: Instant): Span | null {
  const grid = gridOf(window, timezone);
  const first = grid.holding(from);
  const start = first.start < from ? first.end : first.start;
  const end = grid.holding(to).start;
  return end > start ? { start, end } : null;
}

function* slices({ window }: MetricDefinition, steps: Span[]): Generator<Span[]> {
  const [first] = steps;
  if (!first) return;
  const perStep = (first.end - first.start) / millisecondsOf(window);
  const size = Math.max(1, Math.floor(WINDOWS_AT_A_TIME / perStep));
  for (let start = 0; start < steps.length; start += size) yield steps.slice(start, start + size);
}

async function windowsIn(
  metrics: MetricStore,
  metric: MetricKey,
  definition: MetricDefinition,
  slice: Span[],
): Promise<MeasuredWindow[]> {
  const [after, until] = [slice[0]?.start ?? 0, slice.at(-1)?.end ?? 0];
  const isCarried = definition.method.kind === 'freshness';
  const query = { ...metric, fingerprint: definition.fingerprint, after, until, withLastBefore: isCarried };
  const [measurements = []] = await metrics.measurements([query]);
  const windows = measuredWindows(definition, measurements);
  return isCarried ? carriedForward(definition, windows, until) : windows;
}
