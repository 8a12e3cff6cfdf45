import { describe, expect, it } from '@jest/globals';
import { DEFAULT_ESCALATION, escalated, scheduled } from './escalation.ts';
import { call, day, incident } from './fixtures.contract.ts';
import type { Incident } from './incident.ts';

const MINUTE = 60_000;
const CALLED = day(4);
const called = (more: Partial<Incident> = {}) =>
  scheduled(incident({ calls: [call({ at: CALLED })], ...more }), DEFAULT_ESCALATION);

describe('an incident that nobody acknowledges', () => {
  it('is escalated a level at a time, each once', () => {
    expect(called().escalateAt).toBe(CALLED + 15 * MINUTE);
    expect(escalated(called(), DEFAULT_ESCALATION, CALLED + 15 * MINUTE - 1)).toBeNull();
    const first = escalated(called(), DEFAULT_ESCALATION, CALLED + 15 * MINUTE);
    expect(first).toMatchObject({
      change: { kind: 'ESCALATED', audience: 'ON_CALL', before: '0', after: '1' },
      incident: { escalationLevel: 1, escalateAt: CALLED + 60 * MINUTE },
    });
    const second = escalated(first?.incident ?? incident(), DEFAULT_ESCALATION, CALLED + 60 * MINUTE);
    expect(second).toMatchObject({ change: { audience: 'PRODUCT_OWNER', after: '2' }, incident: { escalateAt: null } });
    expect(second?.incident.calls.map(({ audience }) => audience)).toEqual(['ON_CALL', 'PRODUCT_OWNER']);
  });

  it.each([
    ['acknowledged', { state: 'ACKNOWLEDGED' }],
    ['resolved', { state: 'RESOLVED' }],
    ['one that called nobody', { calls: [] }],
    ['all silenced', { silenced: 1 }],
    ['of no urgency', { severity: 'INFO' }],
  ] as const)('is not when it is %s', (_, more) => {
    const so = called(more as unknown as Partial<Incident>);
    expect([so.escalateAt, escalated(so, DEFAULT_ESCALATION, day(9))]).toEqual([null, null]);
  });
});
