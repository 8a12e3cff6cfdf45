import { describe, expect, it } from '@jest/globals';
import { alert, CHURN, call, day, incident, ORDERS } from './fixtures.contract.ts';
import type { Incident } from './incident.ts';
import { type Acted, acknowledged, merged, reopenedBy, resolvedBy, split } from './incident-actions.ts';

const ACT = { by: 'ana', at: day(6), note: 'mine' };
const OTHER = { by: 'bob', at: day(5), note: null };

const STATES: Record<string, Incident> = {
  OPEN: incident(),
  ACKNOWLEDGED: incident({ state: 'ACKNOWLEDGED', acknowledgement: OTHER }),
  'RESOLVED by its alerts': incident({ state: 'RESOLVED', resolvedAt: day(5), firing: 0 }),
  'RESOLVED by hand': incident({ state: 'RESOLVED', resolvedAt: day(5), resolution: OTHER }),
  MERGED: incident({ state: 'RESOLVED', resolvedAt: day(5), mergedInto: 'incident/2' }),
};
const ACTS = { acknowledge: acknowledged, resolve: resolvedBy, reopen: reopenedBy };

const outcome = (acted: Acted): string => (acted.ok ? (acted.incidents[0]?.state ?? '') : acted.refusal.code);

/** The table of docs/incidents.md, whole. */
const TABLE: [keyof typeof STATES, keyof typeof ACTS, string][] = [
  ['OPEN', 'acknowledge', 'ACKNOWLEDGED'],
  ['OPEN', 'resolve', 'RESOLVED'],
  ['OPEN', 'reopen', 'NOT_RESOLVED'],
  ['ACKNOWLEDGED', 'acknowledge', 'ALREADY_ACKNOWLEDGED'],
  ['ACKNOWLEDGED', 'resolve', 'RESOLVED'],
  ['ACKNOWLEDGED', 'reopen', 'NOT_RESOLVED'],
  ['RESOLVED by its alerts', 'acknowledge', 'ALREADY_RESOLVED'],
  ['RESOLVED by its alerts', 'resolve', 'ALREADY_RESOLVED'],
  ['RESOLVED by its alerts', 'reopen', 'OPEN'],
  ['RESOLVED by hand', 'acknowledge', 'ALREADY_RESOLVED'],
  ['RESOLVED by hand', 'resolve', 'ALREADY_RESOLVED'],
  ['RESOLVED by hand', 'reopen', 'OPEN'],
  ['MERGED', 'acknowledge', 'ALREADY_MERGED'],
  ['MERGED', 'resolve', 'ALREADY_MERGED'],
  ['MERGED', 'reopen', 'ALREADY_MERGED'],
];

describe('what somebody does to an incident', () => {
  it.each(TABLE)('that is %s: %s gives %s', (state, act, expected) => {
    expect(outcome(ACTS[act](STATES[state] as Incident, ACT))).toBe(expected);
  });

  it('is in the table for every state and every act', () => {
    expect(new Set(TABLE.map(([state, act]) => `${state} ${act}`)).size).toBe(
      Object.keys(STATES).length * Object.keys(ACTS).length,
    );
  });

  it('is kept with who, when and what they said, and is on record', () => {
    expect(acknowledged(STATES.OPEN as Incident, ACT)).toMatchObject({
      incidents: [{ acknowledgement: ACT }],
      record: [{ kind: 'ACKNOWLEDGED', actor: 'ana', note: 'mine', time: day(6) }],
    });
  });

  it('says when it is refused who was first, and when', () => {
    expect(acknowledged(STATES.ACKNOWLEDGED as Incident, ACT)).toMatchObject({
      refusal: { message: 'incident/1 was acknowledged by bob at 2026-09-06T00:00:00.000Z' },
    });
    expect(resolvedBy(STATES['RESOLVED by hand'] as Incident, ACT)).toMatchObject({
      refusal: { message: 'incident/1 was resolved by bob at 2026-09-06T00:00:00.000Z; reopen it to go on' },
    });
  });

  it('takes nothing of what was done before off the record when it is reopened', () => {
    const done = reopenedBy(STATES['RESOLVED by hand'] as Incident, ACT);
    expect(done).toMatchObject({
      incidents: [{ state: 'OPEN', resolution: null, acknowledgement: null, calls: [] }],
      record: [{ kind: 'REOPENED' }],
    });
  });
});

const other = alert({ id: 'alert/2', incident: 'incident/2', metric: { id: 'm2', name: 'm', asset: ORDERS } });
const second = incident({ id: 'incident/2', openedAt: day(2) });

describe('merging', () => {
  it('moves the alerts, sums what they make, and says on both sides where they went', () => {
    const done = merged(incident(), [{ incident: second, alerts: [other] }], [alert()], ACT);
    expect(done).toMatchObject({
      ok: true,
      incidents: [
        { id: 'incident/1', firing: 2, state: 'OPEN' },
        { id: 'incident/2', state: 'RESOLVED', mergedInto: 'incident/1', firing: 0 },
      ],
      alerts: [{ id: 'alert/2', incident: 'incident/1', isPlaced: true }],
    });
    const told = done.ok ? done.record.map(({ incident: of, kind, before, after }) => [of, kind, before, after]) : [];
    expect(told).toEqual([
      ['incident/2', 'MERGED', null, 'incident/1'],
      ['incident/1', 'MERGED', 'incident/2', null],
      ['incident/1', 'ALERT_JOINED', 'incident/2', null],
    ]);
  });

  it('of several puts each on record', () => {
    const third = { incident: incident({ id: 'incident/3' }), alerts: [alert({ id: 'alert/3' })] };
    const done = merged(incident(), [{ incident: second, alerts: [other] }, third], [alert()], ACT);
    const ids = done.ok ? done.record.map(({ id }) => id) : [];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('calls nobody a second time whom either had called', () => {
    const calls = [call({ audience: 'DATA_STEWARD', alert: 'alert/2' })];
    const done = merged(incident(), [{ incident: { ...second, calls }, alerts: [other] }], [alert()], ACT);
    expect(done).toMatchObject({ incidents: [{ calls: [{ audience: 'DATA_STEWARD' }] }, {}] });
  });

  it.each([
    ['into itself', incident(), incident(), 'SAME_INCIDENT'],
    ['into what is resolved', STATES['RESOLVED by hand'] as Incident, second, 'ALREADY_RESOLVED'],
    ['into what was merged', STATES.MERGED as Incident, second, 'ALREADY_MERGED'],
    ['of what was merged', incident(), incident({ id: 'incident/9', mergedInto: 'incident/8' }), 'ALREADY_MERGED'],
  ])('%s is refused', (_, into, from, code) => {
    expect(outcome(merged(into, [{ incident: from, alerts: [] }], [alert()], ACT))).toBe(code);
  });
});

describe('splitting', () => {
  const both = [alert(), { ...other, incident: 'incident/1' }];

  it('makes an incident of the chosen alerts, and leaves the rest', () => {
    const done = split(incident({ firing: 2 }), both, ['alert/2'], ACT);
    expect(done).toMatchObject({
      ok: true,
      incidents: [
        { id: 'incident/1', firing: 1, asset: CHURN },
        { firing: 1, asset: ORDERS, state: 'OPEN', version: 0 },
      ],
      alerts: [{ id: 'alert/2', isPlaced: true }],
    });
    const id = done.ok ? done.incidents[1]?.id : '';
    expect(done.ok && done.record.map(({ incident: of, kind }) => [of, kind])).toEqual([
      ['incident/1', 'SPLIT'],
      ['incident/1', 'ALERT_LEFT'],
      [id, 'SPLIT'],
      [id, 'ALERT_JOINED'],
    ]);
  });

  it('is resolved at once where none of the alerts fires', () => {
    const over = { ...other, incident: 'incident/1', state: 'RESOLVED' as const, resolvedAt: day(4) };
    expect(split(incident(), [alert(), over], ['alert/2'], ACT)).toMatchObject({
      incidents: [{ state: 'OPEN' }, { state: 'RESOLVED', resolvedAt: day(4) }],
    });
  });

  it.each([
    ['all of them', ['alert/1', 'alert/2'], 'NOTHING_LEFT'],
    ['none', [], 'NOTHING_LEFT'],
    ['another incident’s', ['alert/9'], 'NOT_OF_INCIDENT'],
  ])('off %s is refused', (_, chosen, code) => {
    expect(outcome(split(incident(), both, chosen, ACT))).toBe(code);
  });
});
