import { mean } from 'simple-statistics';
import { type AssetId, identityOf } from '../../../../vocabulary/asset-id.ts';
import { type Grid, type MeasuredSeries, type MetricCategory, windowsEndingIn } from './question.ts';
import type { Signal } from './signal.ts';
import type { TargetOnset } from './time-factor.ts';

/**
 * Of these a mean over calls, rows or predictions is measured, so that volume times change is an amount: what an asset
 * adds to the target's trouble cannot be more than its own.
 */
const AMOUNTS: readonly MetricCategory[] = ['LATENCY', 'FAILURES', 'ACCURACY'];

/** Metrics of this name on features say how much a model makes of them. */
const IMPORTANCE = /(^|[._-])importance$/i;

/** Such a metric describes a model, and is no trouble when it moves. */
export const isImportance = ({ metric }: Pick<MeasuredSeries, 'metric'>): boolean => IMPORTANCE.test(metric);

export type Impact = (signal: Signal) => number | null;

/**
 * How much of the target's excess a candidate can explain by volume times change: min(1, √(V(c)·Δ(c) / (V(T)·Δ(T)))), of a
 * candidate bad in the target's own metric, where the volume of both is known by one throughput metric, such as calls
 * or rows; Δ is the mean distance from normal in the bad direction since the target's onset. Of
 * features whose importance is measured it is √ of their share of importance times strength among all such features. Null
 * where neither is known: it counts neither for nor against.
 */
export function impactOn(
  target: Signal,
  series: readonly MeasuredSeries[],
  signals: ReadonlyMap<AssetId, Signal>,
  strengthOf: (signal: Signal) => number,
  onset: TargetOnset,
  at: number,
): Impact {
  const since = { from: onset.from, at };
  const volumes = volumesOf(series, since);
  const excess = excessOf(target, since);
  const importance = importanceOf(series, signals, strengthOf, at);
  return (signal) => {
    const share = importance.get(signal.asset);
    if (share !== undefined) return Math.sqrt(share);
    if (signal.metric !== target.metric || !AMOUNTS.includes(target.category) || !excess) return null;
    const mine = excessOf(signal, since);
    const ratio = volumeRatio(signal, target, volumes);
    return mine === null || ratio === null ? null : Math.min(1, Math.sqrt((ratio * mine) / excess));
  };
}

interface Since {
  from: number;
  at: number;
}

/** The known values of the windows that end in (from, at]. */
const valuesIn = (grid: Grid, { from, at }: Since): number[] =>
  [...windowsEndingIn(grid, from, at).values].filter((value) => !Number.isNaN(value));

/** Mean distance from normal in the bad direction, at least 0, in the metric's unit; null when nothing is known. */
function excessOf({ recent, normal, direction }: Signal, since: Since): number | null {
  const known = valuesIn(recent, since);
  const side = direction === 'UP' ? 1 : -1;
  return known.length === 0 ? null : Math.max(0, mean(known.map((value) => side * (value - normal))));
}

/** Name of a throughput metric -> asset -> mean by window. */
function volumesOf(series: readonly MeasuredSeries[], since: Since): Map<string, Map<AssetId, number>> {
  const found = new Map<string, Map<AssetId, number>>();
  for (const { metric, asset, category, recent } of series) {
    const known = category === 'THROUGHPUT' ? valuesIn(recent, since) : [];
    if (known.length > 0) found.set(metric, (found.get(metric) ?? new Map()).set(asset, mean(known)));
  }
  return found;
}

/** V(c) / V(T); null when no one measure of it is known of both. */
function volumeRatio(
  signal: Signal,
  target: Signal,
  volumes: ReadonlyMap<string, ReadonlyMap<AssetId, number>>,
): number | null {
  for (const of of volumes.values()) {
    const [mine, whole] = [of.get(signal.asset), of.get(target.asset)];
    if (mine !== undefined && whole) return mine / whole;
  }
  return null;
}

/** Feature -> its share of importance times strength among the features whose importance is known. */
function importanceOf(
  series: readonly MeasuredSeries[],
  signals: ReadonlyMap<AssetId, Signal>,
  strengthOf: (signal: Signal) => number,
  at: number,
): Map<AssetId, number> {
  const weights = new Map<AssetId, number>();
  for (const { asset, recent } of series.filter(isImportance)) {
    if (identityOf(asset).kind !== 'FEATURE') continue;
    const latest = valuesIn(recent, { from: Number.NEGATIVE_INFINITY, at }).at(-1);
    const signal = signals.get(asset);
    if (latest !== undefined && signal) weights.set(asset, Math.max(0, latest) * strengthOf(signal));
  }
  const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return new Map(all > 0 ? [...weights].map(([asset, weight]) => [asset, weight / all]) : []);
}
