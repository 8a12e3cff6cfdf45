import { kolmogorovTail } from './distributions.ts';

/** Up to so many pairs of samples every path is counted, a step a pair. */
const MOST_PAIRS = 4_000_000;

/**
 * P(sup |F − G| ≥ distance) of two samples of one distribution, sizes n and m; for distributions with ties, such as
 * those over bins, it is at most this.
 */
export const kolmogorovSmirnovTail = (distance: number, n: number, m: number): number =>
  n * m <= MOST_PAIRS && Number.isInteger(n) && Number.isInteger(m)
    ? exactTail(distance, n, m)
    : limitingTail(distance, n, m);

/**
 * The share of the paths from (0, 0) to (n, m) that leave the band of distances below `distance` (Hodges 1958). Summing
 * those that leave, rather than those that stay, keeps every digit of a small probability.
 */
function exactTail(distance: number, n: number, m: number): number {
  // Distances are multiples of 1/nm; half a step keeps rounding from moving one over the edge.
  const bound = Math.round(distance * n * m) - 0.5;
  const isOutside = (i: number, j: number) => Math.abs(i * m - j * n) >= bound;
  const left = Float64Array.from({ length: m + 1 }, (_, j) => (isOutside(0, j) ? 1 : 0));
  for (let j = 1; j <= m; j++) left[j] = Math.max(left[j - 1] as number, left[j] as number);
  for (let i = 1; i <= n; i++) {
    if (isOutside(i, 0)) left[0] = 1;
    for (let j = 1; j <= m; j++)
      left[j] = isOutside(i, j) ? 1 : ((left[j] as number) * i + (left[j - 1] as number) * j) / (i + j);
  }
  return left[m] as number;
}

/** Kolmogorov's limit with the correction for finite samples of Vrbik (2018). */
function limitingTail(distance: number, n: number, m: number): number {
  const root = Math.sqrt((n * m) / (n + m));
  const limit = root * distance;
  return kolmogorovTail(limit + 1 / (6 * root) + (limit - 1) / (4 * root * root));
}
