import type { Instant } from '../../../../vocabulary/duration.ts';
import { type Excursion, excursionsOf } from './excursion.ts';
import { endOf, type Grid, type MeasuredSeries, normalOf, type Question, windowsEndingIn } from './question.ts';
import { type Baseline, baselineOf, MINIMUM_BASELINE_POINTS } from './robust-z.ts';
import { badnessOf, SIDES, type Signal, signalOf } from './signal.ts';
import type { TargetOnset } from './time-factor.ts';
import { nameOf, numberText, timeText } from './words.ts';

/** Robust z from which a metric is degraded, where no breach says so. */
export const DEGRADED_FROM = 5;

/** Whether the asked metric is degraded, and since when. */
export type Gate =
  | { outcome: 'DEGRADED'; signal: Signal; onset: TargetOnset }
  /** With a sentence that says with which numbers. */
  | { outcome: 'NOT_DEGRADED' | 'INSUFFICIENT_DATA'; reason: string };

/**
 * A target passes when a window after its onset is 5 robust standard deviations off in the bad direction, or a breach
 * was judged already. Its onset is where the CUSUM last left zero before the last such excursion within the look-back,
 * though not before the look-back; without an excursion it is the start of the breach.
 */
export function gateOf(series: MeasuredSeries | undefined, question: Question): Gate {
  const earliest = question.at - question.lookback;
  const bad = `${question.metric} of ${nameOf(question.asset)}`;
  if (!series || !knows(series.recent, earliest, question.at))
    return insufficient(`Nothing is known of ${bad} between ${timeText(earliest)} and ${timeText(question.at)}.`);
  const baseline = baselineOf(normalOf(series), series.noiseFloor);
  if (!baseline) return insufficient(`${shortBaseline(series)} of what was normal for ${bad}.`);
  const began = degradedSince(series, baseline, question) ?? question.breachedSince;
  if (began === null) return { outcome: 'NOT_DEGRADED', reason: notDegraded(series, baseline, question, bad) };
  const from = Math.max(began, earliest);
  const signal = signalOf(series, { earliest, onset: from, at: question.at });
  if (!signal) return insufficient(`No window of ${bad} since ${timeText(from)} is known.`);
  return {
    outcome: 'DEGRADED',
    signal: { ...signal, onset: from },
    onset: { from, to: degradedBy(signal, from, question.at), step: signal.step, lookback: question.lookback },
  };
}

/** End of the first window since the onset that is degraded by itself; of the first at all where a breach alone says so. */
function degradedBy({ badness, step }: Signal, from: Instant, at: Instant): Instant {
  const first = badness.values.findIndex((z, index) => endOf(badness, index) > from && z >= DEGRADED_FROM);
  return first < 0 || endOf(badness, first) > at ? from + step : endOf(badness, first);
}

const insufficient = (reason: string): Gate => ({ outcome: 'INSUFFICIENT_DATA', reason });

function shortBaseline(series: MeasuredSeries): string {
  const { known } = normalOf(series);
  return `Only ${known} of the ${MINIMUM_BASELINE_POINTS} windows needed are known`;
}

function notDegraded(series: MeasuredSeries, baseline: Baseline, { at, lookback }: Question, bad: string): string {
  const zs = SIDES[series.direction].flatMap((side) => {
    const { values } = windowsEndingIn(badnessOf(series, baseline, side), at - lookback, at);
    return [...values].filter((z) => !Number.isNaN(z));
  });
  const most = zs.reduce((greatest, z) => Math.max(greatest, z), 0);
  const by = `${numberText(most)} robust standard deviations`;
  return most >= DEGRADED_FROM
    ? `${bad} was ${by} worse than normal, but not for long enough to be told from chance, and no breach was judged.`
    : `${bad} was at most ${by} worse than normal since ${timeText(at - lookback)}; from ${DEGRADED_FROM} on it counts as degraded, and no breach was judged.`;
}

/** Start of the last excursion into the look-back that reaches `DEGRADED_FROM` there; null when there is none. */
function degradedSince(series: MeasuredSeries, baseline: Baseline, { at, lookback }: Question): Instant | null {
  const onsets = SIDES[series.direction].flatMap((side) => {
    const badness = badnessOf(series, baseline, side);
    const within = badness.values.filter((_, index) => endOf(badness, index) <= at);
    const bad = (index: number) =>
      endOf(badness, index) > at - lookback && (badness.values[index] as number) >= DEGRADED_FROM;
    return excursionsOf(within)
      .filter((excursion) => indicesOf(excursion).some(bad))
      .map(({ from }) => badness.start + from * badness.step);
  });
  return onsets.length > 0 ? Math.max(...onsets) : null;
}

const indicesOf = ({ from, to }: Excursion): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const knows = (grid: Grid, from: Instant, to: Instant): boolean =>
  windowsEndingIn(grid, from, to).values.some((value) => !Number.isNaN(value));
