import { describe, expect, it } from '@jest/globals';
import { longestAssetId } from '../../../vocabulary/asset-id.contract.ts';
import { serviceId } from '../../../vocabulary/asset-id.ts';
import { alert, CHURN, cause, day, emptyContext, incident, ORDERS } from '../domain/fixtures.contract.ts';
import { foldableOf } from '../domain/folding.ts';
import type { IncidentStore } from './incident-store.ts';
import { openedAnew, type Prepare } from './opened-anew.contract.ts';

const SHOP = serviceId('prod', 'shop');
const OPEN = ['OPEN', 'ACKNOWLEDGED'] as const;

/** What every incident store does. */
export function incidentStoreContract(name: string, prepare: Prepare<{ store: IncidentStore }>) {
  describe(`the incident store in ${name}`, () => {
    let store: IncidentStore;
    const keepFired = (index: number, more = {}) =>
      store.keep({
        followed: [`change ${index}`],
        cursor: String(index),
        alerts: [alert({ id: `alert/${index}`, incident: `incident/${index}`, startedAt: day(index), ...more })],
        incidents: [incident({ id: `incident/${index}`, openedAt: day(index) })],
        contexts: new Map([[`alert/${index}`, { context: emptyContext(), retryAt: null, attempts: 0 }]]),
      });
    const standing = async (metric: string) => (await store.standingAlerts([metric])).map(({ id }) => id);
    const resolved = async (id: string, resolvedAt: number) => {
      const before = (await store.incidentsById([id])).get(id) ?? incident({ id });
      await store.keep({ incidents: [{ ...before, state: 'RESOLVED', resolvedAt }] });
    };

    const { reopen } = openedAnew(prepare, (opened) => {
      ({ store } = opened);
    });

    it('begins with nothing', async () => {
      expect(await store.cursor()).toBeNull();
      expect(await store.alerts({ states: ['FIRING'], first: 5, after: null })).toEqual({
        nodes: [],
        hasNextPage: false,
        totalCount: 0,
      });
      expect(await store.contexts(['alert/1'])).toEqual(new Map());
      expect(await standing('accuracy of churn')).toEqual([]);
    });

    it('keeps all effects of a change, and where the feed goes on', async () => {
      await keepFired(3);
      expect(await store.cursor()).toBe('3');
      expect(await store.followedOf(['change 3', 'change 4'])).toEqual(new Set(['change 3']));
      expect(await standing('accuracy of churn')).toEqual(['alert/3']);
      expect((await store.incidentsById(['incident/3', 'incident/9'])).size).toBe(1);
      expect((await store.contexts(['alert/3'])).get('alert/3')).toEqual(emptyContext());
    });

    it('keeps nothing when somebody else changed an incident meanwhile', async () => {
      await keepFired(3);
      const read = (await store.incidentsById(['incident/3'])).get('incident/3') ?? incident();
      expect(await store.keep({ incidents: [{ ...read, title: 'first' }] })).toBe('KEPT');
      const late = { cursor: '9', alerts: [alert({ id: 'alert/late' })], incidents: [{ ...read, title: 'late' }] };
      expect(await store.keep(late)).toBe('CONFLICT');
      expect(await store.cursor()).toBe('3');
      expect((await store.alertsById(['alert/late'])).size).toBe(0);
      expect((await store.incidentsById(['incident/3'])).get('incident/3')).toMatchObject({
        title: 'first',
        version: 2,
      });
    });

    it('has one incident however many begin it at once', async () => {
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => store.keep({ incidents: [incident()] })));
      expect(outcomes.filter((outcome) => outcome === 'KEPT')).toHaveLength(1);
    });

    it('keeps nothing under a lease that is none', async () => {
      const lease = await store.claim(60_000);
      expect(lease).not.toBeNull();
      expect(await store.keep({ cursor: '1' }, { token: (lease?.token ?? 0) + 1, length: 60_000 })).toBe('LEASE_LOST');
      expect(await store.cursor()).toBeNull();
      expect(await store.keep({ cursor: '1' }, lease ?? undefined)).toBe('KEPT');
      await store.release();
    });

    it('keeps thousands of alerts at once', async () => {
      const alerts = Array.from({ length: 1_000 }, (_, index) =>
        alert({ id: `alert/${String(index).padStart(4, '0')}`, incident: 'incident/1', startedAt: day(1) + index }),
      );
      const context = { context: emptyContext(), retryAt: null, attempts: 0 };
      const contexts = new Map(alerts.map(({ id }) => [id, context]));
      await store.keep({ alerts, contexts, incidents: [incident()], followed: alerts.map(({ id }) => id) });
      expect(await store.alertCounts(['incident/1', 'incident/2'])).toEqual(new Map([['incident/1', 1_000]]));
      const page = await store.alertPageOf('incident/1', 2, { time: day(1) + 1, id: 'alert/0001' });
      expect(page.map(({ id }) => id)).toEqual(['alert/0002', 'alert/0003']);
      expect((await store.firingAlerts('alert/0997', 10)).map(({ id }) => id)).toEqual(['alert/0998', 'alert/0999']);
    });

    it('finds the alerts that fire of one incident and are suppressed so', async () => {
      const suppression = { kind: 'SUSPECT', reason: 'x', until: null, by: null, silence: null } as const;
      await keepFired(1);
      await keepFired(2, { incident: 'incident/1', suppression });
      await keepFired(3, { incident: 'incident/1', suppression, state: 'RESOLVED', resolvedAt: day(9) });
      await keepFired(4, { suppression });
      const found = await store.firingAlerts(null, 5, { incident: 'incident/1', suppression: 'SUSPECT' });
      expect(found.map(({ id }) => id)).toEqual(['alert/2']);
    });

    it('knows which incidents are to be escalated', async () => {
      await store.keep({
        incidents: [
          incident({ id: 'incident/a', escalateAt: day(5) }),
          incident({ id: 'incident/b', escalateAt: day(4) }),
          incident({ id: 'incident/c' }),
        ],
      });
      const due = async (at: number) => (await store.escalationsDue(at, 5)).map(({ id }) => id);
      expect([await due(day(4) - 1), await due(day(5))]).toEqual([[], ['incident/b', 'incident/a']]);
    });

    it('has after a restart what it acknowledged', async () => {
      await keepFired(3);
      await reopen();
      expect(await store.cursor()).toBe('3');
      expect((await store.alertsById(['alert/3'])).get('alert/3')).toMatchObject({ startedAt: day(3) });
    });

    it('forgets an alert that never fired', async () => {
      await store.keep({ alerts: [alert({ id: 'alert/p', state: 'PENDING' })] });
      await store.keep({ followed: ['c'], cursor: '1', dismissed: ['alert/p'] });
      expect((await store.alertsById(['alert/p'])).size).toBe(0);
    });

    it('knows no resolved alert as standing', async () => {
      await keepFired(3, { state: 'RESOLVED', resolvedAt: day(5) });
      expect(await standing('accuracy of churn')).toEqual([]);
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
      await store.keep({ incidents: [incident({ id: 'incident/old', state: 'RESOLVED', resolvedAt: day(2) })] });
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
      await resolved('incident/1', day(9));
      expect((await store.openIncidentsOf([ORDERS])).size).toBe(0);
    });

    it('finds the alerts that fire on assets, also of an incident that somebody resolved, and not those on its way', async () => {
      const metric = { id: 'missing of orders', name: 'source.missing', asset: ORDERS };
      await keepFired(1, { cause: cause(ORDERS) });
      await keepFired(2, { metric });
      await keepFired(3, { metric, state: 'RESOLVED' });
      await resolved('incident/2', day(9));
      expect((await store.firingAlertsOn([ORDERS, SHOP])).map(({ id }) => id)).toEqual(['alert/2']);
      expect((await store.firingAlertsOn([CHURN, ORDERS])).map(({ id }) => id)).toEqual(['alert/1', 'alert/2']);
      expect(await store.firingAlertsOn([])).toEqual([]);
    });

    it('finds the incidents open at some time of a range, with their alerts', async () => {
      await keepFired(1);
      const past = { id: 'incident/0', openedAt: day(0), state: 'RESOLVED', resolvedAt: day(1) } as const;
      await store.keep({ incidents: [incident(past)] });
      const open = async (from: number, to: number) =>
        (await store.foldable(day(from), day(to), 10)).map(({ incident: { id }, alerts }) => [id, alerts.length]);
      expect(await open(1, 5)).toEqual([
        ['incident/0', 0],
        ['incident/1', 1],
      ]);
      expect(await open(2, 5)).toEqual([['incident/1', 1]]);
      expect(await open(0, 0)).toEqual([['incident/0', 0]]);
      expect((await store.foldable(day(1), day(5), 10))[1]?.alerts).toEqual([
        foldableOf(alert({ id: 'alert/1', incident: 'incident/1', startedAt: day(1) })),
      ]);
    });

    it('finds an incident that somebody resolved while alerts of it fire, however long ago', async () => {
      const resolution = { by: 'ana', at: day(1), note: null };
      const past = { openedAt: day(0), state: 'RESOLVED', resolvedAt: day(1), resolution } as const;
      await store.keep({ incidents: [incident({ ...past, id: 'incident/held', firing: 1 })] });
      await store.keep({ incidents: [incident({ ...past, id: 'incident/over', firing: 0 })] });
      const found = await store.foldable(day(8), day(9), 10);
      expect(found.map(({ incident: { id } }) => id)).toEqual(['incident/held']);
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
      await store.keep({ contexts: new Map([['alert/1', kept]]) });
      expect(await store.incompleteContexts(day(5) - 1, 5)).toEqual([]);
      expect(await store.incompleteContexts(day(5), 5)).toMatchObject([{ alert: { id: 'alert/1' }, kept }]);
    });

    it('takes assets and metrics whose ids are as long as an id may be', async () => {
      const asset = longestAssetId();
      const metric = { id: `metric of ${asset}`, name: 'accuracy', asset };
      const change = `change of ${metric.id}`;
      const fired = alert({ id: 'alert/1', incident: 'incident/1', startedAt: day(1), metric, cause: cause(asset) });
      await store.keep({ followed: [change], alerts: [fired], incidents: [incident()] });
      expect(await store.followedOf([change])).toEqual(new Set([change]));
      expect(await store.standingAlerts([metric.id])).toEqual([fired]);
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
