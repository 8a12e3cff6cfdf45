import { describe, expect, it } from '@jest/globals';
import { casesOf } from '../../../../test/data/oracles/oracles.ts';
import { kolmogorovSmirnovTail } from './kolmogorov-smirnov.ts';

interface Expected {
  statistic: number;
  p_auto: number;
  p_asymp: number;
  n_reference: number;
  n_current: number;
}

describe('the p of a Kolmogorov-Smirnov distance', () => {
  it.each(casesOf<Expected>('ks'))('$id, every path counted', ({ expected }) => {
    const found = kolmogorovSmirnovTail(expected.statistic, expected.n_current, expected.n_reference);
    expect(Math.abs(found / expected.p_auto - 1)).toBeLessThan(1e-6);
  });

  it('comes from the limit when there are too many pairs, within a twentieth of the exact one', () => {
    // 2,001 of 2,000 is more pairs than are counted; the exact p of 2,000 of 2,000 is nearly the same.
    for (const distance of [0.03, 0.05, 0.1]) {
      const [exact, limit] = [kolmogorovSmirnovTail(distance, 2000, 2000), kolmogorovSmirnovTail(distance, 2001, 2000)];
      expect(Math.abs(limit / exact - 1)).toBeLessThan(0.05);
    }
  });

  it('is 1 of no distance', () => {
    expect(kolmogorovSmirnovTail(0, 20, 30)).toBe(1);
    expect(kolmogorovSmirnovTail(0, 20_000, 30_000)).toBeCloseTo(1, 9);
  });
});
