import { sum } from 'simple-statistics';
import type { BinComponents } from '../components.ts';
import type { DistanceMethod, Measure } from '../method.ts';
import type { Components } from '../observation.ts';
import { intervalsOf, MISSING, placeOf, positionOf } from './bin-labels.ts';
import { type AlignedBins, align, foreignBins, present } from './bins.ts';
import * as measures from './measures.ts';
import { mergeBins } from './merge-bins.ts';
import { type ComputeContext, type MethodRules, namesOf, type Reading, refused } from './rules.ts';
import { noiseFloorOf, pValueOf, type Sampled } from './sampling.ts';

type Context = ComputeContext<BinComponents>;

/** How far the bins' counts lie from the baseline's. */
export const distance = (method: DistanceMethod): MethodRules<BinComponents> => {
  const compute = (components: BinComponents, context: Context): number | null => {
    const sampled = sampledBins(method, components, context);
    return typeof sampled === 'string' ? null : valueFor(method, sampled);
  };
  return {
    takes: '{bins}: a count for each label',
    read: (components) => read(method, components),
    merge: mergeBins,
    compute,
    whyNone(components, context) {
      const sampled = sampledBins(method, components, context);
      return typeof sampled === 'string' ? sampled : 'the baseline does not vary';
    },
    sampleSize: ({ bins }) => sum(Object.values(bins)),
    noiseFloor(components, context) {
      const sampled = sampledBins(method, components, context);
      return typeof sampled === 'string' || sampled.unit === 0 ? null : noiseFloorOf(method, sampled);
    },
    evidence(components, context) {
      const sampled = sampledBins(method, components, context);
      const value = typeof sampled === 'string' ? null : valueFor(method, sampled);
      if (typeof sampled === 'string' || value === null) return {};
      return { pValue: pValueOf(method, sampled, value), effectSize: effectOf(method, sampled, value) };
    },
  };
};

/** These compare what is there; a share of missing values is not part of the distribution. */
const PRESENT_ONLY: Measure[] = ['ks', 'wasserstein', 'chi-square', 'cramers-v'];

/** The bins that a method compares; or why there are none, as the end of a sentence. */
function sampledBins(method: DistanceMethod, { bins }: BinComponents, { baseline }: Context): Sampled | string {
  if (!baseline) return 'there are no data in the baseline to compare with';
  const foreign = foreignBins(method, bins, baseline.bins);
  if (foreign.length > 0)
    return `the baseline has no bin ${foreign.map((label) => `"${label}"`).join(', ')}; its bins are ${Object.keys(baseline.bins).join(', ')}`;
  const all = align(method, bins, baseline.bins);
  const aligned = method.missing === 'ignored' || PRESENT_ONLY.includes(method.measure) ? present(all) : all;
  if (sum(aligned.current) === 0) return 'its bins count nothing';
  if (sum(aligned.baseline) === 0) return "the baseline's bins count nothing";
  const positions = method.measure === 'wasserstein' ? positionsOf(method, aligned.labels) : [];
  const unit = method.normalised ? measures.deviationOf(measures.proportionsOf(aligned.baseline), positions) : 1;
  return { ...aligned, positions, unit };
}

const valuesBy: Record<Measure, (method: DistanceMethod, p: number[], q: number[], sampled: Sampled) => number> = {
  psi: ({ epsilon }, p, q) => measures.populationStabilityIndex(p, q, epsilon),
  js: ({ base }, p, q) => measures.jensenShannonDistance(p, q, base),
  hellinger: (_, p, q) => measures.hellingerDistance(p, q),
  ks: (_, p, q) => measures.kolmogorovSmirnov(p, q),
  wasserstein: (_, p, q, { positions }) => measures.wassersteinDistance(p, q, positions),
  'chi-square': (_, __, ___, { current, baseline }) => measures.chiSquareStatistic(current, baseline),
  'cramers-v': (_, __, ___, { current, baseline }) => measures.cramersV(current, baseline),
};

/** Null when it should be divided by the deviation of a baseline that has none. */
function valueFor(method: DistanceMethod, sampled: Sampled): number | null {
  const [p, q] = [measures.proportionsOf(sampled.current), measures.proportionsOf(sampled.baseline)];
  const value = valuesBy[method.measure](method, p, q, sampled);
  if (sampled.unit === 0) return value === 0 ? 0 : null;
  return value / sampled.unit;
}

/** The measures that are none themselves for lack of an upper bound: only chi-square has one beside it. */
function effectOf({ measure }: DistanceMethod, { current, baseline }: AlignedBins, value: number): number | null {
  if (measure === 'chi-square') return measures.cramersV(current, baseline);
  return measure === 'psi' || measure === 'wasserstein' ? null : value;
}

/** Middle of each bin between two edges; the edge itself for the open bins at either end. */
function positionsOf({ bins }: DistanceMethod, labels: string[]): number[] {
  const edges = bins.kind === 'edges' ? bins.edges : [];
  return labels.map((label) => {
    const [lower, upper] = [edges[Number(label) - 1], edges[Number(label)]];
    return lower === undefined || upper === undefined ? (lower ?? upper ?? 0) : (lower + upper) / 2;
  });
}

function read(method: DistanceMethod, components: Components): Reading<BinComponents> {
  if (!('bins' in components))
    return refused(
      'value' in components
        ? 'a bare value cannot be merged or held against the baseline'
        : `${namesOf(components)} is not what a distance is made of`,
    );
  const { measure, bins: drawn } = method;
  if (measure === 'wasserstein' && drawn.kind !== 'edges')
    return refused('the wasserstein distance needs bins with edges; the definition has none');
  if (measure === 'ks' && drawn.kind === 'categories')
    return refused('categories have no order, so they have no ks distance; the definition asks for one');
  return readBins(method, components.bins);
}

function readBins({ measure, bins: drawn }: DistanceMethod, bins: Record<string, number>): Reading<BinComponents> {
  const labels = Object.keys(bins);
  if (labels.length === 0) return refused('bins is empty; it needs a count for each label');
  const negative = labels.find((label) => (bins[label] ?? 0) < 0);
  if (negative !== undefined) return refused(`bin "${negative}" counts ${bins[negative]}; a count cannot be negative`);
  if (drawn.kind === 'edges') return readPlaces(drawn.edges, bins);
  const unplaced = measure === 'ks' && labels.find((label) => label !== MISSING && positionOf(label) === null);
  if (unplaced)
    return refused(`bin "${unplaced}" has no place in the order of bins; label it by number or by interval`);
  return { ok: true, components: { bins } };
}

/** Counts by the places of their bins, so that producers that write intervals and such that count from 0 add up. */
function readPlaces(edges: number[], bins: Record<string, number>): Reading<BinComponents> {
  const placed: Record<string, number> = {};
  const foreign: string[] = [];
  for (const [label, count] of Object.entries(bins)) {
    const place = placeOf(label, edges);
    if (place === null) foreign.push(`"${label}"`);
    else placed[place] = (placed[place] ?? 0) + count;
  }
  if (foreign.length > 0)
    return refused(`the definition has no bin ${foreign.join(', ')}; its bins are ${intervalsOf(edges)}, and missing`);
  return { ok: true, components: { bins: placed } };
}
