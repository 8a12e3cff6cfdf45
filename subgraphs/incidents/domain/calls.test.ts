import { describe, expect, it } from '@jest/globals';
import { decided } from './calls.ts';
import { alert, call, day, ORDERS, silence } from './fixtures.contract.ts';
import { openedWith } from './incident.ts';
import { silenceOf } from './silence.ts';
import type { Suspicion } from './suppression.ts';

const NOW = day(4);
const first = alert();
const open = openedWith('incident/1', first);
const silenced = silenceOf(first, [silence()], () => false, NOW);
const suspect: Suspicion = { asset: ORDERS, check: 'DATA_QUALITY', reason: 'Orders are missing.', since: day(1) };
const steward = alert({ id: 'alert/2', threshold: { ...first.threshold, audience: 'DATA_STEWARD' } });

describe('an alert that fires', () => {
  it('calls its audience when it is the first of it', () => {
    const called = decided(open, first, null, NOW);
    expect(called).toMatchObject({ isCalled: true, alert: { suppression: null } });
    expect(called.incident.calls).toMatchObject([{ audience: 'ON_CALL', alert: 'alert/1', at: NOW }]);
  });

  it('is folded when its audience was called before; another audience is called', () => {
    const { incident } = decided(open, first, null, NOW);
    expect(decided(incident, alert({ id: 'alert/3' }), null, NOW)).toMatchObject({
      isCalled: false,
      alert: { suppression: { kind: 'FOLDED', reason: expect.stringContaining('ON_CALL was called for incident/1') } },
    });
    expect(decided(incident, steward, null, NOW).isCalled).toBe(true);
  });

  it('calls nobody while it is silenced, and then does', () => {
    const held = decided(open, first, silenced, NOW);
    expect(held).toMatchObject({
      isCalled: false,
      alert: { suppression: { kind: 'SILENCE', by: 'ana', reason: 'Silenced by ana: known', until: day(5) } },
      incident: { silenced: 1, calls: [] },
    });
    expect(decided(held.incident, held.alert, null, day(5))).toMatchObject({
      isCalled: true,
      incident: { silenced: 0 },
    });
  });

  it('calls again after a silence that was put on it when it had called', () => {
    const called = decided(open, first, null, NOW);
    const held = decided(called.incident, called.alert, silenced, NOW);
    expect(decided(held.incident, held.alert, null, day(5)).isCalled).toBe(true);
  });

  it('is held back when the check upstream that makes it suspect called as urgently', () => {
    const { incident } = decided(open, first, null, NOW);
    expect(decided(incident, { ...steward, suspect }, null, NOW)).toMatchObject({
      isCalled: false,
      alert: { suppression: { kind: 'SUSPECT', reason: expect.stringContaining('Orders are missing.') } },
    });
  });

  it.each([
    ['the check called less urgently', 'WARNING', true, false],
    ['the check is over', 'CRITICAL', false, false],
    ['only others that are suspect called', 'CRITICAL', true, true],
  ] as const)('calls though it is suspect when %s', (_, severity, isStanding, isSuspect) => {
    const calls = [call({ audience: 'DATA_STEWARD', alert: 'alert/root', severity, isStanding, isSuspect })];
    expect(decided({ ...open, calls }, { ...first, suspect }, null, NOW).isCalled).toBe(true);
  });
});
