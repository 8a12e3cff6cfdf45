import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Comparison, comparisonOf, residualOf } from './conditional-residual.ts';
import { AMOUNT, bad, HOUR, NOW, ORDERS, START } from './estate.contract.ts';
import type { MeasuredSeries } from './question.ts';
import { ridgeOf } from './ridge.ts';
import { type Signal, signalOf } from './signal.ts';

const FILE = join(import.meta.dirname, '../../../../test/data/oracles/ridge.json');
const oracle = JSON.parse(readFileSync(FILE, 'utf8'));
const rows: { own: number; others: number[] }[] = oracle.rows;
const outputs = Float64Array.from(rows, ({ own }) => own);
const inputs = (rows[0]?.others ?? []).map((_, input) => Float64Array.from(rows, ({ others }) => others[input] ?? 0));

describe('ridge regression', () => {
  it('predicts what scikit-learn predicts', () => {
    expect(ridgeOf(outputs, inputs).predict(oracle.at)).toBeCloseTo(oracle.predicted, 10);
  });

  it('is off by what scikit-learn is off when it is fitted again without each row', () => {
    const { leftOut, skill } = ridgeOf(outputs, inputs);
    leftOut.forEach((off, row) => {
      expect(Math.abs(off - oracle.leftOut[row])).toBeLessThan(oracle.tolerance);
    });
    expect(Math.abs(skill - oracle.skill)).toBeLessThan(oracle.tolerance);
  });

  it('has no skill where the inputs tell nothing', () => {
    const same = outputs.map(() => 1);
    expect(ridgeOf(outputs, [same, same]).skill).toBe(0);
  });
});

describe('what is left of an anomaly when its input is known', () => {
  const scope = { earliest: START, onset: START + 8 * HOUR, at: NOW };
  const signal = (series: MeasuredSeries): Signal => signalOf(series, scope) as Signal;
  const left = (own: MeasuredSeries, input: MeasuredSeries) => residualIn(comparisonOf(signal(own), [signal(input)]));
  const residualIn = (comparison: Comparison | null) => comparison && residualOf(comparison, NOW);
  const input = bad(ORDERS, 160, 8);

  it('is nothing of what follows it as it always did', () => {
    const { share, skill } = left({ ...input, asset: AMOUNT }, input) ?? {};
    expect(share).toBeLessThan(0.1);
    expect(skill).toBeGreaterThan(0.9);
  });

  it('is all of what breaks more than it ever followed an input that broke as well', () => {
    const own = bad(AMOUNT, 160, 8);
    const still = {
      ...own,
      baseline: { ...own.baseline, values: own.baseline.values.map((_, index) => 100 + (index % 2)) },
    };
    const { share = 0, skill = 1 } = left(still, input) ?? {};
    expect(share).toBeGreaterThan(0.8);
    expect(skill).toBeLessThan(0.1);
  });

  it('is not asked of inputs that are normal', () => {
    expect(left(bad(AMOUNT, 160, 8), bad(ORDERS, 100, 8))).toBeNull();
  });

  it('is not known from fewer than thirty common windows', () => {
    const short = { ...input, baseline: { ...input.baseline, values: input.baseline.values.slice(0, 29) } };
    expect(left(bad(AMOUNT, 160, 8), short)).toBeNull();
  });
});
