import { median } from 'simple-statistics';
import { type Instant, millisecondsOf } from '../../../vocabulary/duration.ts';
import { type Baseline, type BaselineAt, type BaselineWindow, baselineWith, valuesOf } from './baseline.ts';
import { endBefore, type MovingReference, startOf } from './baseline-reference.ts';
import { comparesComponents } from './compares-components.ts';
import type { StoredComponents } from './components.ts';
import type { MetricDefinition } from './definition.ts';
import { distributionOf, persistenceOf } from './distribution.ts';
import { rulesOf } from './rules-of.ts';
import { placeIn } from './season.ts';
import { deviationAbout, robustScaleOf } from './statistics/robust-scale.ts';

type Rolling = Extract<MovingReference, { kind: 'rolling' }>;
type Seasonal = Extract<MovingReference, { kind: 'seasonal' }>;

/** Windows that a rolling baseline needs, unless its whole length holds fewer. */
const LEAST_WINDOWS = 14;
/** Windows at one place of the season that a seasonal baseline needs, unless its whole length holds fewer. */
const LEAST_SEASONS = 4;

/**
 * The baseline before each window, from the windows with data, oldest first. Every window before counts, also one that
 * was itself in breach: median and deviation hold against up to half of them, so a change that lasts for more than half
 * the length becomes what is expected.
 */
export function movingBaseline(
  definition: MetricDefinition,
  reference: MovingReference,
  windows: readonly BaselineWindow[],
): BaselineAt {
  const made = new Map<Instant, BaselineAt>();
  return (window) => {
    const end = endBefore(reference, definition, window.start);
    const at = made.get(end) ?? baselineEndingAt(definition, reference, windows, end);
    made.set(end, at);
    return at(window);
  };
}

/** The baseline of the windows for which it ends at `end`. It holds on to none of the windows it is made of. */
export function baselineEndingAt(
  definition: MetricDefinition,
  reference: MovingReference,
  windows: readonly BaselineWindow[],
  end: Instant,
): BaselineAt {
  const within = between(windows, startOf(reference, definition, end), end);
  return reference.kind === 'rolling'
    ? rolling(definition, reference, within)
    : seasonal(definition, reference, within);
}

function rolling(definition: MetricDefinition, { length }: Rolling, windows: readonly BaselineWindow[]): BaselineAt {
  const held = Math.floor(millisecondsOf(length) / millisecondsOf(definition.window));
  if (windows.length === 0 || windows.length < Math.min(LEAST_WINDOWS, held)) return () => null;
  const components = compared(definition, windows);
  const values = valuesOf(definition, components, windows).map(({ value }) => value);
  const baseline = baselineWith(components, distributionOf(values));
  return () => baseline;
}

/** Each place has a median of its own; how far windows stray from theirs is told from all places together. */
function seasonal(
  definition: MetricDefinition,
  { season, length }: Seasonal,
  windows: readonly BaselineWindow[],
): BaselineAt {
  const placeOf = (start: Instant) => placeIn(season, definition.timezone, start);
  const least = Math.min(LEAST_SEASONS, Math.floor(millisecondsOf(length) / millisecondsOf(season)));
  const places = [...Map.groupBy(windows, ({ start }) => placeOf(start))]
    .filter(([, all]) => all.length >= Math.max(1, least))
    .map(([place, all]) => {
      const components = compared(definition, all);
      return { place, components, values: valuesOf(definition, components, all) };
    });
  const spreadOver = spreadAround(places.map(({ values }) => values));
  const baselines = new Map<number, Baseline>();
  for (const { place, components, values } of places) {
    const expected = values.length === 0 ? null : medianOf(values);
    const usual = expected === null ? null : { expected, ...spreadOver(expected) };
    baselines.set(place, baselineWith(components, usual));
  }
  return ({ start }) => baselines.get(placeOf(start)) ?? null;
}

const compared = (definition: MetricDefinition, windows: readonly BaselineWindow[]): StoredComponents | null =>
  comparesComponents(definition)
    ? rulesOf(definition).merge(windows.flatMap((window) => ('components' in window ? window.components : [])))
    : null;

type Values = ReturnType<typeof valuesOf>;

const medianOf = (values: Values): number => median(values.map(({ value }) => value));

/**
 * Spread of the windows around the median of their place. A median follows its own few windows, which makes them look
 * closer to it than a new one will lie: by √(K / (K − 1)) for K seasons.
 */
function spreadAround(places: readonly Values[]) {
  const filled = places.filter((values) => values.length > 0);
  const residuals = filled
    .flatMap((values) => {
      const middle = medianOf(values);
      return values.map(({ start, value }) => ({ start, difference: value - middle }));
    })
    .sort((a, b) => a.start - b.start)
    .map(({ difference }) => difference);
  const seasons = residuals.length / filled.length;
  const widening = seasons > 1 ? Math.sqrt(seasons / (seasons - 1)) : 1;
  const strayed = robustScaleOf(residuals)?.deviation ?? 0;
  const persistence = persistenceOf(residuals);
  // Windows that never strayed have the deviation of a series that never moved, a share of what is expected.
  return (expected: number) => ({
    deviation: widening * deviationAbout(expected, [strayed]),
    persistence,
    count: residuals.length,
  });
}

/** The windows that begin, and so lie, within [from, to): a baseline ends where a window does. */
const between = (windows: readonly BaselineWindow[], from: Instant, to: Instant): readonly BaselineWindow[] =>
  windows.slice(indexOf(windows, from), indexOf(windows, to));

/** Index of the first window that begins at `instant` or later. */
function indexOf(windows: readonly BaselineWindow[], instant: Instant): number {
  let [low, high] = [0, windows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((windows[middle]?.start ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
