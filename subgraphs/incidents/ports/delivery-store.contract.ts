import { describe, expect, it } from '@jest/globals';
import { DAY, day, incident } from '../domain/fixtures.contract.ts';
import type { Delivery, Settled } from '../domain/notification/delivery.ts';
import { delivery } from '../domain/notification/fixtures.contract.ts';
import type { DeliveryStore } from './delivery-store.ts';
import type { IncidentStore } from './incident-store.ts';
import { openedAnew, type Prepare } from './opened-anew.contract.ts';

interface Opened {
  deliveries: DeliveryStore;
  store: IncidentStore;
}

const NOW = day(4);
const LEASE = 60_000;
const DELIVERED: Settled = { state: 'DELIVERED', dueAt: NOW, settledAt: NOW, status: 204, reason: null };
const AGAIN: Settled = { state: 'PENDING', dueAt: NOW + 5_000, settledAt: null, status: 503, reason: 'answered 503' };
const DEAD: Settled = { state: 'DEAD', dueAt: NOW, settledAt: NOW, status: 400, reason: 'answered 400' };

/** What every store of deliveries does. */
export function deliveryStoreContract(
  name: string,
  prepare: Prepare<Opened>,
  /** Whether two processes may have it open at once. */
  shared: boolean,
) {
  describe(`the store of deliveries in ${name}`, () => {
    let opened: Opened;
    let store: DeliveryStore;
    const { reopen, another } = openedAnew(prepare, (stores) => {
      opened = stores;
      store = opened.deliveries;
    });

    const plan = async (...deliveries: Delivery[]) => {
      const from = await store.planned();
      await store.keep({ deliveries, absorbed: [] }, from, from + 1);
    };
    const claim = (now = NOW, without: string[] = []) => store.claim(now, 10, without, LEASE);
    const claimed = async (): Promise<Delivery> => {
      const [first] = await claim();
      if (!first) throw new Error('nothing is due');
      return first.delivery;
    };
    const page = async (more: object = {}) => {
      const query = {
        states: ['PENDING', 'DELIVERED', 'DEAD'] as const,
        receiver: null,
        first: 10,
        after: null,
        ...more,
      };
      return store.deliveries(query);
    };

    it('gives a delivery back as it was planned, whoever asks', async () => {
      await plan(delivery({ note: 'again', actor: 'ann' }));
      const { sequence, ...kept } = (await store.delivery('delivery/1')) ?? { sequence: 0 };
      expect(kept).toEqual(delivery({ note: 'again', actor: 'ann' }));
      expect((await store.deliveriesOf(['incident/1', 'incident/2'])).get('incident/1')).toEqual([
        { ...kept, sequence },
      ]);
      expect(await store.delivery('unknown')).toBeNull();
    });

    it('plans each change once', async () => {
      expect(await store.keep({ deliveries: [delivery()], absorbed: [] }, 0, 7)).toBe(true);
      expect(await store.keep({ deliveries: [delivery({ id: 'delivery/2' })], absorbed: [] }, 0, 7)).toBe(false);
      expect([await store.planned(), (await page()).totalCount]).toEqual([7, 1]);
    });

    it('lists them newest first, by state, by receiver and by page', async () => {
      await plan(
        ...['1', '2', '3'].map((id) => delivery({ id, incident: id, receiver: id === '2' ? 'chat' : 'pager' })),
      );
      await store.settle(await claimed(), DEAD, null);
      const first = await page({ first: 2 });
      expect([first.nodes.map(({ id }) => id), first.hasNextPage, first.totalCount]).toEqual([['3', '2'], true, 3]);
      const next = await page({ first: 2, after: first.nodes.at(-1)?.sequence });
      expect([next.nodes.map(({ id }) => id), next.hasNextPage]).toEqual([['1'], false]);
      expect((await page({ states: ['DEAD'] })).nodes.map(({ id }) => id)).toEqual(['1']);
      expect((await page({ receiver: 'chat' })).nodes.map(({ id }) => id)).toEqual(['2']);
    });

    describe('a claim', () => {
      it('takes what is due, longest due first, and counts the attempt', async () => {
        await plan(
          delivery({ id: 'later', incident: 'a', dueAt: NOW + 1 }),
          delivery({ id: 'second', incident: 'b', dueAt: NOW }),
          delivery({ id: 'first', incident: 'c', dueAt: NOW - 1 }),
        );
        expect((await claim()).map(({ delivery: { id, attempts } }) => [id, attempts])).toEqual([
          ['first', 1],
          ['second', 1],
        ]);
      });
      it('takes nothing that another claim holds, until its lease has ended', async () => {
        await plan(delivery());
        expect(await store.claim(NOW, 10, [], 0)).toHaveLength(1);
        expect(await claim()).toHaveLength(1);
        expect(await claim()).toHaveLength(0);
      });
      it('leaves out receivers that have no room', async () => {
        await plan(delivery());
        expect(await claim(NOW, ['pager'])).toEqual([]);
      });
      it('takes of one thread the earliest alone, and the next when that is settled', async () => {
        await plan(
          delivery(),
          delivery({ id: 'delivery/2', occasion: 'RESOLVED' }),
          delivery({ id: 'x', receiver: 'chat' }),
        );
        const first = await claim();
        expect(first.map(({ delivery: { id } }) => id)).toEqual(['delivery/1', 'x']);
        await store.settle(await held('delivery/1', first), DEAD, null);
        expect((await claim()).map(({ delivery: { id } }) => id)).toEqual(['delivery/2']);
      });
      const held = async (id: string, all: Awaited<ReturnType<typeof claim>>) =>
        all.find(({ delivery }) => delivery.id === id)?.delivery ?? delivery();
    });

    describe('what a delivery says', () => {
      it('is the same at each attempt', async () => {
        await plan(delivery());
        const first = await claimed();
        await store.seal(first, { headers: { 'content-type': 'application/json' }, body: '{"a":1}' });
        await store.settle(first, AGAIN, null);
        const [second] = await claim(AGAIN.dueAt);
        expect(second?.message).toEqual({ headers: { 'content-type': 'application/json' }, body: '{"a":1}' });
      });
      it('and what became of it is not kept by one whose lease went to another', async () => {
        await plan(delivery());
        const [late] = await store.claim(NOW, 1, [], 0);
        const current = await claimed();
        if (!late) throw new Error('nothing was due');
        expect(await store.seal(late.delivery, { headers: {}, body: 'late' })).toBe(false);
        expect(await store.settle(late.delivery, DEAD, null)).toBe(false);
        expect(await store.settle(current, DELIVERED, null)).toBe(true);
        expect(await store.delivery('delivery/1')).toMatchObject({ state: 'DELIVERED', attempts: 2, status: 204 });
      });
      it('tells of further changes until it is first sent', async () => {
        await plan(delivery());
        const absorb = async (id: string) => {
          const from = await store.planned();
          const absorbed = [{ id: 'delivery/1', otherwise: delivery({ id }) }];
          await store.keep({ deliveries: [], absorbed }, from, from + 1);
        };
        await absorb('delivery/2');
        expect([(await store.delivery('delivery/1'))?.coalesced, await store.delivery('delivery/2')]).toEqual([
          1,
          null,
        ]);
        await claim();
        await absorb('delivery/3');
        expect([(await store.delivery('delivery/1'))?.coalesced, (await store.delivery('delivery/3'))?.id]).toEqual([
          1,
          'delivery/3',
        ]);
      });
    });

    describe('a delivery that is sent again', () => {
      it('has all its attempts before it, once it was given up', async () => {
        await plan(delivery());
        await store.settle(await claimed(), DEAD, null);
        expect(await claim()).toEqual([]);
        await store.resend('delivery/1', NOW);
        expect((await claim()).map(({ delivery: { id, attempts } }) => [id, attempts])).toEqual([['delivery/1', 1]]);
      });
      it('waits no longer, and keeps count, while it is still tried', async () => {
        await plan(delivery());
        await store.settle(await claimed(), AGAIN, null);
        await store.resend('delivery/1', NOW);
        expect((await claimed()).attempts).toBe(2);
      });
    });

    describe('what was forwarded to an Alertmanager', () => {
      const labels = { alertname: 'HeadwaterIncident', severity: 'critical' };
      const next = () => NOW + 120_000;
      it('is to be sent again when its time has come, by one process at a time', async () => {
        await plan(delivery());
        await store.settle(await claimed(), DELIVERED, { labels, repeatAt: NOW + 60_000 });
        expect(await store.claimRepeats(NOW, 10, next)).toEqual([]);
        expect((await store.claimRepeats(NOW + 60_000, 10, next)).map(({ id }) => id)).toEqual(['delivery/1']);
        expect(await store.claimRepeats(NOW + 60_000, 10, next)).toEqual([]);
        expect(await store.claimRepeats(NOW + 120_000, 10, () => null)).toHaveLength(1);
        expect(await store.claimRepeats(NOW + 999_000, 10, next)).toEqual([]);
      });
      it('is not sent again once a later delivery of the same thread was', async () => {
        await plan(delivery(), delivery({ id: 'delivery/2', occasion: 'RESOLVED' }));
        await store.settle(await claimed(), DELIVERED, { labels, repeatAt: NOW });
        await store.settle(await claimed(), DELIVERED, { labels, repeatAt: null });
        expect(await store.claimRepeats(NOW, 10, next)).toEqual([]);
      });
      it('is remembered by the thread', async () => {
        await plan(delivery(), delivery({ id: 'delivery/2', occasion: 'RESOLVED' }));
        expect(await store.forwardedLabels(delivery())).toBeNull();
        await store.settle(await claimed(), DELIVERED, { labels, repeatAt: NOW });
        expect(await store.forwardedLabels(delivery({ id: 'delivery/2' }))).toEqual(labels);
        await store.keepForwarded('delivery/1', { labels: { ...labels, severity: 'warning' }, repeatAt: NOW });
        expect(await store.forwardedLabels(delivery())).toMatchObject({ severity: 'warning' });
      });
    });

    describe('what was settled long ago', () => {
      const settledAt = async (id: string, settled: Settled, at: number, more: Partial<Delivery> = {}) => {
        await plan(delivery({ id, incident: id, ...more }));
        await store.settle(await claimed(), { ...settled, settledAt: at }, null);
      };
      const left = async () => (await page()).nodes.map(({ id }) => id).sort();

      it('is forgotten, what was given up later than what was delivered', async () => {
        await settledAt('delivered', DELIVERED, NOW - 31 * DAY);
        await settledAt('delivered lately', DELIVERED, NOW - 29 * DAY);
        await settledAt('dead', DEAD, NOW - 91 * DAY);
        await settledAt('dead lately', DEAD, NOW - 31 * DAY);
        await plan(delivery({ id: 'pending', createdAt: 0, dueAt: 0 }));
        expect(await store.forget({ delivered: NOW - 30 * DAY, dead: NOW - 90 * DAY }, 10)).toBe(2);
        expect(await left()).toEqual(['dead lately', 'delivered lately', 'pending']);
      });

      it('is forgotten a portion at a time, the oldest first', async () => {
        for (const age of [50, 70, 60]) await settledAt(`${age} days`, DELIVERED, NOW - age * DAY);
        expect(await store.forget({ delivered: NOW, dead: NOW }, 2)).toBe(2);
        expect(await left()).toEqual(['50 days']);
        expect(await store.forget({ delivered: NOW, dead: NOW }, 2)).toBe(1);
        expect(await store.forget({ delivered: NOW, dead: NOW }, 2)).toBe(0);
      });

      it('stays while its incident goes on, so that nobody hears of that as if it were new', async () => {
        await settledAt('delivery/1', DELIVERED, NOW - 99 * DAY, { incident: 'incident/1' });
        await opened.store.keep({ incidents: [incident()] });
        expect(await store.forget({ delivered: NOW, dead: NOW }, 10)).toBe(0);
        const resolved = incident({ state: 'RESOLVED', resolvedAt: NOW, version: 1 });
        await opened.store.keep({ incidents: [resolved] });
        expect(await store.forget({ delivered: NOW, dead: NOW }, 10)).toBe(1);
      });

      it('stays while an Alertmanager is sent it again', async () => {
        await plan(delivery());
        await store.settle(await claimed(), { ...DELIVERED, settledAt: 0 }, { labels: {}, repeatAt: NOW + 1 });
        expect(await store.forget({ delivered: NOW, dead: NOW }, 10)).toBe(0);
      });
    });

    it('remembers that a receiver wants nothing more, until it is enabled', async () => {
      const disabled = { receiver: 'pager', address: 'digest', at: NOW, reason: 'answered 410' };
      await store.disable({ ...disabled, reason: 'earlier' });
      await store.disable(disabled);
      expect(await store.disabled()).toEqual([disabled]);
      await store.enable('pager');
      expect(await store.disabled()).toEqual([]);
    });

    it('keeps all of it over a restart', async () => {
      await plan(delivery());
      await reopen();
      expect(await claim()).toHaveLength(1);
    });

    if (shared)
      it('gives each delivery to one of two processes that claim at once', async () => {
        const other = await another();
        await plan(...Array.from({ length: 30 }, (_, index) => delivery({ id: `${index}`, incident: `${index}` })));
        const claims = [store, other.deliveries, store, other.deliveries].map((each) => each.claim(NOW, 30, [], LEASE));
        const ids = (await Promise.all(claims)).flat().map(({ delivery: { id } }) => id);
        await other.close();
        expect(ids.length).toBe(30);
        expect(new Set(ids).size).toBe(30);
      });
  });
}
