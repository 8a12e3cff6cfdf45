import { describe, expect, it } from '@jest/globals';
import { CHURN, day } from '../domain/fixtures.contract.ts';
import type { OutsideAlert } from '../domain/outside/outside-alert.ts';
import { openedAnew, type Prepare } from './opened-anew.contract.ts';
import type { OutsideAlertStore } from './outside-alert-store.ts';

interface Opened {
  outside: OutsideAlertStore;
}

const NOW = day(4);

const outsideAlert = (more: Partial<OutsideAlert> = {}): OutsideAlert => ({
  id: 'outside/1',
  fingerprint: 'f1',
  labels: { alertname: 'HighLatency' },
  annotations: {},
  generatorUrl: null,
  startsAt: day(3),
  endsAt: day(5),
  isEndAssumed: false,
  updatedAt: day(3),
  bound: { asset: CHURN, audience: 'ON_CALL', severity: 'WARNING', reason: null },
  ...more,
});

/** What every store of alerts from outside does. */
export function outsideAlertStoreContract(name: string, prepare: Prepare<Opened>) {
  describe(`the store of alerts from outside in ${name}`, () => {
    let store: OutsideAlertStore;
    openedAnew(prepare, (opened) => {
      store = opened.outside;
    });

    const unbound = (id: string, updatedAt: number) =>
      outsideAlert({ id, fingerprint: id, updatedAt, bound: { asset: null, reason: 'no binding' } });
    const toFollow = async (now = NOW) =>
      (await store.toFollow(now, 10)).map(({ alert, followed }) => [alert.id, followed]);

    it('gives the last of each fingerprint back as it was kept', async () => {
      const later = outsideAlert({ id: 'outside/2', startsAt: day(6), endsAt: day(7) });
      await store.keep([later, outsideAlert()]);
      expect(await store.lastOf(['f1', 'unknown'])).toEqual(new Map([['f1', later]]));
    });

    it('hands out what fires once, and once more when it is over', async () => {
      await store.keep([outsideAlert()]);
      expect(await toFollow()).toEqual([['outside/1', 'NOTHING']]);
      await store.follow('outside/1', 'FIRED');
      expect(await toFollow()).toEqual([]);
      await store.keep([outsideAlert({ updatedAt: NOW })]);
      expect(await toFollow()).toEqual([]);
      expect(await toFollow(day(5))).toEqual([['outside/1', 'FIRED']]);
      await store.follow('outside/1', 'RESOLVED');
      expect(await toFollow(day(5))).toEqual([]);
    });

    it('hands out nothing that was over before it was seen, and nothing that belongs to no asset', async () => {
      await store.keep([outsideAlert({ endsAt: NOW }), unbound('u', NOW)]);
      expect(await toFollow()).toEqual([]);
    });

    it('lists what fires, longest first, and what belongs nowhere, the last sent first', async () => {
      await store.keep([outsideAlert({ endsAt: NOW }), unbound('a', day(1)), unbound('b', day(2))]);
      await store.keep([outsideAlert({ id: 'outside/3', startsAt: day(1) })]);
      expect((await store.firing(NOW)).map(({ id }) => id)).toEqual(['outside/3', 'a', 'b']);
      expect((await store.unbound(10)).map(({ id }) => id)).toEqual(['b', 'a']);
      expect((await store.unbound(1)).map(({ id }) => id)).toEqual(['b']);
    });

    it('forgets what was over before a time, unless an alert of ours still fires for it', async () => {
      await store.keep([outsideAlert(), outsideAlert({ id: 'outside/2', fingerprint: 'f2' })]);
      await store.follow('outside/2', 'FIRED');
      await store.forget(day(9));
      expect([...(await store.lastOf(['f1', 'f2'])).keys()]).toEqual(['f2']);
    });
  });
}
