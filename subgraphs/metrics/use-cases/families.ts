import { setImmediate } from 'node:timers/promises';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { type BaselineAt, withoutBaseline } from '../domain/baseline.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import { type FamilyAt, type FamilyRate, familyOf, ratesWithin } from '../domain/family.ts';
import type { Measurement } from '../domain/measurement.ts';
import { computeWindow, evidenceOf, type MeasuredWindow, measuredWindows } from '../domain/window.ts';
import type { Span } from '../domain/windows.ts';
import type { MetricStore } from '../ports/metric-store.ts';
import type { Baselines, DefinedMetric } from './baselines.ts';

/** Windows in which a metric was found beyond its threshold. */
export interface Found extends DefinedMetric {
  windows: readonly Span[];
}

interface Stores {
  metrics: MetricStore;
  baselines: Baselines;
}

/**
 * How each stands among the features of its dataset in the windows found, in order. A feature for which that cannot be
 * computed is left out, and only asking about it throws. @throws StoreUnavailable
 */
export async function familiesOf(stores: Stores, found: readonly Found[]): Promise<FamilyAt[]> {
  const answers = new Map<Found, FamilyAt>();
  for (const [family, all] of Map.groupBy(found, ({ metric, definition }) => familyOf(metric, definition))) {
    const [first] = all;
    if (family === null || !first) continue;
    const windows = all.flatMap((one) => one.windows);
    const { rates, faults } = await ratesIn(stores, family, first.definition, windows);
    for (const one of all)
      answers.set(one, ({ start }) => {
        const { asset } = one.metric;
        if (faults.has(asset)) throw faults.get(asset);
        return rates.get(start)?.get(asset) ?? null;
      });
  }
  return found.map((one) => answers.get(one) ?? (() => null));
}

interface Rates {
  /** By the start of the window. */
  rates: Map<Instant, Map<AssetId, FamilyRate>>;
  /** What was thrown, by the feature that it was thrown for. */
  faults: Map<AssetId, unknown>;
}

async function ratesIn(
  { metrics, baselines }: Stores,
  family: string,
  definition: MetricDefinition,
  windows: readonly Span[],
): Promise<Rates> {
  const { name, fingerprint } = definition;
  const observed = await metrics.observed({ names: [name], asset: null, after: null, first: Number.MAX_SAFE_INTEGER });
  const members = observed.metrics.filter((metric) => familyOf(metric, definition) === family);
  const starts = new Set(windows.map(({ start }) => start));
  const span = { start: least(windows), end: greatest(windows) };
  const [measurements, baselineAts] = await Promise.all([
    metrics.measurements(members.map((metric) => ({ ...metric, fingerprint, after: span.start, until: span.end }))),
    baselines.of(members.map((metric) => ({ metric, definition, span }))),
  ]);
  const pValues = new Map<Instant, Map<AssetId, number>>();
  const faults = new Map<AssetId, unknown>();
  for (const [index, { asset }] of members.entries()) {
    try {
      const own = windowsAt(starts, definition, measurements[index] ?? []);
      for (const [start, pValue] of pValuesOf(definition, baselineAts[index] ?? withoutBaseline, own))
        pValues.set(start, (pValues.get(start) ?? new Map<AssetId, number>()).set(asset, pValue));
    } catch (cause) {
      faults.set(asset, cause);
    }
    // Counting every way to a distance takes milliseconds a window.
    await setImmediate();
  }
  return { rates: new Map([...pValues].map(([start, each]) => [start, ratesWithin(each)])), faults };
}

const windowsAt = (
  starts: ReadonlySet<Instant>,
  definition: MetricDefinition,
  measurements: readonly Measurement[],
): MeasuredWindow[] => measuredWindows(definition, measurements).filter(({ start }) => starts.has(start));

/** By the start of the window; those that would not be judged are left out. */
const pValuesOf = (
  definition: MetricDefinition,
  baselineAt: BaselineAt,
  windows: readonly MeasuredWindow[],
): [Instant, number][] =>
  windows.flatMap((window): [Instant, number][] => {
    const pValue = pValueOf(definition, baselineAt, window);
    return pValue === null ? [] : [[window.start, pValue]];
  });

/** Null for a window that would not be judged. */
function pValueOf(definition: MetricDefinition, baselineAt: BaselineAt, window: MeasuredWindow): number | null {
  const baseline = baselineAt(window)?.components ?? null;
  const { value, sampleSize } = computeWindow(definition, baseline, window);
  if (value === null || sampleSize < definition.minimumSamples) return null;
  return evidenceOf(definition, baseline, window).pValue ?? null;
}

const least = (windows: readonly Span[]): Instant =>
  windows.reduce((first, { start }) => Math.min(first, start), Number.POSITIVE_INFINITY);
const greatest = (windows: readonly Span[]): Instant =>
  windows.reduce((last, { end }) => Math.max(last, end), Number.NEGATIVE_INFINITY);
