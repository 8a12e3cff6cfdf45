import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../../vocabulary/duration.ts';
import { calmFrom, type Excursion, excursionsOf } from './excursion.ts';
import { endOf, type Grid, type MeasuredSeries, type MetricCategory, normalOf } from './question.ts';
import { type Baseline, baselineOf, robustZsInto } from './robust-z.ts';

/** How far a metric is from what was normal for it, in its bad direction. */
export interface Signal {
  asset: AssetId;
  metric: string;
  category: MetricCategory;
  direction: 'UP' | 'DOWN';
  /** Greatest robust z in the bad direction around the target's onset; at least 0. */
  anomaly: number;
  /** Start of the window in which its excursion began; null when it has none. */
  onset: Instant | null;
  /** Length of its windows. */
  step: Milliseconds;
  /** Median of its baseline, and the value farthest from it, in the metric's unit. */
  normal: number;
  worst: number;
  noiseFloor: number | null;
  /** Its windows, in its unit. */
  recent: Grid;
  /** Robust z in the bad direction of every recent window. */
  badness: Grid;
  /** Its baseline, in its unit. */
  baseline: Grid;
  /** Robust z in the bad direction of other windows of it. */
  badnessOf(windows: Grid): Grid;
}

/**
 * Weight of an anomaly in a metric without a bad direction. Such a metric, most often a volume, moves when what it feeds
 * is in trouble as well as when it causes it.
 */
const UNDIRECTED = 0.25;

/** The part of the past in which a signal counts: from `earliest` to `at`, the target's trouble having begun by `onset`. */
export interface Scope {
  earliest: Instant;
  onset: Instant;
  at: Instant;
}

export type Side = 1 | -1;

/** In which directions a metric can be bad: 1 is up. */
export const SIDES: Record<MeasuredSeries['direction'], Side[]> = {
  LOWER_IS_BETTER: [1],
  HIGHER_IS_BETTER: [-1],
  NEITHER: [1, -1],
};

/** The signal of a series within a scope; null when its baseline is too short or the scope holds no value. */
export function signalOf(series: MeasuredSeries, scope: Scope): Signal | null {
  const baseline = baselineOf(normalOf(series), series.noiseFloor);
  if (!baseline) return null;
  const signals = SIDES[series.direction].map((side) => sideOf(series, baseline, side, scope));
  const [first, second] = signals;
  return first && second ? (second.anomaly > first.anomaly ? second : first) : (first ?? second ?? null);
}

function sideOf(series: MeasuredSeries, baseline: Baseline, side: Side, asked: Scope): Signal | null {
  // A window longer than the look-back counts when it ended within its own length.
  const scope = { ...asked, earliest: Math.min(asked.earliest, asked.onset - series.recent.step) };
  const { recent, badness } = latelyOf(series, baseline, side, scope.earliest);
  const excursion = excursionAround(badness, scope);
  const span = excursion ?? windowsBetween(badness, scope.onset, scope.at);
  const worst = worstWindow(badness, span, scope);
  if (worst === null) return null;
  // Of most metrics nobody asks for it again.
  let kept: Grid | null = null;
  return {
    asset: series.asset,
    metric: series.metric,
    category: series.category,
    direction: side === 1 ? 'UP' : 'DOWN',
    anomaly: Math.max(0, badness.values[worst] ?? 0) * (series.direction === 'NEITHER' ? UNDIRECTED : 1),
    onset: excursion && badness.start + excursion.from * badness.step,
    step: badness.step,
    normal: baseline.median,
    worst: recent.values[worst] as number,
    noiseFloor: series.noiseFloor,
    recent: series.recent,
    get badness() {
      kept ??= badnessOf(series, baseline, side);
      return kept;
    },
    baseline: series.baseline,
    badnessOf: (windows) => badnessOf({ ...series, recent: windows }, baseline, side),
  };
}

/** With noise alone a CUSUM is at zero within a few windows: so many before the scope are looked at before more are. */
const RUN_UP = 64;

/**
 * A series from where its CUSUM is at zero before `earliest`, whatever was before; from its first window where that cannot be told
 * sooner. Its badness lies in memory that the next series is given.
 */
function latelyOf({ recent: all, noiseFloor }: MeasuredSeries, baseline: Baseline, side: Side, earliest: Instant) {
  const { start, step, values } = all;
  const scope = Math.min(Math.floor((earliest - start) / step), values.length);
  for (let runUp = RUN_UP; ; runUp *= 4) {
    const first = Math.max(0, scope - runUp);
    const recent = windowsFrom(all, first);
    const badness = badnessOf({ recent, noiseFloor }, baseline, side, scratchOf(recent.values.length));
    const calm = first === 0 ? 0 : calmFrom(badness.values.subarray(0, scope - first));
    if (calm !== null) return { recent: windowsFrom(recent, calm), badness: windowsFrom(badness, calm) };
  }
}

const windowsFrom = ({ start, step, values }: Grid, first: number): Grid => ({
  ...{ start: start + first * step, step },
  values: values.subarray(first),
});

let scratch = new Float64Array();

/** Memory for one metric at a time: that of thousands, each new, takes longer to get than to fill. */
function scratchOf(length: number): Float64Array<ArrayBuffer> {
  if (scratch.length < length) scratch = new Float64Array(length);
  return scratch.subarray(0, length);
}

/** Robust z in one direction; nothing under the noise floor is bad. */
export function badnessOf(
  { recent: { start, step, values }, noiseFloor }: Pick<MeasuredSeries, 'recent' | 'noiseFloor'>,
  baseline: Baseline,
  side: Side,
  badness = new Float64Array(values.length),
): Grid {
  robustZsInto(badness, values, baseline, side);
  // A loop, here and there, for they go over millions of values.
  if (noiseFloor !== null)
    for (let index = 0; index < values.length; index += 1)
      if ((values[index] as number) < noiseFloor) badness[index] = Math.min(badness[index] as number, 0);
  return { start, step, values: badness };
}

/** The last excursion that began by the target's first bad window and reaches into the scope, else the first after it. */
function excursionAround(badness: Grid, { earliest, onset, at }: Scope): Excursion | null {
  const closed = Math.max(0, Math.floor((at - badness.start) / badness.step));
  const reaching = excursionsOf(badness.values.subarray(0, closed)).filter(({ to }) => endOf(badness, to) > earliest);
  const begun = reaching.filter(({ from }) => badness.start + from * badness.step <= onset);
  return begun.at(-1) ?? reaching[0] ?? null;
}

function windowsBetween(grid: Grid, from: Instant, to: Instant): Excursion {
  const first = Math.floor((from - grid.start) / grid.step);
  // A window longer than the trouble is not closed yet: the last one before it is what is known.
  return {
    from: Math.max(0, Math.min(first, grid.values.length - 1)),
    to: Math.max(first, Math.ceil((to - grid.start) / grid.step) - 1),
  };
}

function worstWindow(badness: Grid, { from, to }: Excursion, { earliest, at }: Scope): number | null {
  const { start, step, values } = badness;
  // The windows that end in (earliest, at].
  const first = Math.max(0, from, Math.floor((earliest - start) / step));
  const last = Math.min(to, values.length - 1, Math.floor((at - start) / step) - 1);
  let worst: number | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (let index = first; index <= last; index += 1) {
    const z = values[index] as number;
    if (z > most) {
      worst = index;
      most = z;
    }
  }
  return worst;
}
