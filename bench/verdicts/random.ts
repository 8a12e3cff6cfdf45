import { randomFrom } from '../../test/random.ts';

/** Seeded draws, so that the bench gives the same figures again. */
export interface Draws {
  /** Between 0 and 1. */
  uniform(): number;
  /** Of mean 0 and variance 1. */
  normal(): number;
  /** Student's t with 3 degrees of freedom at variance 1, as latencies and amounts have such tails. */
  heavy(): number;
  /** How many of n trials succeed. */
  binomial(n: number, p: number): number;
}

export function drawsFrom(seed: number): Draws {
  const uniform = randomFrom(seed * 7919 + 17);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    normal,
    heavy: () => normal() / Math.sqrt(normal() ** 2 + normal() ** 2 + normal() ** 2),
    binomial(n, p) {
      let count = 0;
      for (let trial = 0; trial < n; trial++) if (uniform() < p) count++;
      return count;
    },
  };
}
