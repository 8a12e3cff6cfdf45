import { describe, expect, it } from '@jest/globals';
import { serviceId } from '../../../../vocabulary/asset-id.ts';
import {
  AMOUNT,
  assetsOf,
  bad,
  CHURN,
  CUSTOMERS,
  EDGES,
  edge,
  ORDERS,
  rootCause,
  series,
  TENURE,
  well,
} from './estate.contract.ts';

describe('what was considered and lost', () => {
  const calm = Array.from({ length: 12 }, (_, index) => serviceId('prod', `calm${index}`));
  const edges = [...EDGES, ...calm.map((asset) => edge(asset, CHURN))];
  const losing = (measured: Parameters<typeof rootCause>[0], asset: string) =>
    rootCause([...measured, ...calm.map((each) => series(each))], [], { edges }).alternatives.find(
      (each) => each.asset === asset,
    );
  const target = bad(CHURN, 130, 9);

  it('says which input explains it', () => {
    const lost = losing([...well, bad(ORDERS, 160, 6), bad(AMOUNT, 150, 7), target], CHURN);
    expect(lost?.reason).toBe('churn is explained by what feeds it: features.amount is abnormal as well.');
  });

  it('says that it does not move with the target', () => {
    const apart = bad(CUSTOMERS, 160, 2, { recent: series(CUSTOMERS, { level: 160, badFrom: 2, badUntil: 8 }).recent });
    const lost = losing([apart, bad(ORDERS, 160, 6), bad(AMOUNT, 150, 7), target], CUSTOMERS);
    expect(lost).toMatchObject({
      factor: 'coMovement',
      reason: 'errors of customers does not move with errors of churn.',
    });
  });

  it('names what is normal on the way', () => {
    const lost = losing(
      [series(TENURE), bad(CUSTOMERS, 160, 8), bad(ORDERS, 160, 8), bad(AMOUNT, 150, 8), target],
      CUSTOMERS,
    );
    expect(lost).toMatchObject({
      factor: 'path',
      reason: 'Its trouble does not reach churn: features.tenure on the way is measured and close to normal.',
    });
  });

  it('says how little of what it feeds is degraded', () => {
    const readers = calm.map((each) => edge(CUSTOMERS, each));
    const measured = [bad(CUSTOMERS, 105, 8), bad(ORDERS, 160, 6), bad(AMOUNT, 150, 7), target];
    const { alternatives } = rootCause([...measured, ...calm.map((each) => series(each))], [], {
      edges: [...edges, ...readers],
    });
    expect(alternatives.find(({ asset }) => asset === CUSTOMERS)).toMatchObject({
      factor: 'spread',
      reason: 'Its trouble did not spread: of the 13 nearest measured assets that it feeds 1 is degraded.',
    });
  });

  it('says how long after the target it began', () => {
    const lost = losing(
      [series(CUSTOMERS), bad(TENURE, 160, 20), bad(ORDERS, 160, 6), bad(AMOUNT, 150, 7), target],
      TENURE,
    );
    expect(lost?.reason).toBe('features.tenure became abnormal 11 hours after errors of churn did.');
  });

  it('is not what is ranked, nor what is normal', () => {
    const answer = rootCause([...well, bad(ORDERS, 160, 6), bad(AMOUNT, 150, 7), target]);
    const named = [...assetsOf(answer), ...answer.alternatives.map(({ asset }) => asset)];
    expect(new Set(named).size).toBe(named.length);
    expect(named).not.toContain(CUSTOMERS);
  });
});
