import { sum } from 'simple-statistics';

/**
 * Distances between two histograms over the same bins. `p` is now, `q` the baseline; both are proportions that add up
 * to 1 unless a formula says counts.
 */

export function proportionsOf(counts: readonly number[]): number[] {
  const total = sum([...counts]);
  return counts.map((count) => count / total);
}

const at = (values: readonly number[], index: number): number => values[index] ?? 0;

const sumOver = (p: readonly number[], term: (p: number, index: number) => number): number => sum(p.map(term));

/** Population stability index Σ (p − q) ln(p / q); a proportion of 0 is replaced by epsilon, without renormalising. */
export const populationStabilityIndex = (p: readonly number[], q: readonly number[], epsilon: number): number =>
  sumOver(p, (value, index) => {
    const now = value || epsilon;
    const before = at(q, index) || epsilon;
    return (now - before) * Math.log(now / before);
  });

const divergence = (p: readonly number[], q: readonly number[]): number =>
  sumOver(p, (value, index) => (value === 0 ? 0 : value * Math.log(value / at(q, index))));

/** Jensen–Shannon distance √(½ KL(p‖m) + ½ KL(q‖m)), m = ½ (p + q); at most 1 in base 2 and √ln 2 = 0.83 in base e. */
export function jensenShannonDistance(p: readonly number[], q: readonly number[], base: 2 | 'e'): number {
  const middle = p.map((value, index) => (value + at(q, index)) / 2);
  const nats = (divergence(p, middle) + divergence(q, middle)) / 2;
  return Math.sqrt(Math.max(0, nats) / (base === 2 ? Math.LN2 : 1));
}

/** Hellinger distance √(½ Σ (√p − √q)²), at most 1. */
export const hellingerDistance = (p: readonly number[], q: readonly number[]): number =>
  Math.sqrt(sumOver(p, (value, index) => (Math.sqrt(value) - Math.sqrt(at(q, index))) ** 2) / 2);

const cumulativeDifferences = (p: readonly number[], q: readonly number[]): number[] => {
  let difference = 0;
  return p.map((value, index) => {
    difference += value - at(q, index);
    return Math.abs(difference);
  });
};

/** Kolmogorov–Smirnov sup |F − G| over the bins' ends; a lower bound of that over the values themselves. */
export const kolmogorovSmirnov = (p: readonly number[], q: readonly number[]): number =>
  Math.max(0, ...cumulativeDifferences(p, q));

/** First Wasserstein distance ∫ |F − G|, each bin's mass at its position; in the unit of the positions. */
export const wassersteinDistance = (p: readonly number[], q: readonly number[], positions: readonly number[]): number =>
  sum(
    cumulativeDifferences(p, q)
      .slice(0, -1)
      .map((difference, index) => difference * (at(positions, index + 1) - at(positions, index))),
  );

/** Pearson's χ² of the table of two rows of counts, without correction for continuity. */
export function chiSquareStatistic(current: readonly number[], baseline: readonly number[]): number {
  const [n, m] = [sum([...current]), sum([...baseline])];
  return sumOver(current, (count, index) => {
    const column = count + at(baseline, index);
    if (column === 0) return 0;
    const [expected, expectedBefore] = [(column * n) / (n + m), (column * m) / (n + m)];
    return (count - expected) ** 2 / expected + (at(baseline, index) - expectedBefore) ** 2 / expectedBefore;
  });
}

/** Cramér's V √(χ² / N) of two rows of counts: the size of the difference, 0 to 1, however many samples there are. */
export const cramersV = (current: readonly number[], baseline: readonly number[]): number =>
  Math.sqrt(chiSquareStatistic(current, baseline) / (sum([...current]) + sum([...baseline])));

/** Standard deviation of mass at these positions. */
export function deviationOf(p: readonly number[], positions: readonly number[]): number {
  const mean = sumOver(p, (value, index) => value * at(positions, index));
  return Math.sqrt(sumOver(p, (value, index) => value * (at(positions, index) - mean) ** 2));
}
