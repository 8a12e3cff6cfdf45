import { gammaln } from 'simple-statistics';

const ITERATIONS = 200;
const PRECISION = 1e-14;

/** The χ² quantile: the x with P(X ≤ x) = p for `freedom` degrees of freedom, by bisection. */
export function chiSquareQuantile(p: number, freedom: number): number {
  let low = 0;
  let high = freedom + 20 * Math.sqrt(2 * freedom) + 20;
  for (let step = 0; step < ITERATIONS && high - low > PRECISION * high; step++) {
    const middle = (low + high) / 2;
    if (cumulative(middle, freedom) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularised lower incomplete gamma function P(freedom/2, x/2) by its power series (DLMF 8.11.4). */
function cumulative(x: number, freedom: number): number {
  const shape = freedom / 2;
  const half = x / 2;
  if (half === 0) return 0;
  let term = 1 / shape;
  let sum = term;
  for (let k = 1; term > PRECISION * sum; k++) {
    term *= half / (shape + k);
    sum += term;
  }
  return sum * Math.exp(shape * Math.log(half) - half - gammaln(shape));
}
