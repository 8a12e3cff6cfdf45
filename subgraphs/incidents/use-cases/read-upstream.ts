import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Milliseconds } from '../../../vocabulary/duration.ts';
import type { WindowStatistics } from '../../../vocabulary/window-statistics.ts';
import type { Grid, MeasuredSeries, TimeRange } from '../domain/root-cause/question.ts';
import { MINIMUM_BASELINE_POINTS } from '../domain/root-cause/robust-z.ts';
import type { BaselineWindows, SeriesKey } from '../domain/root-cause/root-cause.ts';
import type { Measurements, Windows } from '../ports/measurements.ts';

const DAY: Milliseconds = 86_400_000;
const DEFAULT_BASELINE: Milliseconds = 14 * DAY;

/** How many look-backs before `at` windows are read, to tell what was abnormal long before. */
const SEARCHED = 3;

/** Assets whose measurements are asked for at once, so that what is known of some is looked at while others are read. */
const AT_ONCE = 100;

/**
 * A question that takes longer finds little in memory; the next is of `GROWTH` times as many assets, for each reads anew
 * what of the store lies between theirs.
 */
const PROMPTLY: Milliseconds = 100;
const GROWTH = 5;

/** What is asked of every metric. */
export interface AskedWindows {
  at: number;
  lookback: Milliseconds;
  /** What normal was for every metric; null: what each definition pins, else the 14 days before the look-back. */
  baseline: TimeRange | null;
}

/** Reads every metric of these assets. */
export type ReadSeries = typeof seriesOf;

/**
 * Tells what was measured of these assets, asked in their order, as far as it is told before patience ends; answers how
 * many others were left out.
 */
export async function readInTime(
  read: ReadSeries,
  { measurements, pass }: { measurements: Measurements; pass(time: Milliseconds): Promise<void> },
  assets: readonly AssetId[],
  asked: AskedWindows & { patience: Milliseconds },
  take: (series: readonly MeasuredSeries[]) => void,
): Promise<number> {
  const late = pass(asked.patience);
  for (let [first, size] = [0, AT_ONCE]; first < assets.length; ) {
    let growth = 1;
    pass(PROMPTLY).then(() => {
      growth = GROWTH;
    });
    const series = await inTime(read(measurements, assets.slice(first, first + size), asked), late);
    if (!series) return assets.length - first;
    take(series);
    first += size;
    size *= growth;
  }
  return 0;
}

/** The windows of the baselines of these metrics; none when it is too late first. */
export async function baselinesInTime(
  measurements: Measurements,
  wanted: readonly SeriesKey[],
  asked: AskedWindows,
  late: Promise<void>,
): Promise<BaselineWindows[]> {
  const keys = new Set(wanted.map(textOf));
  const read = await inTime(
    baselinesOf(
      measurements,
      wanted.map(({ asset }) => asset),
      asked,
    ),
    late,
  );
  return (read ?? []).filter((series) => keys.has(textOf(series)));
}

/** Null when it is too late first; what becomes of the question then, failure included, is of no interest. */
const inTime = <Answer>(answer: Promise<Answer>, late: Promise<void>): Promise<Answer | null> =>
  Promise.race([answer, late.then(() => null)]);

const recently = ({ at, lookback }: AskedWindows): TimeRange => ({ from: at - SEARCHED * lookback, to: at });

/**
 * The 14 days before the look-back, of whole days (UTC), so that every hour counts as often and that all questions of
 * one day share them; and what of the last day is left over, for metrics that are not measured for long.
 */
function normally({ at, lookback }: AskedWindows): { wholeDays: TimeRange; all: TimeRange } {
  const to = at - lookback;
  const midnight = Math.floor(to / DAY) * DAY;
  const from = midnight - DEFAULT_BASELINE;
  return { wholeDays: { from, to: midnight }, all: { from, to } };
}

/** Every metric of these assets: the recent windows, and what the baseline comes to. */
export async function summedUp(
  measurements: Measurements,
  assets: readonly AssetId[],
  asked: AskedWindows,
): Promise<MeasuredSeries[]> {
  const { wholeDays, all } = normally(asked);
  const without = { from: asked.at - asked.lookback, to: asked.at };
  const inRange = (of: readonly AssetId[], range: TimeRange) =>
    measurements.windows(of, recently(asked), { range, pinned: asked.baseline === null, without });
  const read = await inRange(assets, asked.baseline ?? wholeDays);
  const short = asked.baseline ? [] : read.filter(({ normal }) => !isEnough(normal));
  const longer = short.length === 0 ? [] : await inRange([...new Set(short.map(({ asset }) => asset))], all);
  const again = new Map(longer.map((windows) => [textOf(windows), windows]));
  return read.map((windows) => {
    const told = isEnough(windows.normal) ? windows : (again.get(textOf(windows)) ?? windows);
    return measured(told, leftOut(told.grid), told.normal);
  });
}

/** A baseline of which no window is read. */
const leftOut = (grid: Grid): Grid => ({ ...grid, values: new Float64Array() });

const isEnough = (normal: WindowStatistics | undefined): boolean => (normal?.known ?? 0) >= MINIMUM_BASELINE_POINTS;

/** Every metric of these assets, recent and baseline, window by window. */
export async function seriesOf(
  measurements: Measurements,
  assets: readonly AssetId[],
  asked: AskedWindows,
): Promise<MeasuredSeries[]> {
  const [recent, baselines] = await Promise.all([
    measurements.windows(assets, recently(asked)),
    baselinesOf(measurements, assets, asked),
  ]);
  const normal = new Map(baselines.map((windows) => [textOf(windows), windows.baseline]));
  return recent.map((windows) => measured(windows, normal.get(textOf(windows)) ?? leftOut(windows.grid)));
}

const measured = (
  { metric, asset, category, direction, noiseFloor, grid }: Windows,
  baseline: Grid,
  normal?: WindowStatistics,
): MeasuredSeries => ({ metric, asset, category, direction, noiseFloor, baseline, normal, recent: grid });

/** The baseline of every metric of these assets: one question, and one for each range that definitions pin. */
async function baselinesOf(
  measurements: Measurements,
  assets: readonly AssetId[],
  asked: AskedWindows,
): Promise<BaselineWindows[]> {
  const { wholeDays, all } = normally(asked);
  const read = await measurements.windows([...new Set(assets)], asked.baseline ?? all);
  const pinned = asked.baseline ? [] : read.filter(({ baseline }) => baseline);
  const groups = Map.groupBy(pinned, ({ baseline }) => JSON.stringify(baseline));
  const others = await Promise.all(
    [...groups].map(([range, members]) =>
      measurements.windows([...new Set(members.map(({ asset }) => asset))], JSON.parse(range)),
    ),
  );
  const inPinned = new Map(
    [...groups.keys()].map((range, place) => [range, new Map(others[place]?.map((one) => [textOf(one), one.grid]))]),
  );
  return read.map((windows) => {
    const { metric, asset, grid, baseline } = windows;
    if (asked.baseline) return { metric, asset, baseline: grid };
    if (!baseline) return { metric, asset, baseline: ofWholeDays(grid, wholeDays) };
    const known = inPinned.get(JSON.stringify(baseline))?.get(textOf(windows));
    return { metric, asset, baseline: known ?? leftOut(grid) };
  });
}

/** The windows of whole days, unless they are too few. */
function ofWholeDays(grid: Grid, { to }: TimeRange): Grid {
  const values = grid.values.subarray(0, Math.max(0, Math.floor((to - grid.start) / grid.step)));
  return areEnough(values) ? { ...grid, values } : grid;
}

function areEnough(values: Float64Array): boolean {
  let known = 0;
  for (let index = 0; index < values.length && known < MINIMUM_BASELINE_POINTS; index += 1)
    if (!Number.isNaN(values[index])) known += 1;
  return known >= MINIMUM_BASELINE_POINTS;
}

const textOf = ({ metric, asset }: Pick<Windows, 'metric' | 'asset'>): string => `${metric} ${asset}`;
