import type { DistanceMethod } from '../method.ts';

/** Label of the bin of missing values. */
export const MISSING = 'missing';
/** Label of the bin of categories that are not among the definition's or the baseline's. */
const OTHER = 'other';

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

/** The same without the bin of missing values. */
export function present({ labels, current, baseline }: AlignedBins): AlignedBins {
  const kept = labels.flatMap((label, index) => (label === MISSING ? [] : [index]));
  const pick = <Item>(items: Item[]) => kept.map((index) => items[index] as Item);
  return { labels: pick(labels), current: pick(current), baseline: pick(baseline) };
}

/** Where in the order of bins a label stands: its number, or the upper end of its interval; null when it says neither. */
export function positionOf(label: string): number | null {
  const end = label.match(/[-+]?(?:inf(?:inity)?|∞|\d+(?:\.\d+)?(?:e[-+]?\d+)?)(?=[\])\s]*$)/i)?.[0];
  if (end === undefined) return null;
  if (/inf|∞/i.test(end)) return end.startsWith('-') ? -Infinity : Infinity;
  return Number(end);
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
