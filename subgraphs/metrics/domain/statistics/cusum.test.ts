import { describe, expect, it } from '@jest/globals';
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { casesOf, dataOf } from '../../../../test/data/oracles/oracles.ts';
import { CUSUM_AT_REST, type Cusum, type CusumAlarm, cusumAfter, cusumAlarm } from './cusum.ts';
import { standardised } from './robust-scale.ts';

const BASELINE = 100;

interface Expected {
  'CUSUM_tabular(k=0.5,h=5,reset on alarm)': [number, 'up' | 'down'][];
}

/** Runs over the values of z, and begins anew after each alarm. */
function alarmsIn(values: number[]): [number, CusumAlarm][] {
  let cusum: Cusum = CUSUM_AT_REST;
  return values.flatMap((z, index): [number, CusumAlarm][] => {
    cusum = cusumAfter(cusum, z, index);
    const alarm = cusumAlarm(cusum);
    if (alarm) cusum = CUSUM_AT_REST;
    return alarm ? [[index, alarm]] : [];
  });
}

describe('CUSUM', () => {
  it.each(casesOf<Expected>('change_detection'))('$id', ({ input, expected }) => {
    const values = dataOf<number[]>(input);
    const before = values.slice(0, Math.min(BASELINE, Math.floor(values.length / 2)));
    const scale = { middle: mean(before), deviation: sampleStandardDeviation(before) };
    const found = alarmsIn(values.map((value) => standardised(value, scale) ?? 0));
    expect(found.map(([index, { direction }]) => [index, direction])).toEqual(
      expected['CUSUM_tabular(k=0.5,h=5,reset on alarm)'],
    );
  });

  it('dates a change to the first value after the sum was last zero', () => {
    const [first] = alarmsIn([0, 2, 0, -3, 0, 2, 2, 2, 2]);
    expect(first).toEqual([8, { direction: 'up', sum: 6, onset: 5 }]);
  });

  it('finds a fall as it finds a rise', () => {
    expect(alarmsIn([0, -3, -3, -3])).toEqual([[3, { direction: 'down', sum: 7.5, onset: 1 }]]);
  });

  it('does not call a sum that only reaches the decision interval a change', () => {
    expect(alarmsIn([5.5])).toEqual([]);
    expect(alarmsIn([5.6])).toHaveLength(1);
  });
});
