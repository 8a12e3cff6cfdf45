import { describe, expect, it } from '@jest/globals';
import { bad, CHURN, HOUR, ORDERS, rootCause, START, series, well } from './estate.contract.ts';

describe('no answer', () => {
  it('is given about a metric that is not degraded', () => {
    expect(rootCause([series(CHURN), bad(ORDERS, 160, 6)])).toMatchObject({
      outcome: 'NOT_DEGRADED',
      reason:
        'errors of churn was at most 0.459 robust standard deviations worse than normal since 2026-09-10 00:00 UTC; ' +
        'from 5 on it counts as degraded, and no breach was judged.',
      onset: null,
      causes: [],
    });
  });

  it('is given about an improvement', () => {
    expect(rootCause([bad(CHURN, 40, 6)]).outcome).toBe('NOT_DEGRADED');
  });

  it('is given on fewer than twelve baseline windows', () => {
    const short = bad(CHURN, 130, 9);
    const answer = rootCause([
      { ...short, baseline: { ...short.baseline, values: short.baseline.values.slice(0, 11) } },
    ]);
    expect(answer.outcome).toBe('INSUFFICIENT_DATA');
    expect(answer.reason).toBe('Only 11 of the 12 windows needed are known of what was normal for errors of churn.');
  });

  it('is given when the look-back holds no value', () => {
    const silent = series(CHURN);
    const values = silent.recent.values.map((value, index) => (index < 24 ? value : Number.NaN));
    expect(rootCause([{ ...silent, recent: { ...silent.recent, values } }])).toMatchObject({
      outcome: 'INSUFFICIENT_DATA',
      reason: 'Nothing is known of errors of churn between 2026-09-10 00:00 UTC and 2026-09-11 00:00 UTC.',
    });
  });

  it('is given when nothing upstream is measured or changed: that the target is bad is the question', () => {
    expect(rootCause([bad(CHURN, 130, 9)])).toMatchObject({
      outcome: 'NO_CAUSE_FOUND',
      reason: expect.stringMatching(
        /^errors of churn rose from 100 to 131 .* 8 assets upstream: 0 measured, 0 abnormal, 0 changed; none scores 0.1 or more\.$/,
      ),
      onset: START + 9 * HOUR,
      causes: [],
    });
  });

  it('is given where lineage knows nothing upstream, and says so', () => {
    const answer = rootCause([bad(CHURN, 130, 9)], [], { edges: [] });
    expect(answer.outcome).toBe('NO_CAUSE_FOUND');
    expect(answer.reason).toContain('lineage knows nothing upstream of it');
  });

  it('hides nothing of how much was looked at', () => {
    expect(rootCause([...well, bad(CHURN, 130, 9)]).examined).toEqual({ assets: 9, edges: 8, signals: 3 });
  });
});
