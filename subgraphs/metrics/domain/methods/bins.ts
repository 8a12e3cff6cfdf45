import type { DistanceMethod } from '../method.ts';
import { isUnforeseen, MISSING, OTHER, positionOf } from './bin-labels.ts';

type Counts = Record<string, number>;

/** Two histograms over the same bins: counts now and in the baseline. */
export interface AlignedBins {
  labels: string[];
  current: number[];
  baseline: number[];
}

/** Puts both over the same bins, in the bins' order; categories that the baseline does not know count as one. */
export function align(method: DistanceMethod, current: Counts, baseline: Counts): AlignedBins {
  const known = method.bins.kind === 'categories' ? knownCategories(method.bins.categories, baseline) : null;
  const folded = known ? foldUnknown(current, known) : current;
  const labels = [...new Set([...Object.keys(baseline), ...Object.keys(folded)])].sort(byOrder);
  const countsOf = (counts: Counts) => labels.map((label) => (Object.hasOwn(counts, label) ? (counts[label] ?? 0) : 0));
  return { labels, current: countsOf(folded), baseline: countsOf(baseline) };
}

/**
 * Bins with counts that the baseline does not have, where its bins are the only ones: those drawn at its deciles. They
 * were drawn otherwise, so that no distance can be told.
 */
export function foreignBins({ bins }: DistanceMethod, current: Counts, baseline: Counts): string[] {
  if (bins.kind !== 'deciles') return [];
  return Object.entries(current)
    .filter(([label, count]) => count > 0 && !isUnforeseen(label) && !Object.hasOwn(baseline, label))
    .map(([label]) => label);
}

/** The same without the bin of missing values. */
export function present({ labels, current, baseline }: AlignedBins): AlignedBins {
  const kept = labels.flatMap((label, index) => (label === MISSING ? [] : [index]));
  const pick = <Item>(items: Item[]) => kept.map((index) => items[index] as Item);
  return { labels: pick(labels), current: pick(current), baseline: pick(baseline) };
}

const alphabetical = new Intl.Collator('en', { numeric: true });

function byOrder(a: string, b: string): number {
  const [first, second] = [positionOf(a), positionOf(b)];
  if (first === null && second === null) return alphabetical.compare(a, b);
  if (first === null || second === null) return first === null ? 1 : -1;
  return first === second ? 0 : first - second;
}

const knownCategories = (categories: string[], baseline: Counts): Set<string> =>
  new Set([...categories, ...Object.keys(baseline), MISSING]);

function foldUnknown(counts: Counts, known: Set<string>): Counts {
  const folded: Counts = Object.create(null);
  for (const [label, count] of Object.entries(counts)) {
    const bin = known.has(label) ? label : OTHER;
    folded[bin] = (folded[bin] ?? 0) + count;
  }
  return folded;
}
