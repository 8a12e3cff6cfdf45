import { describe, expect, it } from '@jest/globals';
import { casesOf } from '../../../../test/data/oracles/oracles.ts';
import { chiSquareQuantile, chiSquareTail, gammaQuantile, kolmogorovQuantile } from './distributions.ts';

describe('distributions', () => {
  it.each(casesOf<{ chi2: number; p: number; dof: number }>('chi_square'))('the p of $id', ({ expected }) => {
    expect(chiSquareTail(expected.chi2, expected.dof) / expected.p).toBeCloseTo(1, 9);
  });

  // As printed in tables of the distribution.
  it.each([
    [0.99, 1, 6.6349],
    [0.99, 9, 21.666],
    [0.99, 10, 23.2093],
    [0.95, 3, 7.8147],
    [0.99, 1000, 1106.969],
  ])('the χ² quantile at %d of %d degrees of freedom', (p, freedom, expected) => {
    expect(chiSquareQuantile(p, freedom)).toBeCloseTo(expected, 3);
  });

  it('a gamma quantile of the mean and variance of χ²', () => {
    expect(gammaQuantile(0.99, 9, 18)).toBeCloseTo(chiSquareQuantile(0.99, 9), 9);
  });

  it('a gamma distribution that does not vary', () => {
    expect(gammaQuantile(0.99, 3, 0)).toBe(3);
  });

  it("Kolmogorov's tabled value", () => {
    expect(kolmogorovQuantile(0.99)).toBeCloseTo(1.6276, 4);
  });
});
