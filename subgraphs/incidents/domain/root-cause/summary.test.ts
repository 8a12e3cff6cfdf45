import { describe, expect, it } from '@jest/globals';
import { toldEvidence } from './cause.ts';
import {
  AMOUNT,
  bad,
  CHURN,
  CUSTOMERS,
  change,
  FEATURES,
  LOAD,
  ORDERS,
  rootCause,
  series,
  TENURE,
  well,
} from './estate.contract.ts';

describe('what is said of a cause', () => {
  it('says in one sentence what rose, since when, how long before, and that its inputs are normal', () => {
    const answer = rootCause([...well, series(LOAD), bad(ORDERS, 160, 6), bad(AMOUNT, 150, 7), bad(CHURN, 130, 9)]);
    expect(answer.causes[0]?.summary).toBe(
      'errors of orders rose from 100 to 161 from 2026-09-10 06:00 UTC, 3 hours before errors of churn rose; ' +
        '3 of 3 degraded assets are it or lie downstream of it; its own inputs are normal.',
    );
  });

  it('says of a source that lineage knows nothing upstream of it', () => {
    const answer = rootCause([...well, bad(CUSTOMERS, 160, 6), bad(TENURE, 150, 7), bad(CHURN, 130, 9)]);
    expect(answer.causes[0]?.summary).toContain('; lineage knows nothing upstream of it.');
  });

  it('does not call the inputs of the target normal that are not', () => {
    const answer = rootCause([series(TENURE), bad(AMOUNT, 110, 9), bad(CHURN, 190, 9)]);
    const own = answer.causes.find(({ asset }) => asset === CHURN);
    expect(own?.summary).toContain('; not normal among its own inputs: features.amount.');
    expect(own?.headline).toBe('what feeds it explains too little');
  });

  it('shows of many changes of one kind the first, and how many more there were until when', () => {
    const nulls = Array.from({ length: 40 }, (_, column) =>
      change(FEATURES, 'NULL_SHARE_CHANGED', 5 + column / 40, `Missing values of f${column} rose.`),
    );
    const answer = rootCause(
      [...well, bad(AMOUNT, 160, 6), bad(CHURN, 130, 9)],
      [change(FEATURES, 'RUN_FAILED', 8), ...nulls],
    );
    const cause = answer.causes.find(({ asset }) => asset === AMOUNT);
    expect(cause?.evidence.map(({ asset }) => asset)).toEqual([
      ...[FEATURES, FEATURES, FEATURES, FEATURES],
      ...[AMOUNT, FEATURES, CHURN],
    ]);
    const told = cause && toldEvidence(cause).map(({ kind, summary }) => [kind, summary]);
    expect(told).toEqual([
      ['NULL_SHARE_CHANGED', 'features: Missing values of f0 rose.'],
      ['NULL_SHARE_CHANGED', 'features: Missing values of f1 rose.'],
      ['NULL_SHARE_CHANGED', 'features: Missing values of f2 rose.'],
      ['NULL_SHARE_CHANGED', 'features: and 37 more like it, the last at 2026-09-10 05:58 UTC.'],
      ['ANOMALY', expect.stringContaining('features.amount rose')],
      ['RUN_FAILED', 'features: Something changed.'],
      ['ANOMALY', expect.stringContaining('churn rose')],
    ]);
  });
});
