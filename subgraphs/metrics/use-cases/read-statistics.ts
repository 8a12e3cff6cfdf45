import { setImmediate as nextTurn } from 'node:timers/promises';
import { BadUserInput } from '../../../platform/errors.ts';
import { type Instant, millisecondsOf } from '../../../vocabulary/duration.ts';
import { type WindowStatistics, windowStatisticsOf } from '../../../vocabulary/window-statistics.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import { type NumberColumns, type RegularWindows, valuesOfNumbers } from '../domain/numbers.ts';
import type { Span } from '../domain/windows.ts';
import type { DefinedMetric } from './baselines.ts';
import { BATCH, gridsOf, type MetricWindows, numbersOf, type WindowStores, windowsOf } from './windows-of-metrics.ts';

interface TimeRange {
  from: Instant;
  to: Instant;
}

export interface AskedStatistics {
  range: TimeRange;
  /** Whether the baseline that a definition pins is meant instead of the range. */
  pinned: boolean;
  /** Windows that touch it are left out. */
  without: TimeRange | null;
}

/** What the windows of these metrics come to; whoever asks first reads them for all. @throws BadUserInput @throws StoreUnavailable */
export function statisticsOf(stores: WindowStores, defined: readonly DefinedMetric[], now: Instant) {
  const reading = new Map<string, Promise<Map<DefinedMetric, WindowStatistics>>>();
  return async (one: DefinedMetric, asked: AskedStatistics): Promise<WindowStatistics> => {
    if (asked.range.to <= asked.range.from) throw new BadUserInput('`to` must be after `from`', 'range.to');
    const key = JSON.stringify(asked);
    const read = reading.get(key) ?? readStatistics(stores, defined, asked, now);
    reading.set(key, read);
    return (await read).get(one) ?? windowStatisticsOf(new Float64Array());
  };
}

async function readStatistics(
  stores: WindowStores,
  defined: readonly DefinedMetric[],
  asked: AskedStatistics,
  now: Instant,
): Promise<Map<DefinedMetric, WindowStatistics>> {
  const grids = gridsOf(defined, (definition) => {
    const { from, to } = rangeFor(definition, asked);
    return { start: from, end: Math.min(to, now) };
  });
  const read = new Map<DefinedMetric, WindowStatistics>();
  for (const [place, [one, { columns, windows }]] of [...(await numbersOf(stores.metrics, defined, grids))].entries()) {
    if (place % BATCH === BATCH - 1) await nextTurn();
    read.set(one, ofNumbers(one.definition, columns, windows, asked.without));
  }
  const others = defined.filter((one) => !read.has(one));
  for (const [one, windows] of await windowsOf(stores, others, grids)) {
    const { start, step, values }: MetricWindows = windows;
    const known = withoutRange(values, { start, length: millisecondsOf(step) }, asked.without);
    read.set(one, windowStatisticsOf(known));
  }
  return read;
}

const rangeFor = ({ baseline }: MetricDefinition, { range, pinned }: AskedStatistics): TimeRange =>
  pinned && baseline?.kind === 'pinned' ? baseline : range;

interface Kept {
  columns: readonly NumberColumns[];
  windows: RegularWindows;
  unit: string;
  statistics: WindowStatistics;
}

/** By the first of the columns, which are of one fingerprint and are never changed: while they are the same, so is what they come to. */
const kept = new WeakMap<NumberColumns, Kept>();

function ofNumbers(
  by: MetricDefinition,
  columns: readonly NumberColumns[],
  windows: RegularWindows,
  without: TimeRange | null,
): WindowStatistics {
  const compute = () => valuesOfNumbers(by, columns, windows);
  if (without && touches(without, { start: windows.start, end: windows.start + windows.windows * windows.length }))
    return windowStatisticsOf(withoutRange(compute(), windows, without));
  const [first] = columns;
  if (!first) return windowStatisticsOf(new Float64Array());
  const before = kept.get(first);
  if (before && isOf(before, by, columns, windows)) return before.statistics;
  const statistics = windowStatisticsOf(compute());
  kept.set(first, { columns, windows, unit: by.unit, statistics });
  return statistics;
}

const isOf = (
  before: Kept,
  by: MetricDefinition,
  columns: readonly NumberColumns[],
  windows: RegularWindows,
): boolean =>
  before.unit === by.unit &&
  before.windows.start === windows.start &&
  before.windows.length === windows.length &&
  before.windows.windows === windows.windows &&
  before.columns.length === columns.length &&
  before.columns.every((each, place) => each === columns[place]);

const touches = ({ from, to }: TimeRange, { start, end }: Span): boolean => start < to && end > from;

/** The values of windows of one length, those that touch the range as if they were not known. */
function withoutRange(
  values: Float64Array,
  { start, length }: Pick<RegularWindows, 'start' | 'length'>,
  range: TimeRange | null,
): Float64Array {
  if (!range) return values;
  return values.map((value, place) => {
    const from = start + place * length;
    return touches(range, { start: from, end: from + length }) ? Number.NaN : value;
  });
}
