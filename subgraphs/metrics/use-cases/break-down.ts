import { BadUserInput } from '../../../platform/errors.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { StoredComponents } from '../domain/components.ts';
import type { KeptMeasurement } from '../domain/measurement.ts';
import { keptWindows } from '../domain/retention.ts';
import { rulesOf } from '../domain/rules-of.ts';
import { type DimensionValues, labelsOf, type Slice, sliceOfValues, valuesIn, within } from '../domain/slice.ts';
import { computeWindow } from '../domain/window.ts';
import type { Span } from '../domain/windows.ts';
import type { DefinedMetric } from './baselines.ts';
import { refuseWithinMerged, type SeriesStores, wholeWindows } from './read-series.ts';

/** Labels that one breakdown may have. */
const MOST_LABELS = 5;

export interface BreakdownQuestion {
  /** Labels by which it is broken down. */
  by: readonly string[];
  from: Instant;
  to: Instant;
  now: Instant;
  /** Slices after this one, by sample size and then values. */
  after: BreakdownKey | null;
  first: number;
}

/** The place of a slice in a breakdown. */
export interface BreakdownKey {
  sampleSize: number;
  values: string;
}

/** One combination of values, over the whole range. */
export interface BrokenDown extends DefinedMetric {
  slice: Slice;
  dimensions: { label: string; value: string | null }[];
  key: BreakdownKey;
  value: number | null;
  sampleSize: number;
}

export interface Breakdown {
  slices: BrokenDown[];
  hasNextPage: boolean;
  total: number;
  /** Share of the metric's samples that carry one of the labels; null where it has none at all. */
  coverage: number | null;
}

interface Counted {
  values: DimensionValues;
  key: BreakdownKey;
  slice: Slice;
  components: StoredComponents;
}

/**
 * A metric over the whole windows of a range for each combination of values of some labels, most samples first.
 * @throws BadUserInput @throws StoreUnavailable
 */
export async function breakDown(
  stores: SeriesStores,
  asked: DefinedMetric,
  { by, from, to, now, after, first }: BreakdownQuestion,
): Promise<Breakdown> {
  checkLabels(by);
  const { metric, definition, slice = [] } = asked;
  const range = wholeWindows(definition, from, to, now);
  if (!range) return { slices: [], hasNextPage: false, total: 0, coverage: null };
  refuseWithinMerged(definition, [range], now);
  const query = { ...metric, fingerprint: definition.fingerprint, after: range.start, until: range.end };
  const [all = []] = await stores.metrics.measurements([query]);
  const counted = countedOf(asked, by, within(slice, all)).sort((a, b) => byKey(a.key, b.key));
  const rest = after ? counted.filter(({ key }) => byKey(after, key) < 0) : counted;
  const page = rest.slice(0, first);
  return {
    slices: await valued(stores, asked, by, range, page),
    hasNextPage: rest.length > page.length,
    total: counted.length,
    coverage: coverageOf(asked, counted, within(slice, all)),
  };
}

function checkLabels(by: readonly string[]): void {
  if (by.length === 0 || by.length > MOST_LABELS)
    throw new BadUserInput(`${by.length} labels; a breakdown is by 1 to ${MOST_LABELS}`, 'by');
  const repeated = by.find((label, index) => by.indexOf(label) !== index);
  if (repeated !== undefined) throw new BadUserInput(`label "${repeated}" is given twice`, 'by');
}

function countedOf(
  { definition, slice = [] }: DefinedMetric,
  by: readonly string[],
  measurements: readonly KeptMeasurement[],
): Counted[] {
  const rules = rulesOf(definition);
  return valuesIn(by, measurements).flatMap((values) => {
    const part = [...slice.filter(({ label }) => !by.includes(label)), ...sliceOfValues(by, values)];
    const windows = keptWindows(definition, within(part, measurements), labelsOf(part));
    if (windows.length === 0) return [];
    const components = rules.merge(windows.map((window) => window.components));
    const key = { sampleSize: rules.sampleSize(components), values: JSON.stringify(values) };
    return [{ values, key, slice: part, components }];
  });
}

async function valued(
  { baselines }: SeriesStores,
  { metric, definition }: DefinedMetric,
  by: readonly string[],
  range: Span,
  page: Counted[],
): Promise<BrokenDown[]> {
  const yardsticks = await baselines.of(page.map(({ slice }) => ({ metric, definition, slice, span: range })));
  return page.map(({ values, key, slice, components }, index) => {
    const window = computeWindow(definition, yardsticks[index]?.(range)?.components ?? null, { ...range, components });
    const dimensions = by.map((label, place) => ({ label, value: values[place] ?? null }));
    return { metric, definition, slice, dimensions, key, value: window.value, sampleSize: window.sampleSize };
  });
}

function coverageOf(
  { definition, slice = [] }: DefinedMetric,
  counted: Counted[],
  measurements: readonly KeptMeasurement[],
): number | null {
  const { merge, sampleSize } = rulesOf(definition);
  const windows = keptWindows(definition, measurements, labelsOf(slice));
  const whole = windows.length === 0 ? 0 : sampleSize(merge(windows.map(({ components }) => components)));
  const carried = counted.reduce((sum, { key }) => sum + key.sampleSize, 0);
  return whole > 0 ? Math.min(1, carried / whole) : null;
}

/** Most samples first. */
const byKey = (a: BreakdownKey, b: BreakdownKey): number =>
  b.sampleSize - a.sampleSize || (a.values < b.values ? -1 : a.values > b.values ? 1 : 0);
