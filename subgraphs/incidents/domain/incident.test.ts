import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Alert } from './alert.ts';
import { alert, CHURN, call, cause, day, ORDERS } from './fixtures.contract.ts';
import { type Incident, ledBy, openedWith, recounted, withFired, withResolved } from './incident.ts';

const steward = alert({ id: 'alert/0', firedAt: day(2), threshold: { ...alert().threshold, severity: 'WARNING' } });
const over = (one: Alert, index: number): Alert => ({ ...one, state: 'RESOLVED', resolvedAt: day(index) });

describe('an incident', () => {
  it('is as severe as the worst of its alerts and opened with the first', () => {
    expect(withFired(openedWith('incident/1', alert()), steward)).toMatchObject({
      severity: 'CRITICAL',
      openedAt: day(2),
      firing: 2,
    });
  });

  it('is resolved when the last of its alerts is, at the time of the latest', () => {
    const both = withFired(openedWith('incident/1', alert()), steward);
    const one = withResolved(both, over(alert(), 7));
    expect(one).toMatchObject({ state: 'OPEN', resolvedAt: null, firing: 1 });
    expect(withResolved(one, over(steward, 5))).toMatchObject({ state: 'RESOLVED', resolvedAt: day(7), firing: 0 });
  });

  it('is open again when another alert fires, and whoever was called is called again', () => {
    const called: Incident = { ...openedWith('incident/1', alert()), calls: [call()] };
    const resolved = withResolved(called, over(alert(), 5));
    expect(withFired(resolved, alert({ id: 'alert/2' }))).toMatchObject({
      state: 'OPEN',
      resolvedAt: null,
      calls: [],
      acknowledgement: null,
    });
  });

  it('stays resolved by hand while its alerts go on to resolve, at the time at which somebody did', () => {
    const resolution = { by: 'ana', at: day(4), note: null };
    const byHand: Incident = {
      ...openedWith('incident/1', alert()),
      state: 'RESOLVED',
      resolvedAt: day(4),
      resolution,
    };
    expect(withResolved(byHand, over(alert(), 6))).toMatchObject({ state: 'RESOLVED', resolvedAt: day(4), firing: 0 });
  });

  it('is named and placed by the cause of its most severe alert once one is found', () => {
    const open = openedWith('incident/1', steward);
    expect(open).toMatchObject({ title: 'Accuracy of churn fell', asset: CHURN });
    const upstream = { ...steward, cause: { ...cause(CHURN), headline: 'something milder' } };
    const found = alert({ cause: { ...cause(ORDERS), headline: 'load_orders failed' } });
    expect(withFired(ledBy(open, upstream), found)).toMatchObject({
      title: 'Accuracy of churn fell: load_orders failed',
      asset: ORDERS,
    });
  });
});

const alerts = fc
  .uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 50 }),
      severity: fc.constantFrom('INFO', 'WARNING', 'CRITICAL'),
      firedAt: fc.integer({ min: 1, max: 9 }),
      resolvedAt: fc.option(fc.integer({ min: 10, max: 19 })),
      known: fc.constantFrom('CAUSE', 'NOTHING', 'NOTHING OF SEVERAL'),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 8 },
  )
  .map((all) =>
    all.map(({ id, severity, firedAt, resolvedAt, known }) =>
      alert({
        id: `alert/${id}`,
        firedAt: day(firedAt),
        state: resolvedAt === null ? 'FIRING' : 'RESOLVED',
        resolvedAt: resolvedAt === null ? null : day(resolvedAt),
        threshold: { ...alert().threshold, severity: severity as Alert['threshold']['severity'] },
        cause: known === 'CAUSE' ? cause(ORDERS) : null,
        provisional: known === 'NOTHING OF SEVERAL' ? { team: 'risk' } : null,
      }),
    ),
  );

/** Each alert fires, then those that resolved do. */
const grown = (all: readonly Alert[]): Incident => {
  const [first, ...rest] = all.map((one) => ({ ...one, state: 'FIRING' as const, resolvedAt: null }));
  const open = rest.reduce(withFired, openedWith('incident/1', first as Alert));
  return all.filter(({ state }) => state === 'RESOLVED').reduce(withResolved, open);
};

/** What of an incident is told from its alerts. */
const COUNTED: (keyof Incident)[] = [
  'title',
  'severity',
  'openedAt',
  'asset',
  'firing',
  'quietSince',
  'leading',
  'provisional',
  'state',
  'resolvedAt',
];
const counted = (incident: Incident) => COUNTED.map((name) => [name, incident[name]]);

describe('by law, an incident', () => {
  it('is the same in whatever order its alerts are told of', () => {
    fc.assert(
      fc.property(alerts, fc.infiniteStream(fc.nat()), (all, draws) => {
        const shuffled = all
          .map((one) => ({ one, at: draws.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(counted(grown(shuffled))).toEqual(counted(grown(all)));
      }),
    );
  });

  it('counts one by one what it counts afresh', () => {
    fc.assert(
      fc.property(alerts, (all) => {
        const one = grown(all);
        expect(counted(recounted(one, all))).toEqual(counted(one));
      }),
    );
  });
});
