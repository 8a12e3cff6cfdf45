import type { Grid, MeasuredSeries } from '../../subgraphs/incidents/domain/root-cause/question.ts';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import { closureOf, type Ranking, type ScenarioCase } from './scenario-case.ts';

/**
 * What others would answer to the same cases. They are given what the ranking is given, and share none of its statistics, so
 * that they stay what they are when it changes.
 */
export const BASELINES: Record<string, (one: ScenarioCase) => Ranking> = {
  randomUpstream,
  largestAnomaly,
  rankedCorrelation,
  thresholdTraversal,
};

/** Every asset upstream of the target in one tie: what chance would get. */
function randomUpstream(one: ScenarioCase): Ranking {
  const upstream = idsOf(one).filter((id) => id !== one.question.asset);
  return upstream.length > 0 ? [upstream] : [];
}

/** By the greatest z of any metric within the look-back, the target included, whatever feeds what. */
function largestAnomaly(one: ScenarioCase): Ranking {
  const anomaly = anomaliesOf(one);
  return tiedBy(idsOf(one), (id) => anomaly.get(id) ?? 0);
}

/** By the greatest correlation of any metric with the target's over all recent windows. The target is not asked. */
function rankedCorrelation(one: ScenarioCase): Ranking {
  const { question, series } = one;
  const target = series.find(({ asset, metric }) => asset === question.asset && metric === question.metric);
  const ofAsset = Map.groupBy(series, ({ asset }) => asset);
  const correlation = (id: AssetId) =>
    Math.max(0, ...(ofAsset.get(id) ?? []).map((each) => (target ? correlationOf(each.recent, target.recent) : 0)));
  return tiedBy(
    idsOf(one).filter((id) => id !== question.asset),
    correlation,
  );
}

/** A metric is anomalous from this z: the three standard deviations of a control chart. */
const ANOMALOUS = 3;

/**
 * Walks upstream from the target as long as something anomalous lies there, through assets that are not measured, and
 * answers those beyond which nothing anomalous lies, by their anomaly; the target itself when nothing upstream is anomalous.
 */
function thresholdTraversal(one: ScenarioCase): Ranking {
  const parents = Map.groupBy(closureOf(one).edges, ({ to }) => to);
  const measured = new Set(one.series.map(({ asset }) => asset));
  const anomaly = anomaliesOf(one);
  const anomalousAbove = (asset: AssetId): AssetId[] => {
    const above = new Set((parents.get(asset) ?? []).map(({ from }) => from));
    for (const each of above) if (!measured.has(each)) for (const { from } of parents.get(each) ?? []) above.add(from);
    return [...above].filter((each) => each !== asset && (anomaly.get(each) ?? 0) >= ANOMALOUS);
  };
  const reached = new Set([one.question.asset]);
  const last: AssetId[] = [];
  for (const asset of reached) {
    const above = anomalousAbove(asset);
    if (above.length === 0) last.push(asset);
    for (const each of above) reached.add(each);
  }
  return tiedBy(last, (id) => anomaly.get(id) ?? 0);
}

const idsOf = (one: ScenarioCase): AssetId[] => closureOf(one).assets.map(({ id }) => id);

/** Highest first; equal ones tie. */
const tiedBy = (ids: readonly AssetId[], value: (id: AssetId) => number): Ranking =>
  [...Map.groupBy(ids, value)].sort(([a], [b]) => b - a).map(([, tied]) => tied);

/** Greatest z of each asset that is measured, in its metrics' bad directions, over the windows of the look-back. */
function anomaliesOf({ series, question }: ScenarioCase): Map<AssetId, number> {
  const found = new Map<AssetId, number>();
  for (const each of series) {
    const z = greatestZ(each, question.at - question.lookback, question.at);
    found.set(each.asset, Math.max(found.get(each.asset) ?? 0, z));
  }
  return found;
}

function greatestZ({ baseline, recent, direction }: MeasuredSeries, from: number, to: number): number {
  const known = baseline.values.filter((value) => !Number.isNaN(value));
  if (known.length < 2) return 0;
  const average = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - average) ** 2, 0) / (known.length - 1);
  const badness = (value: number): number => {
    const z = (value - average) / Math.max(Math.sqrt(variance), 1e-3 * Math.abs(average), Number.MIN_VALUE);
    return direction === 'NEITHER' ? Math.abs(z) : direction === 'LOWER_IS_BETTER' ? z : -z;
  };
  const inside = recent.values.filter((value, index) => {
    const end = recent.start + (index + 1) * recent.step;
    return !Number.isNaN(value) && end > from && end <= to;
  });
  return Math.max(0, ...inside.map(badness));
}

/** Absolute correlation over the windows of `target` at whose ends both are known; 0 where fewer than three are. */
function correlationOf(grid: Grid, target: Grid): number {
  const pairs = [...target.values].flatMap((value, index) => {
    const end = target.start + (index + 1) * target.step;
    // The window that was the last to be over at the time.
    const other = grid.values[Math.floor((end - grid.start) / grid.step) - 1] ?? Number.NaN;
    return Number.isNaN(value) || Number.isNaN(other) ? [] : [[value, other] as const];
  });
  if (pairs.length < 3) return 0;
  const averageOf = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [ours, theirs] = [averageOf(0), averageOf(1)];
  let both = 0;
  let own = 0;
  let other = 0;
  for (const [a, b] of pairs) {
    both += (a - ours) * (b - theirs);
    own += (a - ours) ** 2;
    other += (b - theirs) ** 2;
  }
  return own > 0 && other > 0 ? Math.abs(both) / Math.sqrt(own * other) : 0;
}
