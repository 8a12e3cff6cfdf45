import { setImmediate as nextTurn } from 'node:timers/promises';
import { BadUserInput } from '../../../platform/errors.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { type Duration, type Instant, millisecondsOf } from '../../../vocabulary/duration.ts';
import { type BaselineAt, withoutBaseline } from '../domain/baseline.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { Measurement, MetricKey } from '../domain/measurement.ts';
import { isOfNumbers, regularLength, sampleSizesOfNumbers, valuesOfNumbers } from '../domain/numbers.ts';
import { carriedForward, computeWindow, measuredWindows } from '../domain/window.ts';
import { gridOf, longestWithin, type Span, windowsWithin } from '../domain/windows.ts';
import type { Definitions } from '../ports/definitions.ts';
import type { MetricStore } from '../ports/metric-store.ts';
import type { Baselines, DefinedMetric } from './baselines.ts';
import { MOST_POINTS } from './read-series.ts';

const MOST_ASSETS = 5000;
/** Metrics computed before the process is left free. */
const BATCH = 200;

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

/** The windows of every metric on these assets within [from, to). @throws BadUserInput @throws StoreUnavailable */
export async function readWindows(
  stores: { definitions: Definitions; metrics: MetricStore; baselines: Baselines },
  assets: readonly AssetId[],
  { from, to, now }: { from: Instant; to: Instant; now: Instant },
): Promise<MetricWindows[]> {
  if (assets.length > MOST_ASSETS)
    throw new BadUserInput(`${assets.length} assets; at most ${MOST_ASSETS} can be asked for at once`, 'assets');
  if (to <= from) throw new BadUserInput('`to` must be after `from`', 'to');
  const [definitions, names] = await Promise.all([
    stores.definitions.all(),
    stores.metrics.namesOf([...new Set(assets)]),
  ]);
  const defined = [...names].flatMap(([asset, observed]) =>
    observed.flatMap((name): DefinedMetric[] => {
      const definition = definitions.get(name);
      return definition ? [{ metric: { name, asset }, definition }] : [];
    }),
  );
  const grids = gridsOf(defined, from, Math.min(to, now));
  const numbers = await readNumbers(stores.metrics, defined, grids);
  const others = defined.filter((one) => !numbers.has(one));
  const read = new Map<DefinedMetric, MetricWindows | null>(numbers);
  for (let start = 0; start < others.length; start += BATCH) {
    const batch = others.slice(start, start + BATCH);
    for (const [index, windows] of (await readBatch(stores, batch, grids)).entries())
      read.set(batch[index] as DefinedMetric, windows);
  }
  return defined.flatMap((one) => read.get(one) ?? []);
}

/** Of metrics whose values follow from sums and counts: as their measurements tell, a hundred times as fast. */
async function readNumbers(
  { numbers }: MetricStore,
  defined: readonly DefinedMetric[],
  grids: ReadonlyMap<MetricDefinition, Span[]>,
): Promise<Map<DefinedMetric, MetricWindows>> {
  const lengths = new Map([...grids].map(([definition, spans]) => [definition, regularLength(spans)]));
  const concerned = defined.filter(({ definition }) => isOfNumbers(definition) && lengths.get(definition));
  const read = new Map<DefinedMetric, MetricWindows>();
  if (!numbers || concerned.length === 0) return read;
  const columns = await numbers(
    concerned.map(({ metric, definition }) => {
      const { start, end } = spanOf(grids.get(definition) ?? []);
      return {
        ...metric,
        fingerprint: definition.fingerprint,
        after: start,
        until: end,
        longest: longestWithin(definition.window),
      };
    }),
  );
  for (const [index, one] of concerned.entries()) {
    if (index % BATCH === BATCH - 1) await nextTurn();
    const own = columns[index];
    if (!own) continue;
    const { metric, definition } = one;
    const spans = grids.get(definition) ?? [];
    const { start } = spanOf(spans);
    const asked = { start, length: lengths.get(definition) ?? 0, windows: spans.length };
    const values = valuesOfNumbers(definition, own, asked);
    const sampleSizes = () => sampleSizesOfNumbers(definition, own, asked);
    read.set(one, { metric, name: metric.name, start, step: definition.window, values, sampleSizes, noiseFloor: null });
  }
  return read;
}

/** The spans of each definition, which its metrics share. */
function gridsOf(defined: DefinedMetric[], from: Instant, to: Instant): Map<MetricDefinition, Span[]> {
  const grids = new Map<MetricDefinition, Span[]>();
  for (const { definition } of defined) {
    if (grids.has(definition)) continue;
    // One fine metric must not refuse the answer about all the others: it is cut, and `start` says so.
    const earliest = Math.max(from, to - MOST_POINTS * millisecondsOf(definition.window));
    const spans = windowsWithin(gridOf(definition.window, definition.timezone), earliest, to, MOST_POINTS);
    grids.set(definition, spans);
  }
  return grids;
}

async function readBatch(
  { metrics, baselines }: { metrics: MetricStore; baselines: Baselines },
  batch: DefinedMetric[],
  grids: Map<MetricDefinition, Span[]>,
): Promise<(MetricWindows | null)[]> {
  const queries = batch.map(({ metric, definition }) => ({
    ...metric,
    fingerprint: definition.fingerprint,
    after: grids.get(definition)?.[0]?.start ?? 0,
    until: grids.get(definition)?.at(-1)?.end ?? 0,
    withLastBefore: definition.method.kind === 'freshness',
  }));
  const [measurements, yardsticks] = await Promise.all([
    metrics.measurements(queries),
    baselines.of(batch.map((one) => ({ ...one, span: spanOf(grids.get(one.definition) ?? []) }))),
  ]);
  return batch.map((one, index) => {
    const spans = grids.get(one.definition) ?? [];
    const [first] = spans;
    const baselineAt = yardsticks[index] ?? withoutBaseline;
    return first ? onGrid(one, spans, first.start, measurements[index] ?? [], baselineAt) : null;
  });
}

const spanOf = (spans: readonly Span[]): Span => ({ start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 });

function onGrid(
  { metric, definition }: DefinedMetric,
  spans: Span[],
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
