import { describe, expect, it } from '@jest/globals';
import { type AssetId, deploymentId, jobId } from '../../../../vocabulary/asset-id.ts';
import { alert, CHURN, day, incident, ORDERS } from '../fixtures.contract.ts';
import { incidentChange, type RecordedChange } from '../incident-change.ts';
import type { Delivery } from '../notification/delivery.ts';
import { type Happened, timelineOf } from './timeline.ts';
import { timesOf } from './times.ts';

let sequence = 0;
const change = (more: Partial<RecordedChange>): RecordedChange => {
  sequence += 1;
  const parts = { incident: 'incident/1', time: day(3), recordedAt: day(3), kind: 'OPENED', ...more } as const;
  return { ...incidentChange(`${sequence}`, parts), sequence };
};
const happened = (more: Partial<Happened>): Happened => ({
  ...{ incident: 'incident/1', record: [], alerts: [], evidence: [], runs: [], deliveries: [] },
  ...more,
});
const told = (more: Partial<Happened>) => timelineOf(happened(more)).map(({ kind, summary }) => [kind, summary]);

describe('a timeline', () => {
  it('goes from what began it over its alerts to its end, each once', () => {
    const evidence = { asset: ORDERS, kind: 'SCHEMA_CHANGED', time: day(1) - 1, summary: 'Field id became text.' };
    const failure = { ...evidence, kind: 'RUN_FAILED', time: day(1), summary: 'A run failed: no orders.' };
    const anomaly = { ...evidence, kind: 'ANOMALY', time: day(2), summary: 'source.missing of orders rose.' };
    const run = { id: 'run/1', job: ORDERS, state: 'FAIL', startedAt: day(0), endedAt: day(1), error: 'no orders' };
    const record = [
      change({}),
      change({ kind: 'ALERT_FIRED', alert: 'alert/1', audience: 'ON_CALL' }),
      change({ kind: 'ACKNOWLEDGED', time: day(4), actor: 'ana', note: 'looking' }),
      change({ kind: 'ALERT_RESOLVED', time: day(5), alert: 'alert/1', audience: 'ON_CALL' }),
      change({ kind: 'RESOLVED', time: day(5) }),
    ];
    const alerts = [alert({ state: 'RESOLVED', resolvedAt: day(5) })];
    expect(told({ evidence: [anomaly, evidence, evidence, failure], runs: [run], record, alerts })).toEqual([
      ['EVIDENCE', 'orders: Field id became text.'],
      ['RUN_FAILED', 'A run of orders failed: no orders'],
      ['BREACH_BEGAN', 'prediction.accuracy of churn crossed its threshold'],
      ['EVIDENCE', 'source.missing of orders rose.'],
      ['OPENED', 'The incident was opened'],
      ['ALERT_FIRED', 'Alert for on-call: prediction.accuracy of churn; 0.7 is below 0.85'],
      ['ACKNOWLEDGED', 'Acknowledged'],
      ['ALERT_RESOLVED', 'Alert for on-call resolved: prediction.accuracy of churn'],
      ['RESOLVED', 'The incident was resolved'],
    ]);
  });

  it('tells assets of one name apart by where they are', () => {
    const of = (id: string, asset: AssetId) =>
      alert({ id, metric: { id, name: 'prediction.accuracy', asset }, state: 'FIRING' });
    const alerts = [of('alert/1', CHURN), of('alert/2', deploymentId('canary', 'churn')), of('alert/3', ORDERS)];
    const begun = told({ alerts }).filter(([kind]) => kind === 'BREACH_BEGAN');
    expect(begun.map(([, summary]) => summary)).toEqual([
      'prediction.accuracy of prod/churn crossed its threshold',
      'prediction.accuracy of canary/churn crossed its threshold',
      'prediction.accuracy of orders crossed its threshold',
    ]);
    const run = (job: AssetId) => ({
      id: job,
      job,
      state: 'COMPLETE',
      startedAt: day(0),
      endedAt: day(1),
      error: null,
    });
    expect(
      told({ runs: [run(jobId('prod', 'churn')), run(jobId('prod', 'load'))], alerts: [of('alert/1', CHURN)] }),
    ).toEqual(
      expect.arrayContaining([
        ['RUN_COMPLETED', 'A run of job/prod/churn completed'],
        ['RUN_COMPLETED', 'A run of load completed'],
        ['BREACH_BEGAN', 'prediction.accuracy of deployment/prod/churn crossed its threshold'],
      ]),
    );
  });

  it('has alerts that an earlier Headwater put nothing on record of', () => {
    expect(told({ alerts: [alert({ state: 'RESOLVED', resolvedAt: day(5) })] }).map(([kind]) => kind)).toEqual([
      'BREACH_BEGAN',
      'ALERT_FIRED',
      'ALERT_RESOLVED',
    ]);
  });

  it('tells a storm in a line, and nothing that people did in less than their own', () => {
    const storm = Array.from({ length: 5_000 }, (_, index) =>
      change({ kind: 'ALERT_FIRED', alert: `alert/${index}`, time: day(3) + index }),
    );
    const acts = Array.from({ length: 5 }, () => change({ kind: 'REOPENED', actor: 'ana', time: day(4) }));
    const timeline = timelineOf(happened({ record: [...storm, ...acts] }));
    expect(timeline).toHaveLength(6);
    expect(timeline[0]).toMatchObject({ count: 5_000, time: day(3), until: day(3) + 4_999 });
    expect(timeline[0]?.summary).toBe('Alert for everybody: an alert (and 4,999 more of this kind)');
  });

  it('hides no failed run among those that completed, and no call of on-call among others', () => {
    const run = (id: number, state: string) =>
      ({ id: `run/${id}`, job: ORDERS, state, startedAt: day(0) + id, endedAt: day(0) + id, error: null }) as const;
    const runs = [0, 1, 2, 3].map((id) => run(id, 'COMPLETE'));
    expect(told({ runs: [...runs, run(4, 'FAIL')] }).map(([kind]) => kind)).toEqual(['RUN_COMPLETED', 'RUN_FAILED']);
    const steward = { ...alert().threshold, audience: 'DATA_STEWARD' as const };
    const alerts = [0, 1, 2, 3].map((id) => alert({ id: `alert/s${id}`, threshold: steward }));
    const record = [...alerts, alert()].map(({ id }) => change({ kind: 'ALERT_FIRED', alert: id }));
    const fired = timelineOf(happened({ record, alerts: [...alerts, alert()] })).filter(
      ({ kind }) => kind === 'ALERT_FIRED',
    );
    expect(fired.map(({ count }) => count)).toEqual([4, 1]);
  });

  it('tells what happened to what was merged into it as such', () => {
    const record = [
      change({ incident: 'incident/2' }),
      change({ kind: 'MERGED', before: 'incident/2' }),
      change({ incident: 'incident/2', kind: 'MERGED', after: 'incident/1' }),
    ];
    expect(told({ record })).toEqual([
      ['OPENED', 'In incident/2: The incident was opened'],
      ['MERGED', 'incident/2 was merged into it'],
    ]);
  });

  it('says who was told, and who could not be', () => {
    const delivery = (more: Partial<Delivery>) =>
      ({
        id: 'delivery/1',
        receiver: 'pager',
        occasion: 'OPENED',
        settledAt: day(3),
        reason: 'answered 503',
        ...more,
      }) as Delivery;
    const deliveries = [
      delivery({ state: 'DELIVERED' }),
      delivery({ id: 'delivery/2', state: 'DEAD', occasion: 'SEVERITY_RAISED' }),
      delivery({ id: 'delivery/3', state: 'PENDING', settledAt: null }),
    ];
    expect(told({ deliveries })).toEqual([
      ['TOLD', 'pager was told: opened'],
      ['NOT_TOLD', 'pager could not be told (severity raised): answered 503'],
    ]);
  });
});

describe('the times of an incident', () => {
  const HOUR = 3_600_000;
  const alerts = [
    alert({ onset: day(1), firedAt: day(3) }),
    alert({ id: 'alert/2', onset: day(0), firedAt: day(3) + HOUR, metric: { id: 'm', name: 'm', asset: CHURN } }),
    alert({ id: 'alert/3', onset: day(-5), firedAt: null, state: 'PENDING' }),
  ];

  it('run from the first breach over the first alert to the first who took it up and the end', () => {
    const record = [day(3) + 2 * HOUR, day(4)].map((time) => change({ kind: 'ACKNOWLEDGED', time, actor: 'ana' }));
    expect(timesOf(incident({ resolvedAt: day(5) }), alerts, record)).toEqual({
      ...{ began: day(0), detected: day(3), acknowledged: day(3) + 2 * HOUR, resolved: day(5) },
      ...{ toDetect: 72 * HOUR, toAcknowledge: 2 * HOUR, toResolve: 48 * HOUR, lasted: 120 * HOUR },
    });
  });

  it('are not known while it goes on, where nobody took it up, and where clocks contradict each other', () => {
    expect(timesOf(incident(), alerts, [])).toMatchObject({
      ...{ acknowledged: null, toAcknowledge: null, resolved: null, toResolve: null, lasted: null },
    });
    const early = change({ kind: 'ACKNOWLEDGED', time: day(2), actor: 'ana' });
    expect(timesOf(incident(), alerts, [early])).toMatchObject({ acknowledged: day(2), toAcknowledge: null });
    expect(timesOf(incident(), [], [])).toMatchObject({ began: null, detected: null, toDetect: null });
  });
});
