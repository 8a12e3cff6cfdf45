import { mean, standardDeviation } from 'simple-statistics';
import { jensenShannonDistance, proportionsOf } from '../../subgraphs/metrics/domain/methods/measures.ts';
import { definition, duration, threshold } from '../../subgraphs/metrics/fixtures.ts';
import { judged, type Method, PINNED } from './methods.ts';
import type { Draws } from './random.ts';
import { type Change, HISTORY } from './series.ts';

/** Rows of a feature that arrive in a day; a day of them is sorted. */
const ROWS = 500;
/** Days whose rows the peers compare with. */
const REFERENCE_DAYS = 6;
/** Days that NannyML learns from, a chunk each. */
const CHUNKS = 30;
const ascending = (a: number, b: number): number => a - b;

/** The rows of each day of a feature, normally distributed; a change moves them, in deviations of a row. */
export const rowsOf = (draws: Draws, days: number, change: Change): number[][] =>
  Array.from({ length: days }, (_, day) =>
    Array.from({ length: ROWS }, () => change.move(day) + change.spread(day) * draws.normal()).sort((a, b) => a - b),
  );

const referenceOf = (days: number[][]): number[] =>
  days
    .slice(HISTORY - REFERENCE_DAYS, HISTORY)
    .flat()
    .sort((a, b) => a - b);

/** Counts within ascending edges; what lies beyond them counts as of the first or the last bin. */
function countsIn(edges: readonly number[], sorted: readonly number[]): number[] {
  const counts = Array<number>(edges.length + 1).fill(0);
  let bin = 0;
  for (const value of sorted) {
    while (bin < edges.length && value > (edges[bin] ?? 0)) bin++;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** PSI over the deciles of a pinned baseline, above 0.2 for two days, clear below 0.1; never below the noise floor. */
const headwaterPsi: Method<number[]> = (days) => {
  const sorted = days
    .slice(HISTORY - 30, HISTORY)
    .flat()
    .sort((a, b) => a - b);
  const deciles = Array.from({ length: 9 }, (_, index) => sorted[Math.floor(((index + 1) * sorted.length) / 10)] ?? 0);
  const by = definition({
    category: 'DRIFT',
    direction: 'LOWER_IS_BETTER',
    method: {
      ...{ kind: 'distance', measure: 'psi', bins: { kind: 'deciles', of: 'baseline' } },
      ...{ missing: 'own-bin', epsilon: 1e-4, base: 2 },
    },
    minimumSamples: 100,
    baseline: PINNED,
    thresholds: [threshold({ comparison: 'ABOVE', value: 0.2, clearValue: 0.1, for: duration('P2D') })],
  });
  return judged(
    by,
    days.map((day) => ({ bins: Object.fromEntries(countsIn(deciles, day).map((count, bin) => [String(bin), count])) })),
  );
};

/** Area between the two distribution functions. */
function wasserstein(a: readonly number[], b: readonly number[]): number {
  let [i, j, area, last] = [0, 0, 0, Math.min(a[0] ?? 0, b[0] ?? 0)];
  while (i < a.length || j < b.length) {
    const next = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY);
    area += Math.abs(i / a.length - j / b.length) * (next - last);
    while (i < a.length && a[i] === next) i++;
    while (j < b.length && b[j] === next) j++;
    last = next;
  }
  return area;
}

/**
 * Evidently's default for a numeric column with more than 1,000 reference rows: the Wasserstein distance divided by the
 * reference's standard deviation, drift from 0.1 on (evidently 0.7, `ValueDrift`).
 */
const evidently: Method<number[]> = (days) => {
  const reference = referenceOf(days);
  const deviation = Math.max(standardDeviation(reference), 0.001);
  return days.slice(HISTORY).map((day) => wasserstein(reference, day) / deviation >= 0.1);
};

/**
 * NannyML's default for a continuous column: the Jensen-Shannon distance, base 2, over bins by Doane's rule of the
 * reference and one more for what lies outside; drift above the mean and three standard deviations of the reference's own
 * chunks (nannyml 0.13, `UnivariateDriftCalculator`).
 */
const nannyml: Method<number[]> = (days) => {
  const chunks = days.slice(HISTORY - CHUNKS, HISTORY);
  const distanceOf = nannymlDistance(chunks.flat().sort(ascending));
  const known = chunks.map(distanceOf);
  const limit = mean(known) + 3 * standardDeviation(known);
  return days.slice(HISTORY).map((day) => distanceOf(day) > limit);
};

function nannymlDistance(reference: number[]): (day: number[]) => number {
  const edges = doaneEdges(reference);
  const sharesOf = (sorted: number[]) => {
    const [below = 0, ...counts] = countsIn(edges, sorted);
    const beyond = counts.pop() ?? 0;
    // The least value itself lies on the first edge.
    const onEdge = sorted.filter((value) => value === edges[0]).length;
    counts[0] = (counts[0] ?? 0) + onEdge;
    return proportionsOf([...counts, below - onEdge + beyond]);
  };
  const q = sharesOf(reference);
  return (day) => jensenShannonDistance(sharesOf(day), q, 2);
}

/** Edges between bins of equal width, as many as Doane (1976) asks for; numpy's `doane`. */
function doaneEdges(sorted: readonly number[]): number[] {
  const [middle, deviation] = [mean([...sorted]), standardDeviation([...sorted])];
  const skew = Math.abs(mean(sorted.map((value) => ((value - middle) / deviation) ** 3)));
  const n = sorted.length;
  const error = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)));
  const bins = Math.ceil(1 + Math.log2(n) + Math.log2(1 + skew / error));
  const [least, most] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  return Array.from({ length: bins + 1 }, (_, index) => least + ((most - least) * index) / bins);
}

export const DRIFT_METHODS: Record<string, Method<number[]>> = { headwaterPsi, evidently, nannyml };
