import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { datasetId, deploymentId, serviceId } from '../../../vocabulary/asset-id.ts';
import type { Alert } from './alert.ts';
import { alert, CHURN, cause, DAY, day, incident, ORDERS } from './fixtures.contract.ts';
import { type FoldableIncident, foldableOf, incidentToJoin, provisionalToJoin, unexplainedAt } from './folding.ts';

const SHOP = serviceId('prod', 'shop');
const CUSTOMERS = datasetId('warehouse', 'customers');
const FRAUD = deploymentId('prod', 'fraud');

const on = (asset: Alert['metric']['asset'], more: Partial<Alert> = {}): Alert =>
  alert({ id: `alert/${asset}`, metric: { id: `metric of ${asset}`, name: 'm', asset }, incident: null, ...more });

const holding = (first: Alert, more = {}): FoldableIncident => ({
  incident: incident(more),
  alerts: [foldableOf(first)],
});

const joined = (one: Alert, ...open: FoldableIncident[]) =>
  incidentToJoin(foldableOf(one), one.firedAt ?? 0, open)?.id ?? null;

describe('an alert joins an incident', () => {
  it('that has the same first cause', () => {
    const open = holding(on(CHURN, { cause: cause(ORDERS) }));
    expect(joined(on(FRAUD, { cause: cause(ORDERS, [ORDERS, FRAUD]) }), open)).toBe('incident/1');
  });

  it('that holds an alert on the way from its own first cause', () => {
    const open = holding(on(ORDERS));
    expect(joined(on(CHURN, { cause: cause(ORDERS) }), open)).toBe('incident/1');
  });

  it('whose cause reaches its alert by way of this asset', () => {
    const open = holding(on(SHOP, { cause: cause(ORDERS, [ORDERS, CHURN, SHOP]) }));
    expect(joined(on(CHURN), open)).toBe('incident/1');
  });

  it('of the same metric, for another audience', () => {
    const steward = on(CHURN, { thresholdIndex: 1, threshold: { ...alert().threshold, audience: 'DATA_STEWARD' } });
    expect(joined(steward, holding(on(CHURN)))).toBe('incident/1');
  });

  it('that was open when it fired, though it is resolved by the time it is told of', () => {
    const late = holding(on(ORDERS, { resolvedAt: day(9) }), { state: 'RESOLVED', resolvedAt: day(9) });
    expect(joined(on(CHURN, { cause: cause(ORDERS) }), late)).toBe('incident/1');
  });

  it('of the same cause before one that is merely on the way', () => {
    const onTheWay = holding(on(ORDERS), { id: 'incident/way', openedAt: day(1) });
    const sameCause = holding(on(FRAUD, { cause: cause(CUSTOMERS, [CUSTOMERS, FRAUD]) }), { id: 'incident/cause' });
    const one = on(CHURN, { cause: cause(CUSTOMERS, [CUSTOMERS, ORDERS, CHURN]) });
    expect(joined(one, onTheWay, sameCause)).toBe('incident/cause');
  });
});

describe('an alert begins an incident of its own', () => {
  it('when its first cause is another, even downstream of the other: neither hides the other', () => {
    const open = holding(on(ORDERS, { cause: cause(ORDERS, [ORDERS]) }));
    expect(joined(on(CHURN, { cause: cause(CHURN, [CHURN]) }), open)).toBeNull();
  });

  it('when two metrics of one asset have different causes', () => {
    const slow = alert({ metric: { id: 'latency', name: 'latency', asset: CHURN }, cause: cause(CHURN, [CHURN]) });
    expect(joined(slow, holding(on(CHURN, { cause: cause(ORDERS) })))).toBeNull();
  });

  it('when the other trouble began longer ago than anybody looks back', () => {
    const open = holding(on(ORDERS, { onset: day(1) - 4 * DAY }));
    expect(joined(on(CHURN, { cause: cause(ORDERS) }), open)).toBeNull();
  });

  it('when the incident was resolved before', () => {
    const over = holding(on(ORDERS), { state: 'RESOLVED', resolvedAt: day(2) });
    expect(joined(on(CHURN, { cause: cause(ORDERS) }), over)).toBeNull();
  });
});

describe('an alert of which no cause is known joins others in a storm', () => {
  const MINUTE = 60_000;
  const provisional = { team: 'risk', alerts: 3 };
  const others = (more = {}): FoldableIncident => holding(on(FRAUD), { openedAt: day(3), provisional, ...more });
  const joins = (team: string | null, firedAt: number, ...open: FoldableIncident[]) =>
    provisionalToJoin({ team }, firedAt, open)?.id ?? null;

  it('that fired at about the same time on assets of the same owner', () => {
    expect(joins('risk', day(3) + 59 * MINUTE, others())).toBe('incident/1');
  });

  it('unless another owner has them, or nobody knows who', () => {
    expect(joins('sales', day(3), others())).toBeNull();
    expect(joins(null, day(3), others())).toBeNull();
  });

  it('unless it fired at another time: that is another trouble', () => {
    expect(joins('risk', day(3) + 61 * MINUTE, others())).toBeNull();
  });

  it('unless somebody has acknowledged what had fired by then: nobody knows that they would look at this too', () => {
    const acknowledgement = { by: 'ana', at: day(3) + 5 * MINUTE, note: null };
    const taken = others({ state: 'ACKNOWLEDGED', acknowledgement });
    expect(joins('risk', day(3) + 5 * MINUTE, taken)).toBe('incident/1');
    expect(joins('risk', day(3) + 6 * MINUTE, taken)).toBeNull();
  });

  it('unless causes are known of all of them', () => {
    expect(joins('risk', day(3), others({ provisional: null }))).toBeNull();
  });

  it('and is no company for one on the same asset whose cause is known', () => {
    const doubtful = holding(on(CHURN, { provisional: { team: 'risk' } }), { provisional });
    expect(joined(on(CHURN, { cause: cause(ORDERS) }), doubtful)).toBeNull();
    expect(joined(on(CHURN), doubtful)).toBe('incident/1');
  });

  it('which it is also when many began one by one without a cause', () => {
    const open = [1, 2, 3].map((index) => holding(on(CHURN), { id: `incident/${index}`, openedAt: day(3) }));
    const known = holding(on(CHURN), { leading: { ...incident().leading, isCaused: true }, openedAt: day(3) });
    expect(unexplainedAt(day(3), [...open, known])).toBe(3);
    expect(unexplainedAt(day(4), open)).toBe(0);
  });
});

/** Folds alerts one after another, and answers which are together. */
function folded(alerts: readonly Alert[]): string[][] {
  const open: FoldableIncident[] = [];
  for (const one of alerts) {
    const joined = incidentToJoin(foldableOf(one), one.firedAt ?? 0, open)?.id;
    const own = open.find((each) => each.incident.id === joined);
    if (own) own.alerts.push(foldableOf(one));
    else open.push({ incident: incident({ id: one.id, openedAt: one.firedAt ?? 0 }), alerts: [foldableOf(one)] });
  }
  return open
    .map((each) => each.alerts.map(({ id }) => id).sort())
    .sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}

describe('by law', () => {
  const known = fc.uniqueArray(
    fc.record({
      index: fc.nat(20),
      root: fc.constantFrom(ORDERS, CUSTOMERS, SHOP),
      fired: fc.integer({ min: 1, max: 4 }),
    }),
    { selector: ({ index }) => index, minLength: 1, maxLength: 12 },
  );

  it('alerts of known causes are together exactly when these are the same, in whatever order they fire', () => {
    fc.assert(
      fc.property(known, fc.infiniteStream(fc.nat()), (drawn, draws) => {
        const alerts = drawn.map(({ index, root, fired }) => {
          const asset = deploymentId('prod', `model ${index}`);
          return on(asset, { cause: cause(root, [root, asset]), firedAt: day(fired), onset: day(1) });
        });
        const shuffled = alerts
          .map((one) => ({ one, at: draws.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const byCause = Object.values(Object.groupBy(alerts, (one) => one.cause?.asset ?? ''));
        expect(folded(shuffled)).toEqual(folded(alerts));
        expect(folded(shuffled)).toHaveLength(byCause.length);
      }),
    );
  });
});
