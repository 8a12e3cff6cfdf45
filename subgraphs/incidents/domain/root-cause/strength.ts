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
