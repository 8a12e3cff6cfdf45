import type { Instant } from '../../../../vocabulary/duration.ts';
import { type Excursion, excursionsOf } from './excursion.ts';
import { endOf, type Grid, type MeasuredSeries, type Question } from './question.ts';
import { type Baseline, baselineOf } from './robust-z.ts';
import { badnessOf, SIDES, type Signal, signalOf } from './signal.ts';
import type { TargetOnset } from './time-factor.ts';

/** Robust z from which a metric is degraded, where no breach says so. */
export const DEGRADED_FROM = 5;

/** Whether the asked metric is degraded, and since when. */
export type Gate =
  | { outcome: 'DEGRADED'; signal: Signal; onset: TargetOnset }
  | { outcome: 'NOT_DEGRADED' | 'INSUFFICIENT_DATA' };

/**
 * A target passes when a window after its onset is 5 robust standard deviations off in the bad direction, or a breach
 * was judged already. Its onset is where the CUSUM last left zero before the last such excursion within the look-back,
 * though not before the look-back; without an excursion it is the start of the breach.
 */
export function gateOf(series: MeasuredSeries | undefined, question: Question): Gate {
  const baseline = series && baselineOf(series.baseline.values, series.noiseFloor);
  const earliest = question.at - question.lookback;
  if (!baseline || !knows(series.recent, earliest, question.at)) return { outcome: 'INSUFFICIENT_DATA' };
  const began = degradedSince(series, baseline, question) ?? question.breachedSince;
  if (began === null) return { outcome: 'NOT_DEGRADED' };
  const from = Math.max(began, earliest);
  const signal = signalOf(series, { earliest, onset: from, at: question.at });
  if (!signal) return { outcome: 'INSUFFICIENT_DATA' };
  return {
    outcome: 'DEGRADED',
    signal: { ...signal, onset: from },
    onset: { from, to: from + series.recent.step, lookback: question.lookback },
  };
}

/** Start of the last excursion into the look-back that reaches `DEGRADED_FROM` there; null when there is none. */
function degradedSince(series: MeasuredSeries, baseline: Baseline, { at, lookback }: Question): Instant | null {
  const onsets = SIDES[series.direction].flatMap((side) => {
    const badness = badnessOf(series, baseline, side);
    const within = badness.values.filter((_, index) => endOf(badness, index) <= at);
    const bad = (index: number) =>
      endOf(badness, index) > at - lookback && (badness.values[index] ?? 0) >= DEGRADED_FROM;
    return excursionsOf(within)
      .filter((excursion) => indicesOf(excursion).some(bad))
      .map(({ from }) => badness.start + from * badness.step);
  });
  return onsets.length > 0 ? Math.max(...onsets) : null;
}

const indicesOf = ({ from, to }: Excursion): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const knows = (grid: Grid, from: Instant, to: Instant): boolean =>
  grid.values.some((value, index) => value !== null && endOf(grid, index) > from && endOf(grid, index) <= to);
