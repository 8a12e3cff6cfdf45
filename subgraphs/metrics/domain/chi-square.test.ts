import { describe, expect, it } from '@jest/globals';
import { casesOf } from '../../../test/data/oracles/oracles.ts';
import { chiSquareQuantile } from './chi-square.ts';

describe('chiSquareQuantile', () => {
  // As printed in tables of the distribution.
  it.each([
    [0.99, 1, 6.6349],
    [0.99, 9, 21.666],
    [0.99, 10, 23.2093],
    [0.95, 3, 7.8147],
    [0.99, 1000, 1106.969],
  ])('p %d of %d degrees of freedom', (p, freedom, expected) => {
    expect(chiSquareQuantile(p, freedom)).toBeCloseTo(expected, 4);
  });

  it.each(casesOf<{ chi2: number; p: number; dof: number }>('chi_square'))('undoes the p of $id', ({ expected }) => {
    // The p of the other cases rounds to 0 beside 1.
    if (expected.p > 1e-6) expect(chiSquareQuantile(1 - expected.p, expected.dof)).toBeCloseTo(expected.chi2, 9);
    else expect(chiSquareQuantile(0.999999, expected.dof)).toBeLessThan(expected.chi2);
  });
});
