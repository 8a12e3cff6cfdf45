import { describe, expect, it } from '@jest/globals';
import { serviceId } from '../../../../vocabulary/asset-id.ts';
import {
  AMOUNT,
  bad,
  CHURN,
  closureOf,
  EDGES,
  ORDERS,
  question,
  type rootCause,
  series,
  well,
} from './estate.contract.ts';
import { rootCauseOf, type Unread } from './root-cause.ts';

describe('an answer that is not whole', () => {
  it('says which bound cut the search off', () => {
    const asked = question();
    const closure = { completeness: 'TRUNCATED' as const, assets: [{ id: CHURN, depth: 0 }], edges: [] };
    const answer = (more: object) =>
      rootCauseOf(asked, { closure: { ...closure, ...more }, series: [series(CHURN)], changes: [] }, 5).cutOff;
    expect(answer({})).toBe('More lies upstream than 12 steps away, and was not looked at.');
    expect(answer({ completeness: 'TIMED_OUT' })).toBe('The search ended after 2 seconds; there may be more upstream.');
    const assets = Array.from({ length: 5000 }, (_, depth) => ({ id: serviceId('prod', `s${depth}`), depth }));
    expect(answer({ assets })).toBe('More than 5000 assets lie upstream; the nearest 5000 were looked at.');
    expect(answer({ completeness: 'COMPLETE' })).toBeNull();
  });

  it('says what was not read in time, on top of what the walk left out', () => {
    const answer = (unread: Unread, more: object = {}) =>
      rootCauseOf(
        question(),
        { closure: { ...closureOf(CHURN, EDGES), ...more }, series: well, changes: [], unread },
        5,
      );
    const unread = { assets: 3, of: 8, patience: 2000 };
    const missing =
      'Measurements of 3 of 8 assets upstream, the farthest, were not read within 2 seconds and count as not measured.';
    expect(answer({ ...unread, assets: 0 })).toMatchObject({ completeness: 'COMPLETE', cutOff: null });
    expect(answer(unread)).toMatchObject({ completeness: 'TIMED_OUT', cutOff: missing });
    expect(answer(unread, { completeness: 'TRUNCATED' })).toMatchObject({
      completeness: 'TIMED_OUT',
      cutOff: `More lies upstream than 12 steps away, and was not looked at. ${missing}`,
    });
  });

  it('does not say that what was not looked at is not there, nor that it is normal', () => {
    const told = (measured: Parameters<typeof rootCause>[0], more: object) =>
      rootCauseOf(
        question(),
        { closure: closureOf(CHURN, EDGES), series: [...measured, bad(CHURN, 130, 9)], changes: [], ...more },
        5,
      ).causes[0];
    const unread = { assets: 2, of: 8, patience: 2000 };
    const truncated = { ...closureOf(CHURN, EDGES), completeness: 'TRUNCATED' };
    const late = [...well, bad(ORDERS, 160, 6), bad(AMOUNT, 150, 7)];
    expect(told(late, {})?.summary).toContain('; nothing is measured upstream of it.');
    expect(told(late, { unread })?.summary).toContain('; nothing is measured upstream of it, as far as was looked.');
    expect(told(late, { closure: truncated })?.summary).toContain('upstream of it, as far as was looked.');
    expect(told([...well, series(AMOUNT)], { unread })).toMatchObject({
      summary: expect.stringContaining('; its own inputs are normal, as far as was looked.'),
      headline: 'what feeds it is normal, as far as was looked',
    });
  });

  it('does not say that lineage knows nothing upstream where the walk ended before it found anything', () => {
    const answer = (completeness: 'TIMED_OUT' | 'TRUNCATED') =>
      rootCauseOf(
        question(),
        { closure: { ...closureOf(CHURN, []), completeness }, series: [bad(CHURN, 130, 9)], changes: [] },
        5,
      );
    expect(answer('TIMED_OUT').reason).toContain(
      '; nothing upstream of it was found, as far as was looked; none scores',
    );
  });

  it('says that more may be upstream than was counted', () => {
    const closure = { ...closureOf(CHURN, EDGES), completeness: 'TRUNCATED' as const };
    const answer = rootCauseOf(question(), { closure, series: [bad(CHURN, 130, 9)], changes: [] }, 5);
    expect(answer.reason).toContain('; 8 assets upstream, as far as was looked: 0 measured, 0 abnormal, 0 changed;');
  });
});
