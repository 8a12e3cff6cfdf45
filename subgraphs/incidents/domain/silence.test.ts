import { describe, expect, it } from '@jest/globals';
import { alert, CHURN, day, ORDERS, silence } from './fixtures.contract.ts';
import { isInForce, type Silence, silenceOf, type Weekly } from './silence.ts';

const none = { asset: null, isDownstreamIncluded: false, metric: null, audience: null, severity: null, labels: [] };
const isSilenced = (matcher: Partial<Silence['matcher']>, isDownstream = false) =>
  silenceOf(
    alert({ labels: { team: 'pay' } }),
    [silence({ matcher: { ...none, ...matcher } })],
    () => isDownstream,
    day(3),
  ) !== null;

describe('a silence', () => {
  it.each([
    ['of the asset', { asset: CHURN }, true],
    ['of another asset', { asset: ORDERS }, false],
    ['of the definition', { metric: 'prediction.accuracy' }, true],
    ['of another definition', { metric: 'other' }, false],
    ['of the audience', { audience: 'ON_CALL' }, true],
    ['of another audience', { audience: 'DATA_STEWARD' }, false],
    ['of the severity', { severity: 'CRITICAL' }, true],
    ['of another severity', { severity: 'INFO' }, false],
    [
      'of its labels',
      {
        labels: [
          { name: 'team', value: 'pay' },
          { name: 'namespace', value: 'prod' },
        ],
      },
      true,
    ],
    ['of another value of a label', { labels: [{ name: 'team', value: 'other' }] }, false],
    ['of a label that it has not', { labels: [{ name: 'none', value: '' }] }, false],
    ['of the asset for another audience', { asset: CHURN, audience: 'PRODUCT_OWNER' }, false],
  ] as const)('%s matches or not', (_, matcher, expected) => {
    expect(isSilenced(matcher as unknown as Partial<Silence['matcher']>)).toBe(expected);
  });

  it('of an asset upstream matches only with everything downstream', () => {
    expect([
      isSilenced({ asset: ORDERS }, true),
      isSilenced({ asset: ORDERS, isDownstreamIncluded: true }, true),
    ]).toEqual([false, true]);
  });

  it('is in force from its begin, but not at its end or after somebody ended it', () => {
    const at = (index: number, more = {}) => isInForce(silence(more), day(index));
    expect([at(2) && at(4), isInForce(silence(), day(2) - 1), at(5), at(4, { expiredAt: day(4) })]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('that ends last says until when', () => {
    const both = [silence({ id: 'silence/a', to: day(4) }), silence({ id: 'silence/b', to: day(9), author: 'bob' })];
    expect(silenceOf(alert(), both, () => false, day(3))).toMatchObject({
      silence: 'silence/b',
      until: day(9),
      by: 'bob',
    });
  });
});

describe('weekly maintenance', () => {
  const berlin: Weekly = { days: ['SUNDAY'], at: '02:30', length: 3_600_000, timeZone: 'Europe/Berlin' };
  const at = (time: string, weekly = berlin) =>
    isInForce(silence({ kind: 'MAINTENANCE', from: 0, to: null, weekly }), Date.parse(time));

  it('is in force in its windows alone, by the clock of its time zone', () => {
    expect(at('2026-11-08T01:29:59Z')).toBe(false);
    expect(at('2026-11-08T01:30:00Z')).toBe(true);
    expect(at('2026-11-08T02:30:00Z')).toBe(false);
    expect(at('2026-11-09T01:30:00Z')).toBe(false);
    expect(at('2026-07-05T00:30:00Z')).toBe(true);
  });

  it('goes on past midnight into a day that is not named', () => {
    const late = { ...berlin, days: ['SATURDAY'], at: '23:00', length: 6 * 3_600_000, timeZone: 'UTC' } as Weekly;
    expect([at('2026-11-08T04:59:00Z', late), at('2026-11-08T05:00:00Z', late)]).toEqual([true, false]);
  });

  it('says when its window ends, not when the windows do', () => {
    const weekly = silence({ kind: 'MAINTENANCE', from: 0, to: null, weekly: berlin });
    expect(silenceOf(alert(), [weekly], () => false, Date.parse('2026-11-08T02:00:00Z'))).toMatchObject({
      kind: 'MAINTENANCE',
      until: Date.parse('2026-11-08T02:30:00Z'),
    });
  });
});
