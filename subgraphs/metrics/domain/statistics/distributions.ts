import cephes from 'cephes';

// Its functions are WebAssembly, compiled once as this module is loaded.
await cephes.compiled;

/** The χ² quantile: the x with P(X ≤ x) = p for `freedom` degrees of freedom. */
export const chiSquareQuantile = (p: number, freedom: number): number => cephes.chdtri(freedom, 1 - p);

/** P(X > x) of χ² with `freedom` degrees of freedom; exact far out in the tail, where 1 − P(X ≤ x) would be 0. */
export const chiSquareTail = (x: number, freedom: number): number => cephes.chdtrc(freedom, x);

/** The x with P(X ≤ x) = p for a gamma distribution of this mean and variance. */
export function gammaQuantile(p: number, mean: number, variance: number): number {
  if (mean === 0 || variance === 0) return mean;
  return (variance / mean) * cephes.igami(mean ** 2 / variance, 1 - p);
}

/** P(X > x) of the same. */
export function gammaTail(x: number, mean: number, variance: number): number {
  if (mean === 0 || variance === 0) return x > mean ? 0 : 1;
  return cephes.igamc(mean ** 2 / variance, Math.max(0, x) * (mean / variance));
}

/** P(K > x) of Kolmogorov's distribution, the limit of √n sup |F − Fₙ|. */
export const kolmogorovTail = (x: number): number => cephes.kolmogorov(x);

/** The x with P(K ≤ x) = p. */
export const kolmogorovQuantile = (p: number): number => cephes.kolmogi(1 - p);
