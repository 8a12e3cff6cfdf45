import { describe, expect, it } from '@jest/globals';
import {
  AMOUNT,
  assetsOf,
  bad,
  CHURN,
  HOUR,
  NOW,
  ORDERS,
  question,
  rootCause,
  START,
  series,
  well,
} from './estate.contract.ts';

describe('what counts as degraded', () => {
  it('lets a slight degradation pass when a breach was judged', () => {
    const slight = bad(CHURN, 101.4, 9);
    expect(rootCause([...well, slight]).outcome).toBe('NOT_DEGRADED');
    const asked = question({ breachedSince: START + 9 * HOUR });
    expect(rootCause([...well, slight], [], { asked })).toMatchObject({ onset: START + 9 * HOUR });
  });

  it('says that a breach was judged where the distance alone would not count as degraded', () => {
    const answer = rootCause([...well, bad(ORDERS, 160, 6), bad(CHURN, 101.5, 9)], [], {
      asked: question({ breachedSince: START + 9 * HOUR }),
    });
    expect(answer.reason).toContain('robust standard deviations, degraded because a breach was judged)');
  });

  it('finds no onset before the look-back, though the trouble is older', () => {
    const asked = question({ lookback: 6 * HOUR });
    const answer = rootCause([...well, series(AMOUNT), bad(CHURN, 130, 9)], [], { asked });
    expect([answer.onset, answer.causes[0]?.path[0]?.signal?.onset]).toEqual([NOW - 6 * HOUR, NOW - 6 * HOUR]);
  });

  it('never looks after the time that was asked for', () => {
    expect(rootCause([...well, bad(CHURN, 130, 9)], [], { asked: question({ at: NOW - 16 * HOUR }) }).outcome).toBe(
      'NOT_DEGRADED',
    );
  });

  it('does not take trouble within the look-back for normal, whatever range the baseline names', () => {
    const churn = bad(CHURN, 130, 1);
    const overlapping = { ...churn, baseline: churn.recent };
    expect(rootCause([...well, overlapping]).onset).toBe(START + HOUR);
  });

  it('compares a drift with its own history, so that a constant distance is no trouble', () => {
    const constant = series(AMOUNT, {}, { category: 'DRIFT', metric: 'psi' });
    expect(assetsOf(rootCause([...well, constant, bad(CHURN, 130, 9)]))).toEqual([CHURN]);
  });

  it('takes a drift under its noise floor for none', () => {
    const noise = bad(AMOUNT, 160, 8, { noiseFloor: 500 });
    expect(assetsOf(rootCause([...well, noise, bad(CHURN, 130, 9)]))).toEqual([CHURN]);
  });
});
