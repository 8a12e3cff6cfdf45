import {
  type Change,
  gridValues,
  type MeasuredSeries,
  type Question,
} from '../../../subgraphs/incidents/domain/root-cause/question.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { RecordedChange } from './faults.ts';
import type { Measured } from './measure.ts';

const HOUR = 3_600_000;
/** Midnight at the start of every estate's history. */
const START = Date.UTC(2026, 8, 1);
const LOOKBACK = 48;
/** How far back windows are read, and what was normal, as the use-case has it when it is not told otherwise. */
const SEARCHED = 3 * LOOKBACK;
const BASELINE = 14 * 24;

/** The start of an hour of the history. */
export const instantOf = (hour: number): Instant => START + hour * HOUR;

/** Asked at the start of an hour, nobody having judged the metric. */
export const questionOf = (metric: string, asset: AssetId, at: number): Question => ({
  metric,
  asset,
  at: instantOf(at),
  lookback: LOOKBACK * HOUR,
  breachedSince: null,
});

/** What was measured by an hour of the history, as a question about the last two days would read it. */
export function seriesOf(history: readonly Measured[], at: number): MeasuredSeries[] {
  const slice = ({ step, values }: Measured, from: number, to: number) => {
    const first = Math.ceil(from / step);
    return {
      start: instantOf(first * step),
      step: step * HOUR,
      values: gridValues(values.slice(first, Math.floor(to / step))),
    };
  };
  return history.map((measured) => ({
    metric: measured.metric,
    asset: measured.asset,
    category: measured.category,
    direction: measured.direction,
    noiseFloor: null,
    baseline: slice(measured, at - LOOKBACK - BASELINE, at - LOOKBACK),
    recent: slice(measured, at - SEARCHED, at),
  }));
}

/** Those recorded by an hour within a look-back of the question's own. */
export const changesOf = (changes: readonly RecordedChange[], at: number): Change[] =>
  changes
    .filter(({ hour }) => hour < at && hour >= at - 2 * LOOKBACK)
    .map(({ hour, ...change }) => ({ ...change, time: instantOf(hour) }));
