import { sum } from 'simple-statistics';

import type { BinComponents } from '../components.ts';
import type { DistanceMethod, Measure } from '../method.ts';
import type { Components } from '../observation.ts';
import { chiSquareQuantile } from '../statistics/distributions.ts';
import { type AlignedBins, align, positionOf, present } from './bins.ts';
import * as measures from './measures.ts';
import { type ComputeContext, type MethodRules, namesOf, type Reading, refused } from './rules.ts';

/** One in a hundred unchanged windows lies above the noise floor. */
const CONFIDENCE = 0.99;
/** sup |F − G| beyond which one in a hundred unchanged samples lies, times √(1/n + 1/m) (Smirnov 1948). */
const SMIRNOV = 1.628;

const sumOf = (counts: readonly number[]): number => sum([...counts]);

/** How far the bins' counts lie from the baseline's. */
export const distance = (method: DistanceMethod): MethodRules<BinComponents> => ({
  takes: '{bins}: a count for each label',
  read: (components) => read(method, components),
  merge: (all) => ({ bins: mergeBins(all) }),
  compute: (components, context) => over(method, components, context, figureOf),
  sampleSize: ({ bins }) => sumOf(Object.values(bins)),
  noiseFloor: (components, context) => over(method, components, context, noiseFloorOf),
});

function over(
  method: DistanceMethod,
  { bins }: BinComponents,
  { baseline }: ComputeContext<BinComponents>,
  figure: (method: DistanceMethod, aligned: AlignedBins) => number | null,
): number | null {
  if (!baseline) return null;
  const all = align(method, bins, baseline.bins);
  const aligned = method.missing === 'ignored' ? present(all) : all;
  return sumOf(aligned.current) === 0 || sumOf(aligned.baseline) === 0 ? null : figure(method, aligned);
}

const valuesBy: Record<Measure, (method: DistanceMethod, p: number[], q: number[], bins: AlignedBins) => number> = {
  psi: ({ epsilon }, p, q) => measures.populationStabilityIndex(p, q, epsilon),
  js: ({ base }, p, q) => measures.jensenShannonDistance(p, q, base),
  hellinger: (_, p, q) => measures.hellingerDistance(p, q),
  ks: (_, p, q) => measures.kolmogorovSmirnov(p, q),
  wasserstein: (method, p, q, { labels }) => measures.wassersteinDistance(p, q, positionsOf(method, labels)),
  'chi-square': (_, __, ___, { current, baseline }) => measures.chiSquareStatistic(current, baseline),
};

/** These compare what is there; a share of missing values is not part of the distribution. */
const PRESENT_ONLY: Measure[] = ['ks', 'wasserstein', 'chi-square'];

function figureOf(method: DistanceMethod, aligned: AlignedBins): number | null {
  const bins = PRESENT_ONLY.includes(method.measure) ? present(aligned) : aligned;
  if (sumOf(bins.current) === 0 || sumOf(bins.baseline) === 0) return null;
  const [p, q] = [measures.proportionsOf(bins.current), measures.proportionsOf(bins.baseline)];
  return valuesBy[method.measure](method, p, q, bins);
}

/**
 * What two samples of one distribution reach in one window of a hundred. For the index E ≈ (B − 1)(1/n + 1/m) and the
 * floor is χ²₀.₉₉(B − 1)(1/n + 1/m); the squares of JS (in nats) and Hellinger are an eighth of the index near zero.
 */
function noiseFloorOf({ measure, base }: DistanceMethod, { current, baseline }: AlignedBins): number | null {
  const used = current.filter((count, index) => count + (baseline[index] ?? 0) > 0).length;
  const quantile = chiSquareQuantile(CONFIDENCE, Math.max(1, used - 1));
  const sampling = 1 / sumOf(current) + 1 / sumOf(baseline);
  switch (measure) {
    case 'psi':
      return quantile * sampling;
    case 'js':
      return Math.sqrt((quantile * sampling) / 8 / (base === 2 ? Math.LN2 : 1));
    case 'hellinger':
      return Math.sqrt((quantile * sampling) / 8);
    case 'ks':
      return SMIRNOV * Math.sqrt(sampling);
    case 'chi-square':
      return quantile;
    case 'wasserstein':
      return null;
  }
}

/** Middle of each bin between two edges; the edge itself for the open bins at either end. */
function positionsOf({ bins }: DistanceMethod, labels: string[]): number[] {
  const edges = bins.kind === 'edges' ? bins.edges : [];
  return labels.map((label) => {
    const index = binIndexOf(label, edges);
    const [lower, upper] = [edges[index - 1], edges[index]];
    return lower === undefined || upper === undefined ? (lower ?? upper ?? 0) : (lower + upper) / 2;
  });
}

/** A label that is a whole number is the bin's place from 0; any other names the bin's upper edge. */
function binIndexOf(label: string, edges: number[]): number {
  const position = positionOf(label) ?? 0;
  if (/^\d+$/.test(label)) return position;
  const index = edges.findIndex((edge) => position <= edge);
  return index < 0 ? edges.length : index;
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
  const ordered = measure === 'ks' || measure === 'wasserstein';
  const unplaced = ordered && labels.find((label) => label !== 'missing' && positionOf(label) === null);
  if (unplaced)
    return refused(`bin "${unplaced}" has no place in the order of bins; label it by number or by interval`);
  const most = drawn.kind === 'edges' ? drawn.edges.length + 1 : Infinity;
  const present = labels.filter((label) => label !== 'missing').length;
  if (present > most) return refused(`${present} bins beside "missing"; ${most - 1} edges make ${most}`);
  return { ok: true, components: { bins } };
}

function mergeBins(all: readonly BinComponents[]): Record<string, number> {
  // Without a prototype, so that a label may be any text.
  const merged: Record<string, number> = Object.create(null);
  for (const { bins } of all)
    for (const [label, count] of Object.entries(bins)) merged[label] = (merged[label] ?? 0) + count;
  return merged;
}
