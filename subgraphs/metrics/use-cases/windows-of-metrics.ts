import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Duration, type Instant, millisecondsOf } from '../../../vocabulary/duration.ts';
import { remembered } from '../../../vocabulary/remembered.ts';
import { type BaselineAt, withoutBaseline } from '../domain/baseline.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { Measurement, MetricKey } from '../domain/measurement.ts';
import {
  isOfNumbers,
  type NumberColumns,
  type RegularWindows,
  regularWindows,
  sampleSizesOfNumbers,
  valuesOfNumbersInto,
} from '../domain/numbers.ts';
import { carriedForward, computeWindow, measuredWindows } from '../domain/window.ts';
import { gridOf, longestWithin, type Span, windowsWithin } from '../domain/windows.ts';
import type { Definitions } from '../ports/definitions.ts';
import type { MetricStore } from '../ports/metric-store.ts';
import type { Baselines, DefinedMetric } from './baselines.ts';
import { MOST_POINTS } from './read-series.ts';

/** Metrics computed before the process is left free. */
export const BATCH = 200;

export interface WindowStores {
  definitions: Definitions;
  metrics: MetricStore;
  baselines: Baselines;
}

/** One metric's values on a regular grid. */
export interface MetricWindows {
  metric: MetricKey;
  name: string;
  start: Instant;
  step: Duration;
  /** NaN where nothing is known. */
  values: Float64Array;
  /** Found out when somebody asks. */
  sampleSizes(): Float64Array;
  noiseFloor: number | null;
}

/** Windows that are asked for; with what they are in short where they are all as long. */
interface AskedWindows {
  spans: readonly Span[];
  regular: RegularWindows | null;
}

/** The windows that are asked for of each definition. */
export type Grids = ReadonlyMap<MetricDefinition, AskedWindows>;

/** A question about many assets comes in parts, each of which asks for the same windows. */
const GRIDS_REMEMBERED = 20;

const askedWindows = remembered(GRIDS_REMEMBERED, (text): AskedWindows => {
  const [window, timezone, from, to] = JSON.parse(text) as [Duration, string, Instant, Instant];
  const spans = windowsWithin(gridOf(window, timezone), from, to, MOST_POINTS);
  return { spans, regular: regularWindows(spans) };
});

/** The windows of each definition within a range of its own, which its metrics share. */
export function gridsOf(defined: readonly DefinedMetric[], rangeOf: (definition: MetricDefinition) => Span): Grids {
  const grids = new Map<MetricDefinition, AskedWindows>();
  for (const { definition } of defined) {
    if (grids.has(definition)) continue;
    const { start, end } = rangeOf(definition);
    // One fine metric must not refuse the answer about all the others: it is cut, and `start` says so.
    const { window, timezone } = definition;
    const earliest = Math.max(start, end - MOST_POINTS * millisecondsOf(window));
    grids.set(definition, askedWindows(JSON.stringify([window, timezone, earliest, end])));
  }
  return grids;
}

/** In the order of `defined`; metrics of which no window lies on the grid of their definition are left out. */
export async function windowsOf(
  stores: WindowStores,
  defined: readonly DefinedMetric[],
  grids: Grids,
): Promise<Map<DefinedMetric, MetricWindows>> {
  const read = new Map<DefinedMetric, MetricWindows | null>(await windowsOfNumbers(stores.metrics, defined, grids));
  const others = defined.filter((one) => !read.has(one));
  for (let start = 0; start < others.length; start += BATCH) {
    const batch = others.slice(start, start + BATCH);
    for (const [index, windows] of (await readBatch(stores, batch, grids)).entries())
      read.set(batch[index] as DefinedMetric, windows);
  }
  return new Map(
    defined.flatMap((one) => {
      const windows = read.get(one);
      return windows ? [[one, windows] as const] : [];
    }),
  );
}

/** Sums and counts as they were measured, and the windows that they are asked for. */
export interface MetricNumbers {
  columns: readonly NumberColumns[];
  windows: RegularWindows;
}

/** Of metrics whose values follow from sums and counts: as their measurements tell, a hundred times as fast. */
export async function numbersOf(
  { numbers }: MetricStore,
  defined: readonly DefinedMetric[],
  grids: Grids,
): Promise<Map<DefinedMetric, MetricNumbers>> {
  const concerned = defined.filter(({ definition }) => isOfNumbers(definition) && grids.get(definition)?.regular);
  if (!numbers || concerned.length === 0) return new Map();
  const columns = await numbers(
    concerned.map(({ metric, definition }) => {
      const { start, end } = spanOf(spansOf(grids, definition));
      const { fingerprint } = definition;
      return { ...metric, fingerprint, after: start, until: end, longest: longestWithin(definition.window) };
    }),
  );
  return new Map(
    concerned.flatMap((one, index) => {
      const own = columns[index];
      const windows = grids.get(one.definition)?.regular;
      return own && windows ? [[one, { columns: own, windows }] as const] : [];
    }),
  );
}

/** The values of all lie in one stretch of memory, which is sooner had, and sooner given away, than one for each metric. */
async function windowsOfNumbers(
  metrics: MetricStore,
  defined: readonly DefinedMetric[],
  grids: Grids,
): Promise<Map<DefinedMetric, MetricWindows>> {
  const numbers = await numbersOf(metrics, defined, grids);
  const all = new Float64Array([...numbers.values()].reduce((sum, { windows }) => sum + windows.windows, 0));
  const read = new Map<DefinedMetric, MetricWindows>();
  let used = 0;
  for (const [one, { columns, windows }] of numbers) {
    if (read.size % BATCH === BATCH - 1) await nextTurn();
    const { metric, definition } = one;
    const values = all.subarray(used, used + windows.windows);
    used += windows.windows;
    valuesOfNumbersInto(values, definition, columns, windows);
    read.set(one, {
      ...{ metric, name: metric.name, start: windows.start, step: definition.window, noiseFloor: null, values },
      sampleSizes: () => sampleSizesOfNumbers(definition, columns, windows),
    });
  }
  return read;
}

async function readBatch(
  { metrics, baselines }: { metrics: MetricStore; baselines: Baselines },
  batch: DefinedMetric[],
  grids: Grids,
): Promise<(MetricWindows | null)[]> {
  const queries = batch.map(({ metric, definition }) => ({
    ...metric,
    fingerprint: definition.fingerprint,
    after: spanOf(spansOf(grids, definition)).start,
    until: spanOf(spansOf(grids, definition)).end,
    withLastBefore: definition.method.kind === 'freshness',
  }));
  const [measurements, yardsticks] = await Promise.all([
    metrics.measurements(queries),
    baselines.of(batch.map((one) => ({ ...one, span: spanOf(spansOf(grids, one.definition)) }))),
  ]);
  return batch.map((one, index) => {
    const spans = spansOf(grids, one.definition);
    const [first] = spans;
    const baselineAt = yardsticks[index] ?? withoutBaseline;
    return first ? onGrid(one, spans, first.start, measurements[index] ?? [], baselineAt) : null;
  });
}

const spansOf = (grids: Grids, definition: MetricDefinition): readonly Span[] => grids.get(definition)?.spans ?? [];

const spanOf = (spans: readonly Span[]): Span => ({ start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 });

function onGrid(
  { metric, definition }: DefinedMetric,
  spans: readonly Span[],
  start: Instant,
  measurements: Measurement[],
  baselineAt: BaselineAt,
): MetricWindows {
  const measured = measuredWindows(definition, measurements);
  const until = spans.at(-1)?.end ?? start;
  const known = definition.method.kind === 'freshness' ? carriedForward(definition, measured, until) : measured;
  const byStart = new Map(
    known.map((window) => [window.start, computeWindow(definition, baselineAt(window)?.components ?? null, window)]),
  );
  const windows = spans.map((span) => byStart.get(span.start) ?? null);
  return {
    metric,
    name: metric.name,
    start,
    step: definition.window,
    values: Float64Array.from(windows, (window) => window?.value ?? Number.NaN),
    sampleSizes: () => Float64Array.from(windows, (window) => window?.sampleSize ?? 0),
    noiseFloor: windows.findLast((window) => window !== null)?.noiseFloor ?? null,
  };
}
