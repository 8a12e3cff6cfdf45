import { describe, expect, it } from '@jest/globals';
import { casesOf } from '../../../../test/data/oracles/oracles.ts';
import {
  chiSquareQuantile,
  chiSquareTail,
  gammaQuantile,
  gammaTail,
  kolmogorovQuantile,
  kolmogorovTail,
} from './distributions.ts';

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

  // A feature whose source stopped differs from its baseline by more than any p can say.
  it('says 0 of what is less likely than the least number, and 1 of what is as good as certain', () => {
    expect([chiSquareTail(1e6, 9), chiSquareTail(5000, 9), gammaTail(1e6, 3, 6)]).toEqual([0, 0, 0]);
    expect([chiSquareTail(0, 9), chiSquareTail(1e-300, 200), gammaTail(-1, 3, 6)]).toEqual([1, 1, 1]);
    expect([kolmogorovTail(30), kolmogorovTail(0), kolmogorovTail(-1), kolmogorovTail(0.1)]).toEqual([0, 1, 1, 1]);
  });

  it('goes on without a step to where it says 0', () => {
    expect(Math.log10(chiSquareTail(1400, 1))).toBeCloseTo(-305.67, 1);
    expect(Math.log10(kolmogorovTail(18.7))).toBeCloseTo(Math.log10(2) - (2 * 18.7 ** 2) / Math.LN10, 6);
  });
});
