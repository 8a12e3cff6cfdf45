import { describe, expect, it } from '@jest/globals';
import { datasetId, featureId } from '../../../vocabulary/asset-id.ts';
import { definition, psiOver } from '../fixtures.ts';
import { familyOf, ratesWithin } from './family.ts';
import type { Method } from './method.ts';

const drift = psiOver({ kind: 'edges', edges: [0] });

describe('familyOf', () => {
  const of = (asset: ReturnType<typeof featureId>, method: Method = drift, name = 'drift') =>
    familyOf({ name, asset }, definition({ name, method }));
  const age = featureId('warehouse', 'customers', 'age');

  it('is one of the features of one dataset under one definition', () => {
    expect(of(age)).toBe(of(featureId('warehouse', 'customers', 'income')));
    expect(of(age)).not.toBe(of(featureId('warehouse', 'orders', 'age')));
    expect(of(age)).not.toBe(of(age, drift, 'other drift'));
  });

  it('is none of what is no distance, or no feature', () => {
    expect(of(age, { kind: 'ratio' })).toBeNull();
    expect(of(datasetId('warehouse', 'customers'))).toBeNull();
  });
});

describe('ratesWithin', () => {
  it('tells each member how many were compared and its rate of false discoveries', () => {
    const rates = ratesWithin(
      new Map([
        ['a', 0.001],
        ['b', 0.3],
        ['c', 0.009],
      ]),
    );
    expect(rates.get('a')).toEqual({ members: 3, pValue: 0.001, rate: 0.003 });
    expect(rates.get('c')?.rate).toBeCloseTo(0.0135, 12);
  });

  it('says nothing of one alone', () => {
    expect(ratesWithin(new Map([['a', 0.001]])).size).toBe(0);
  });
});
