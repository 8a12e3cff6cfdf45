import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { longestAssetId } from '../../../vocabulary/asset-id.contract.ts';
import { serviceId } from '../../../vocabulary/asset-id.ts';
import { alert, CHURN, cause, day, emptyContext, incident, ORDERS } from '../domain/fixtures.contract.ts';
import type { IncidentStore } from './incident-store.ts';

const SHOP = serviceId('prod', 'shop');
const OPEN = ['OPEN', 'ACKNOWLEDGED'] as const;

/** What every incident store does. `open` opens the same empty store, again when called again. */
export function incidentStoreContract(
  name: string,
  prepare: () => Promise<{ open(): Promise<{ store: IncidentStore; close(): Promise<void> }>; remove(): void }>,
) {
  describe(`the incident store in ${name}`, () => {
    let prepared: Awaited<ReturnType<typeof prepare>>;
    let store: IncidentStore;
    let close: () => Promise<void>;
    const keepFired = (index: number, more = {}) =>
      store.keep({
        change: { id: `change ${index}`, cursor: String(index) },
        alert: alert({ id: `alert/${index}`, incident: `incident/${index}`, startedAt: day(index), ...more }),
        incident: incident({ id: `incident/${index}`, openedAt: day(index) }),
        context: { context: emptyContext(), retryAt: null, attempts: 0 },
      });

    beforeEach(async () => {
      prepared = await prepare();
      ({ store, close } = await prepared.open());
    });
    afterEach(async () => {
      await close();
      prepared.remove();
    });

    it('begins with nothing', async () => {
      expect(await store.cursor()).toBeNull();
      expect(await store.alerts({ states: ['FIRING'], first: 5, after: null })).toEqual({
        nodes: [],
        hasNextPage: false,
        totalCount: 0,
      });
      expect(await store.contexts(['alert/1'])).toEqual(new Map());
      expect(await store.standingAlert('accuracy of churn', 0)).toBeNull();
    });

    it('keeps all effects of a change, and where the feed goes on', async () => {
      await keepFired(3);
      expect(await store.cursor()).toBe('3');
      expect(await store.isFollowed('change 3')).toBe(true);
      expect(await store.standingAlert('accuracy of churn', 0)).toMatchObject({ id: 'alert/3' });
      expect((await store.incidentsById(['incident/3', 'incident/9'])).size).toBe(1);
      expect((await store.contexts(['alert/3'])).get('alert/3')).toEqual(emptyContext());
    });

    it('does nothing when a change comes again, but that the feed goes on', async () => {
      await keepFired(3);
      await store.keep({ change: { id: 'change 3', cursor: '4' }, alert: alert({ id: 'alert/again' }) });
      expect(await store.cursor()).toBe('4');
      expect((await store.alertsById(['alert/again'])).size).toBe(0);
    });

    it('has after a restart what it acknowledged', async () => {
      await keepFired(3);
      await close();
      ({ store, close } = await prepared.open());
      expect(await store.cursor()).toBe('3');
      expect((await store.alertsById(['alert/3'])).get('alert/3')).toMatchObject({ startedAt: day(3) });
    });

    it('forgets an alert that never fired', async () => {
      await store.keep({ change: null, alert: alert({ id: 'alert/p', state: 'PENDING' }) });
      await store.keep({ change: { id: 'c', cursor: '1' }, dismissed: 'alert/p' });
      expect((await store.alertsById(['alert/p'])).size).toBe(0);
    });

    it('knows no resolved alert as standing', async () => {
      await keepFired(3, { state: 'RESOLVED', resolvedAt: day(5) });
      expect(await store.standingAlert('accuracy of churn', 0)).toBeNull();
      expect(await store.alertsStandingBetween('accuracy of churn', day(4), day(6))).toHaveLength(1);
      expect(await store.alertsStandingBetween('accuracy of churn', day(5), day(6))).toHaveLength(0);
      expect(await store.alertsStandingBetween('accuracy of churn', day(0), day(2))).toHaveLength(0);
    });

    it('pages newest first, each once, whatever has the same time, and counts the whole', async () => {
      for (const index of [1, 2, 3, 4]) await keepFired(index, { startedAt: day(index === 4 ? 3 : index) });
      const seen: string[] = [];
      let after: { time: number; id: string } | null = null;
      for (let more = true; more; ) {
        const page = await store.alerts({ states: ['FIRING'], first: 1, after });
        expect(page.totalCount).toBe(4);
        seen.push(...page.nodes.map(({ id }) => id));
        const last = page.nodes.at(-1);
        after = last ? { time: last.startedAt, id: last.id } : null;
        more = page.hasNextPage;
      }
      expect(seen).toEqual(['alert/4', 'alert/3', 'alert/2', 'alert/1']);
    });

    it('pages incidents of the asked states only', async () => {
      await keepFired(1);
      await store.keep({
        change: null,
        incident: incident({ id: 'incident/old', state: 'RESOLVED', resolvedAt: day(2) }),
      });
      expect((await store.incidents({ states: OPEN, first: 5, after: null })).nodes.map(({ id }) => id)).toEqual([
        'incident/1',
      ]);
      expect((await store.incidents({ states: [], first: 5, after: null })).totalCount).toBe(0);
    });

    it('gives the alerts of an incident oldest first', async () => {
      await keepFired(2, { incident: 'incident/1' });
      await keepFired(1, { incident: 'incident/1' });
      expect((await store.alertsOf(['incident/1'])).get('incident/1')?.map(({ id }) => id)).toEqual([
        'alert/1',
        'alert/2',
      ]);
    });

    it('finds open incidents by the assets of their alerts and on the way from their cause', async () => {
      await keepFired(1, { cause: cause(ORDERS) });
      await keepFired(2);
      const found = await store.openIncidentsOf([CHURN, ORDERS, SHOP]);
      expect([...found].map(([asset, incidents]) => [asset, incidents.map(({ id }) => id)]).sort()).toEqual([
        [ORDERS, ['incident/1']],
        [CHURN, ['incident/2', 'incident/1']],
      ]);
      await store.keep({
        change: null,
        incident: incident({ id: 'incident/1', state: 'RESOLVED', resolvedAt: day(9) }),
      });
      expect((await store.openIncidentsOf([ORDERS])).size).toBe(0);
    });

    it('finds the incidents open at some time of a range, with their alerts', async () => {
      await keepFired(1);
      await store.keep({
        change: null,
        incident: incident({ id: 'incident/0', openedAt: day(0), state: 'RESOLVED', resolvedAt: day(1) }),
      });
      const open = async (from: number, to: number) =>
        (await store.incidentsOpenBetween(day(from), day(to))).map(({ incident: { id }, alerts }) => [
          id,
          alerts.length,
        ]);
      expect(await open(1, 5)).toEqual([
        ['incident/0', 0],
        ['incident/1', 1],
      ]);
      expect(await open(2, 5)).toEqual([['incident/1', 1]]);
      expect(await open(0, 0)).toEqual([['incident/0', 0]]);
    });

    it('finds incidents by fingerprint or first cause, newest first', async () => {
      await keepFired(1, { cause: cause(ORDERS), definition: null });
      await keepFired(2);
      await keepFired(3, { definition: null });
      const like = async (fingerprint: string | null, of: typeof ORDERS | null) =>
        (await store.incidentsLike({ fingerprint, cause: of }, 5)).map(({ incident: { id } }) => id);
      expect(await like('f1', ORDERS)).toEqual(['incident/2', 'incident/1']);
      expect(await like(null, null)).toEqual([]);
    });

    it('knows which contexts are due to be tried again', async () => {
      await keepFired(1);
      const kept = { context: emptyContext(), retryAt: day(5), attempts: 2 };
      await store.keep({ change: null, alert: alert({ id: 'alert/1', incident: 'incident/1' }), context: kept });
      expect(await store.incompleteContexts(day(5) - 1, 5)).toEqual([]);
      expect(await store.incompleteContexts(day(5), 5)).toMatchObject([{ alert: { id: 'alert/1' }, kept }]);
    });

    it('takes assets and metrics whose ids are as long as an id may be', async () => {
      const asset = longestAssetId();
      const metric = { id: `metric of ${asset}`, name: 'accuracy', asset };
      const change = { id: `change of ${metric.id}`, cursor: '1' };
      const fired = alert({ id: 'alert/1', incident: 'incident/1', startedAt: day(1), metric, cause: cause(asset) });
      await store.keep({ change, alert: fired, incident: incident({ id: 'incident/1', openedAt: day(1) }) });
      expect(await store.isFollowed(change.id)).toBe(true);
      expect(await store.standingAlert(metric.id, 0)).toEqual(fired);
      expect([...(await store.openIncidentsOf([ORDERS, asset])).keys()]).toEqual([asset]);
      expect(await store.incidentsLike({ fingerprint: null, cause: asset }, 5)).toHaveLength(1);
    });

    it('is not changed by what is done to its answers', async () => {
      await keepFired(1);
      const mine = (await store.alertsById(['alert/1'])).get('alert/1');
      if (mine) mine.verdict.reason = 'stolen';
      expect((await store.alertsById(['alert/1'])).get('alert/1')).toMatchObject({ verdict: alert().verdict });
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });
}
