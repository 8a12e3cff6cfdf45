import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { casesOf, dataOf } from '../../../../test/data/oracles/oracles.ts';
import type { RegressionMethod } from '../method.ts';
import type { Components, Errors } from '../observation.ts';
import { rulesOf } from '../rules-of.ts';

interface Predicted {
  y_true: number[];
  y_pred: number[];
}

interface Expected {
  mae: number;
  rmse: number;
  mape_nonzero_only: number;
}

const NOW = { baseline: null, end: 0 };

const errorsOf = ({ y_true, y_pred }: Predicted): Components => {
  const errors = { count: y_true.length, absolute: 0, squared: 0, relative: 0, zeros: 0 };
  for (const [index, actual] of y_true.entries()) {
    const error = Math.abs((y_pred[index] ?? 0) - actual);
    errors.absolute += error;
    errors.squared += error ** 2;
    if (actual === 0) errors.zeros++;
    else errors.relative += Math.abs(error / actual);
  }
  return { errors };
};

const rulesFor = (measure: RegressionMethod['measure'], unit = '1') =>
  rulesOf({ method: { kind: 'regression', measure }, unit });

const valueBy = (measure: RegressionMethod['measure'], batches: Components[], unit?: string) => {
  const rules = rulesFor(measure, unit);
  const parts = batches.map((batch) => {
    const reading = rules.read(batch);
    if (!reading.ok) throw new Error(reading.message);
    return reading.components;
  });
  return rules.compute(rules.merge(parts), NOW);
};

const halves = ({ y_true, y_pred }: Predicted): Predicted[] =>
  [0, 1].map((half) => {
    const take = (values: number[]) => values.filter((_, index) => index % 2 === half);
    return { y_true: take(y_true), y_pred: take(y_pred) };
  });

describe('measures of regression against scikit-learn, from batches merged', () => {
  it.each(casesOf<Expected>('regression'))('$id', ({ input, expected }) => {
    const batches = halves(dataOf<Predicted>(input)).map(errorsOf);
    expect(valueBy('mae', batches)).toBeCloseTo(expected.mae, 9);
    expect(valueBy('rmse', batches)).toBeCloseTo(expected.rmse, 9);
    expect(valueBy('mape', batches)).toBeCloseTo(expected.mape_nonzero_only, 9);
    expect(valueBy('mape', batches, '%')).toBeCloseTo(100 * expected.mape_nonzero_only, 7);
  });

  it.each(['mae', 'rmse', 'mape'] as const)('%s merged equals that of the union', (measure) => {
    const number = fc.integer({ min: -500, max: 500 });
    const batch = fc
      .array(fc.tuple(number, number), { minLength: 1, maxLength: 20 })
      .map((pairs): Predicted => ({ y_true: pairs.map(([a]) => a), y_pred: pairs.map(([, b]) => b) }));
    fc.assert(
      fc.property(fc.array(batch, { minLength: 1, maxLength: 6 }), (batches) => {
        const union = {
          y_true: batches.flatMap(({ y_true }) => y_true),
          y_pred: batches.flatMap(({ y_pred }) => y_pred),
        };
        const [found, expected] = [valueBy(measure, batches.map(errorsOf)), valueBy(measure, [errorsOf(union)])];
        expect(found === null).toBe(expected === null);
        expect(found ?? 0).toBeCloseTo(expected ?? 0, 9);
      }),
    );
  });
});

describe('regression', () => {
  it('tells no share of numbers that are all 0', () => {
    const rules = rulesFor('mape');
    const components = { bins: { count: 2, relative: 0, zeros: 2 } };
    expect(rules.compute(components, NOW)).toBeNull();
    expect(rules.whyNone(components, NOW)).toContain('every actual number is 0');
  });

  it.each<[string, RegressionMethod['measure'], Errors, string]>([
    ['errors without what the measure needs', 'rmse', { count: 3, absolute: 1 }, 'errors.squared is missing'],
    ['a negative sum', 'mae', { count: 3, absolute: -1 }, 'errors.absolute is -1'],
    ['a negative count', 'mae', { count: -3, absolute: 1 }, 'errors.count is -3'],
    ['sums of nothing', 'mae', { count: 0, absolute: 1 }, 'errors.count is 0 and its sums are not'],
    ['more zeros than numbers', 'mape', { count: 3, relative: 1, zeros: 4 }, 'errors.zeros is 4 of a count of 3'],
  ])('refuses %s', (_, measure, errors, message) => {
    expect(rulesFor(measure).read({ errors })).toEqual({ ok: false, message: expect.stringContaining(message) });
  });
});
