import { BadUserInput } from '../../../platform/errors.ts';
import { type Duration, type Instant, isoOf, millisecondsOf } from '../../../vocabulary/duration.ts';
import { type BaselineBand, withoutBaseline } from '../domain/baseline.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import { keptWindows, mergedStepFault } from '../domain/retention.ts';
import { revisedAtOf, revisionsOf } from '../domain/revision.ts';
import { pointsOf, type SeriesPoint, type SeriesWindow, stepsWithin } from '../domain/series.ts';
import { alwaysCountedIn, labelsOf, within } from '../domain/slice.ts';
import { carriedForward } from '../domain/window.ts';
import { gridOf, type Span, stepOf, windowsPerStep, windowsWithin } from '../domain/windows.ts';
import type { MetricStore } from '../ports/metric-store.ts';
import type { Baselines, DefinedMetric } from './baselines.ts';

/** Points that one series may have. */
export const MOST_POINTS = 10_000;
/** Windows merged at a time, so that a long roll-up leaves the process free in between. */
const WINDOWS_AT_A_TIME = 2000;

export interface SeriesStores {
  metrics: MetricStore;
  baselines: Baselines;
}

export interface Series {
  step: Duration;
  points: SeriesPoint[];
  /** What is expected of the last step. */
  baseline: BaselineBand | null;
}

export interface SeriesQuestion {
  from: Instant;
  to: Instant;
  step: Duration | null;
  /** IANA zone in which steps of days or longer begin; the definition's when null. */
  timezone: string | null;
  /** A window that has not ended by now is not whole, so it is left out. */
  now: Instant;
}

/** The values of one metric or of a slice of it, rolled up to the step. @throws BadUserInput @throws StoreUnavailable */
export async function readSeries(
  stores: SeriesStores,
  asked: DefinedMetric,
  { from, to, step, timezone, now }: SeriesQuestion,
): Promise<Series> {
  const { definition } = asked;
  if (step !== null && windowsPerStep(step, definition.window) === null)
    throw new BadUserInput(`step ${step} is no whole multiple of the definition's window ${definition.window}`, 'step');
  const range = wholeWindows(definition, from, to, now);
  const steps = range ? stepsOf(definition, range, step ?? definition.window, timezone ?? definition.timezone) : [];
  refuseWithinMerged(definition, steps, now);
  const { points, baseline } = await readSteps(stores, asked, steps, to);
  return { step: step ?? definition.window, points, baseline };
}

/** One value over all whole windows of the range; null when none has data. @throws BadUserInput @throws StoreUnavailable */
export async function readWhole(
  stores: SeriesStores,
  asked: DefinedMetric,
  { from, to, now }: Pick<SeriesQuestion, 'from' | 'to' | 'now'>,
): Promise<SeriesPoint | null> {
  const range = wholeWindows(asked.definition, from, to, now);
  if (range) refuseWithinMerged(asked.definition, [range], now);
  const { points } = await readSteps(stores, asked, range ? [range] : [], to);
  return points[0] ?? null;
}

/** @throws BadUserInput for steps finer than what is kept, or that begin within it. */
export function refuseWithinMerged(definition: MetricDefinition, steps: readonly Span[], now: Instant): void {
  const fault = mergedStepFault(definition, steps, now);
  if (fault) throw new BadUserInput(fault, 'step');
}

/** From the first window that begins in the range to the last that ends in it by now; null when none lies within. */
export function wholeWindows(
  { window, timezone }: MetricDefinition,
  from: Instant,
  to: Instant,
  now: Instant,
): Span | null {
  if (to <= from) throw new BadUserInput('`to` must be after `from`', 'to');
  const grid = gridOf(window, timezone);
  const first = grid.holding(from);
  const start = first.start < from ? first.end : first.start;
  const end = grid.holding(Math.min(to, now)).start;
  return end > start ? { start, end } : null;
}

function stepsOf(definition: MetricDefinition, range: Span, step: Duration, timezone: string): Span[] {
  const steps = stepsWithin(range, stepOf(step), timezone, MOST_POINTS);
  if (steps.length > MOST_POINTS)
    throw new BadUserInput(
      `the range holds more than ${MOST_POINTS} steps; ask for a shorter range or a longer step`,
      'step',
    );
  const grid = gridOf(definition.window, definition.timezone);
  const cut = steps.find(({ start }) => grid.holding(start).start !== start);
  if (cut)
    throw new BadUserInput(
      `a step of ${step} in ${timezone} begins at ${isoOf(cut.start)}, within a window of ${definition.window} in ${definition.timezone}; leave out timezone`,
      'timezone',
    );
  return steps;
}

/** Without a step, the baseline is that of a window which would begin at `otherwise`. */
async function readSteps(stores: SeriesStores, asked: DefinedMetric, steps: Span[], otherwise: Instant) {
  const { definition } = asked;
  const last = steps.at(-1) ?? gridOf(definition.window, definition.timezone).holding(otherwise);
  const span = { start: steps[0]?.start ?? last.start, end: last.end };
  const [baselineAt = withoutBaseline] = await stores.baselines.of([{ ...asked, span }]);
  const points: SeriesPoint[] = [];
  for (const portion of portions(definition, steps)) {
    const rolledUp = await rolledUpIn(stores.metrics, asked, portion, false);
    const windows = rolledUp ?? (await windowsIn(stores.metrics, asked, portion));
    const made = pointsOf(definition, baselineAt, windows, portion);
    points.push(...(rolledUp && tellsSpread(definition) ? withSpread(stores.metrics, asked, portion, made) : made));
  }
  return { points, baseline: baselineAt(last)?.band ?? null };
}

function* portions({ window }: MetricDefinition, steps: Span[]): Generator<Span[]> {
  const [first] = steps;
  if (!first) return;
  const perStep = (first.end - first.start) / millisecondsOf(window);
  const size = Math.max(1, Math.floor(WINDOWS_AT_A_TIME / perStep));
  for (let start = 0; start < steps.length; start += size) yield steps.slice(start, start + size);
}

/** Reading so few series one by one is as fast as having them merged. */
const FEW_SERIES = 32;

/** The windows as the store merges them; null where they must be read one by one. */
async function rolledUpIn(
  { rollUps }: MetricStore,
  { metric, definition, slice = [] }: DefinedMetric,
  steps: readonly Span[],
  withSquares: boolean,
): Promise<SeriesWindow[] | null> {
  // What was merged is longer than a window, which the store leaves out.
  if (!rollUps || definition.inputs || definition.retention) return null;
  const all = await rollUps.dimensionsOf({ ...metric, fingerprint: definition.fingerprint });
  const dimensions = all.length > FEW_SERIES ? alwaysCountedIn(slice, all) : null;
  if (!dimensions) return null;
  const grid = gridOf(definition.window, definition.timezone);
  const windows = windowsWithin(grid, steps[0]?.start ?? 0, steps.at(-1)?.end ?? 0, Number.MAX_SAFE_INTEGER);
  const rolledUp = await rollUps.rolledUp({ definition, asset: metric.asset, windows, dimensions, withSquares });
  return (
    rolledUp?.map(({ window, components, firstRecordedAt: first, recordedAt: last }) => ({
      ...window,
      components,
      revisedAt: revisedAtOf(definition, window.end, { first, last }),
    })) ?? null
  );
}

/** Whose evidence is told from squares, which a roll-up leaves out until it is asked for. */
const tellsSpread = ({ method }: MetricDefinition): boolean => method.kind === 'mean' || method.kind === 'value';

/** Points of merged windows with their spread, for which all of them are merged again once one of them is asked for it. */
function withSpread(metrics: MetricStore, asked: DefinedMetric, steps: readonly Span[], points: SeriesPoint[]) {
  let told: Promise<Map<Instant, SeriesPoint>> | null = null;
  const read = async () => {
    const windows = await rolledUpIn(metrics, asked, steps, true);
    const again = pointsOf(asked.definition, withoutBaseline, windows ?? [], steps);
    return new Map(again.map((point) => [point.time, point]));
  };
  return points.map((point): SeriesPoint => {
    const evidence = async () => {
      told ??= read();
      return (await told).get(point.time)?.evidence() ?? {};
    };
    return { ...point, evidence };
  });
}

async function windowsIn(
  metrics: MetricStore,
  { metric, definition, slice = [] }: DefinedMetric,
  steps: readonly Span[],
): Promise<SeriesWindow[]> {
  const [after, until] = [steps[0]?.start ?? 0, steps.at(-1)?.end ?? 0];
  const isCarried = definition.method.kind === 'freshness';
  const query = { ...metric, fingerprint: definition.fingerprint, after, until, withLastBefore: isCarried };
  const [all = []] = await metrics.measurements([query]);
  const measurements = within(slice, all);
  const measured = keptWindows(definition, measurements, labelsOf(slice));
  const windows = isCarried ? carriedForward(definition, measured, until) : measured;
  const revisions = revisionsOf(definition, measurements);
  return windows.map((window) => ({ ...window, revisedAt: revisions.get(window.start) ?? null }));
}
