/**
 * The q-value of each p among the family: the least rate of false discoveries at which it would be one (Benjamini and
 * Hochberg 1995), min over the greater p of p m / rank. In the order of the p.
 */
export function falseDiscoveryRates(pValues: readonly number[]): number[] {
  const rates = new Array<number>(pValues.length);
  const descending = [...pValues.entries()].sort(([, a], [, b]) => b - a);
  let least = 1;
  for (const [place, [index, p]] of descending.entries()) {
    least = Math.min(least, (p * pValues.length) / (pValues.length - place));
    rates[index] = least;
  }
  return rates;
}
