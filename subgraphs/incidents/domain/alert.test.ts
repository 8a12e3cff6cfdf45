import { describe, expect, it } from '@jest/globals';
import { type Alert, transitionOf } from './alert.ts';
import { changeOn, day } from './fixtures.contract.ts';

const pending = changeOn(2, { breached: false, pending: true });
const over = changeOn(6, { breached: false, pending: false, value: 0.9 });

const standingAfter = (...changes: Parameters<typeof transitionOf>[1][]): Alert => {
  const last = changes.reduce<Alert | null>((standing, change) => {
    const transition = transitionOf(standing, change);
    return transition.kind === 'unchanged' ? standing : transition.alert;
  }, null);
  if (!last) throw new Error('no alert stands');
  return last;
};

describe('an alert', () => {
  it('is pending while the condition has not held for long enough, and fires when it has', () => {
    expect(transitionOf(null, pending)).toMatchObject({ kind: 'pending', alert: { state: 'PENDING', firedAt: null } });
    const fired = transitionOf(standingAfter(pending), changeOn(3));
    expect(fired).toMatchObject({ kind: 'fired', alert: { state: 'FIRING', startedAt: day(2), firedAt: day(3) } });
  });

  it('fires at the time of the change, not at the time it is told of', () => {
    expect(transitionOf(null, changeOn(3))).toMatchObject({ alert: { firedAt: day(3), onset: day(1) } });
  });

  it('keeps value, threshold and verdict as they stood at firing', () => {
    const fired = standingAfter(pending, changeOn(3));
    const later = transitionOf(fired, changeOn(4, { value: 0.1 }));
    expect(later).toEqual({ kind: 'unchanged' });
    expect(transitionOf(fired, over)).toMatchObject({ alert: { value: 0.7, verdict: { kind: 'PERSISTENT' } } });
  });

  it('resolves when the breach is over, at that time', () => {
    const resolved = transitionOf(standingAfter(changeOn(3)), over);
    expect(resolved).toMatchObject({ kind: 'resolved', alert: { state: 'RESOLVED', resolvedAt: day(6) } });
  });

  it('is held by missing data', () => {
    const silent = changeOn(5, { verdict: { ...over.verdict, kind: 'INSUFFICIENT_DATA' }, value: null });
    expect(transitionOf(standingAfter(changeOn(3)), silent)).toEqual({ kind: 'unchanged' });
  });

  it('leaves nothing behind when it never fired', () => {
    expect(transitionOf(standingAfter(pending), over)).toMatchObject({ kind: 'dismissed' });
  });

  it('is none when nothing stands and nothing is breached', () => {
    expect(transitionOf(null, over)).toEqual({ kind: 'unchanged' });
  });

  it('has the same id when its first change is delivered again, and another one the next time', () => {
    expect(standingAfter(changeOn(3)).id).toBe(standingAfter(changeOn(3)).id);
    expect(standingAfter(changeOn(3)).id).not.toBe(standingAfter(changeOn(9)).id);
  });
});
