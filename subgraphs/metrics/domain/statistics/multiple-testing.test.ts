import { describe, expect, it } from '@jest/globals';
import { casesOf } from '../../../../test/data/oracles/oracles.ts';
import { falseDiscoveryRates } from './multiple-testing.ts';

interface Family {
  p: number[];
  alpha: number;
}

interface Expected {
  fdr_bh: { reject: boolean[]; adjusted: number[] };
}

const families = casesOf<Expected, Family>('testing').filter(({ id }) => id.startsWith('multiple_testing'));

describe('Benjamini-Hochberg over a family, against statsmodels', () => {
  it.each(families)('$id', ({ input, expected }) => {
    const rates = falseDiscoveryRates(input.p);
    rates.forEach((rate, index) => {
      expect(rate).toBeCloseTo(expected.fdr_bh.adjusted[index] ?? Number.NaN, 9);
    });
    expect(rates.map((rate) => rate <= input.alpha)).toEqual(expected.fdr_bh.reject);
  });

  it('answers in the order of the p, whatever that is', () => {
    expect(falseDiscoveryRates([0.5, 0.01, 0.02])).toEqual([0.5, 0.03, 0.03]);
  });

  it('leaves a p alone in its family as it is', () => {
    expect(falseDiscoveryRates([0.2])).toEqual([0.2]);
    expect(falseDiscoveryRates([])).toEqual([]);
  });
});
