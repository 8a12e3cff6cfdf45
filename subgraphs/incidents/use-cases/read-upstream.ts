import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Milliseconds } from '../../../vocabulary/duration.ts';
import type { Grid, MeasuredSeries, TimeRange } from '../domain/root-cause/question.ts';
import type { Measurements, Windows } from '../ports/measurements.ts';

const DEFAULT_BASELINE: Milliseconds = 14 * 86_400_000;

/** How many look-backs before `at` windows are read, to tell what was abnormal long before. */
const SEARCHED = 3;

/** Assets measured in one question. Small, since a question that is not answered in time tells nothing of its assets. */
const AT_ONCE = 100;

/** What is asked of every metric. */
export interface AskedWindows {
  at: number;
  lookback: Milliseconds;
  /** What normal was for every metric; null: what each definition pins, else the 14 days before the look-back. */
  baseline: TimeRange | null;
}

/**
 * What was measured of these assets, asked in their order, as far as it is told before it is too late: which others were
 * left out is counted.
 */
export async function readInTime(
  measurements: Measurements,
  assets: readonly AssetId[],
  asked: AskedWindows,
  late: Promise<void>,
): Promise<{ series: MeasuredSeries[]; unread: number }> {
  const series: MeasuredSeries[] = [];
  for (let read = 0; read < assets.length; read += AT_ONCE) {
    const more = await inTime(seriesOf(measurements, assets.slice(read, read + AT_ONCE), asked), late);
    if (!more) return { series, unread: assets.length - read };
    series.push(...more);
  }
  return { series, unread: 0 };
}

/** Null when it is too late first; what becomes of the question then, failure included, is of no interest. */
const inTime = <Answer>(answer: Promise<Answer>, late: Promise<void>): Promise<Answer | null> =>
  Promise.race([answer, late.then(() => null)]);

/** Every metric of these assets, recent and baseline: one question for the first, one for each distinct baseline. */
export async function seriesOf(
  measurements: Measurements,
  assets: readonly AssetId[],
  { at, lookback, baseline }: AskedWindows,
): Promise<MeasuredSeries[]> {
  const recent = await measurements.windows(assets, { from: at - SEARCHED * lookback, to: at });
  const before = { from: at - lookback - DEFAULT_BASELINE, to: at - lookback };
  const normalOf = (windows: Windows) => baseline ?? windows.baseline ?? before;
  const groups = Map.groupBy(recent, (windows) => JSON.stringify(normalOf(windows)));
  const series = [...groups].map(async ([range, members]) => {
    const concerned = [...new Set(members.map((member) => member.asset))];
    const normal = new Map(
      (await measurements.windows(concerned, JSON.parse(range))).map((windows) => [textOf(windows), windows.grid]),
    );
    return members.map((member) => withBaseline(member, normal.get(textOf(member))));
  });
  return (await Promise.all(series)).flat();
}

const textOf = ({ metric, asset }: Windows): string => `${metric} ${asset}`;

const withBaseline = ({ grid, baseline: _, ...metric }: Windows, normal: Grid | undefined): MeasuredSeries => ({
  ...metric,
  baseline: normal ?? { ...grid, values: new Float64Array() },
  recent: grid,
});
