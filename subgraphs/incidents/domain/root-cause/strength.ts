/** Weight of how an anomaly compares with the greatest in the closure; the rest is how clear it is by itself. */
const COMPARED = 0.25;

/**
 * How clearly an anomaly stands out, 0..1: (1 − exp(−A/4)) · (1 − λ + λ ln(1+A)/ln(1+A_max)), λ = 0.25.
 * The second part keeps apart what the first calls certain.
 */
export function strengthOf(anomaly: number, greatest: number): number {
  if (anomaly <= 0) return 0;
  return (1 - Math.exp(-anomaly / 4)) * (1 - COMPARED + (COMPARED * Math.log1p(anomaly)) / Math.log1p(greatest));
}

/** At least one of independent reasons holds. */
export const noisyOr = (chances: readonly number[]): number =>
  1 - chances.reduce((none, chance) => none * (1 - chance), 1);

/**
 * How much likelier than not knowing it is that one more shows it, where `some` of `all` do: 2·(k + 1) / (n + 2), by Laplace's rule of
 * succession, 1 where all is 0.
 */
export const succession = (some: number, all: number): number => (2 * (some + 1)) / (all + 2);
