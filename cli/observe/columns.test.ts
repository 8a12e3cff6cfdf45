import { expect, it } from '@jest/globals';
import type { DistanceMethod } from '../../subgraphs/metrics/domain/method.ts';
import { distance } from '../../subgraphs/metrics/domain/methods/distance.ts';
import { binOf, isNumeric } from './columns.ts';

const EDGES = [-5, 10, 20];
const labels = [...binOf({ kind: 'edges', edges: EDGES }, { name: 'a', type: 'INTEGER' }).matchAll(/'([^']*)'/g)].map(
  ([, label = '']) => label,
);
const method: DistanceMethod = {
  kind: 'distance',
  measure: 'wasserstein',
  bins: { kind: 'edges', edges: EDGES },
  missing: 'ignored',
  epsilon: 0.0001,
  base: 2,
};

it('labels bins so that the metrics tell each from its neighbour, the open ones at the ends, too', () => {
  const [, first = '', second = '', third = '', last = ''] = labels;
  const { read, compute } = distance(method);
  const counted = (label: string) => {
    const reading = read({ bins: { [label]: 1 } });
    if (!reading.ok) throw new Error(reading.message);
    return reading.components;
  };
  const apart = (one: string, other: string) => compute(counted(one), { baseline: counted(other), end: 0 });
  // The middle of a bin between two edges, the edge itself at either end: -5, 2.5, 15, 20.
  expect([apart(first, second), apart(second, third), apart(third, last)]).toEqual([7.5, 12.5, 5]);
});

it.each([
  ['BIGINT', true],
  ['UTINYINT', true],
  ['DECIMAL(10,2)', true],
  ['DOUBLE', true],
  ['INTERVAL', false],
  ['INTEGER[]', false],
  ['STRUCT(a INTEGER)', false],
  ['VARCHAR', false],
])('takes %s for a number: %s', (type, expected) => expect(isNumeric({ name: 'a', type })).toBe(expected));
