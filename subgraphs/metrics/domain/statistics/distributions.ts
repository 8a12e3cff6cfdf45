import cephes from 'cephes';

// Its functions are WebAssembly, compiled once as this module is loaded.
await cephes.compiled;

/** The χ² quantile: the x with P(X ≤ x) = p for `freedom` degrees of freedom. */
export const chiSquareQuantile = (p: number, freedom: number): number => cephes.chdtri(freedom, 1 - p);

/** P(X > x) of χ² with `freedom` degrees of freedom; exact far out in the tail, where 1 − P(X ≤ x) would be 0. */
export const chiSquareTail = (x: number, freedom: number): number => upperGamma(freedom / 2, x / 2);

/** Below it nearly all lies at 0, and the quantiles in use are less than Cephes can tell from it. */
const LEAST_SHAPE = 1e-4;

/** The x with P(X ≤ x) = p for a gamma distribution of this mean and variance. */
export function gammaQuantile(p: number, mean: number, variance: number): number {
  if (mean === 0 || variance === 0) return mean;
  const shape = mean ** 2 / variance;
  return shape < LEAST_SHAPE ? 0 : (variance / mean) * cephes.igami(shape, 1 - p);
}

/** P(X > x) of the same. */
export function gammaTail(x: number, mean: number, variance: number): number {
  if (mean === 0 || variance === 0) return x > mean ? 0 : 1;
  return upperGamma(mean ** 2 / variance, x * (mean / variance));
}

/** The logarithm of the least number that Cephes takes for more than 0; it raises what is less. */
const LEAST_LOGARITHM = -709;

/** The regularised upper incomplete gamma function; 0 or 1 where the difference is less than a number can be. */
function upperGamma(shape: number, x: number): number {
  if (x <= 0) return 1;
  const logarithm = shape * Math.log(x) - x - cephes.lgam(shape);
  if (logarithm < LEAST_LOGARITHM) return x > shape ? 0 : 1;
  return cephes.igamc(shape, x);
}

/** Below it P(K ≤ x) is under 1e-16, and the series that Cephes sums does not end at 0. */
const LEAST_KOLMOGOROV = 0.18;

/** P(K > x) of Kolmogorov's distribution, the limit of √n sup |F − Fₙ|. */
export function kolmogorovTail(x: number): number {
  if (x < LEAST_KOLMOGOROV) return 1;
  return -2 * x ** 2 < LEAST_LOGARITHM ? 0 : cephes.kolmogorov(x);
}

/** The x with P(K ≤ x) = p. */
export const kolmogorovQuantile = (p: number): number => cephes.kolmogi(1 - p);
