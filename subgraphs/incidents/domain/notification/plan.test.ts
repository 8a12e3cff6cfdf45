import { describe, expect, it } from '@jest/globals';
import { alert, day, incident } from '../fixtures.contract.ts';
import { type IncidentChange, type IncidentChangeKind, incidentChange } from '../incident-change.ts';
import type { Audience, Severity } from '../verdict-change.ts';
import type { Delivery } from './delivery.ts';
import { telling, webhook } from './fixtures.contract.ts';
import { type KnownIncident, planDeliveries } from './plan.ts';
import type { AlertingSettings } from './settings.ts';
import { Told } from './told.ts';

const NOW = day(4);
const INCIDENT = 'incident/1';

let made = 0;
const change = (kind: IncidentChangeKind, more: Partial<IncidentChange> = {}) => {
  made += 1;
  const parts = { incident: INCIDENT, time: day(3), recordedAt: NOW, kind, ...more };
  return { ...incidentChange(`cause ${made}`, parts), sequence: made };
};
const joined = (audience: Audience = 'ON_CALL') =>
  change('AUDIENCE_JOINED', { audience, alert: `alert of ${audience}` });
const fired = (audience: Audience = 'ON_CALL') => change('ALERT_FIRED', { audience, alert: `alert of ${audience}` });

const alertOf = (audience: Audience, severity: Severity) =>
  alert({ id: `alert of ${audience}`, threshold: { ...alert().threshold, audience, severity } });

/** The incident with an alert for each of these audiences. */
const known = (...alerts: [Audience, Severity][]): KnownIncident => ({
  incident: incident(),
  alerts: alerts.map(([audience, severity]) => alertOf(audience, severity)),
  teams: null,
});

interface Situation {
  settings?: AlertingSettings;
  of?: KnownIncident;
  before?: Delivery[];
}

const PAGER = telling([webhook('pager')]);

const planOf = (changes: ReturnType<typeof change>[], situation: Situation = {}) => {
  const { settings = PAGER, of = known(['ON_CALL', 'CRITICAL']), before = [] } = situation;
  return planDeliveries(changes, new Map([[INCIDENT, of]]), new Told(before), settings, NOW);
};

const said = (changes: ReturnType<typeof change>[], situation: Situation = {}) =>
  planOf(changes, situation).deliveries.map(
    ({ receiver, audience, occasion }) => `${receiver} ${audience} ${occasion}`,
  );

/** What an earlier plan made, sent. */
const sent = (changes: ReturnType<typeof change>[], situation: Situation = {}): Delivery[] =>
  planOf(changes, situation).deliveries.map((each) => ({ ...each, state: 'DELIVERED', attempts: 1 }));

describe('what is told of an incident', () => {
  it('calls an audience once in a storm, however many alerts join before it is sent', () => {
    const storm = [change('OPENED'), fired(), joined(), ...Array.from({ length: 5_000 }, () => fired())];
    const { deliveries, absorbed } = planOf(storm);
    expect(deliveries.map(({ occasion }) => occasion)).toEqual(['OPENED']);
    expect(absorbed).toHaveLength(5_000);
  });

  it('calls nobody again for alerts that join after it was sent', () =>
    expect(said([fired(), fired()], { before: sent([joined()]) })).toEqual([]));

  it('calls each audience by itself', () =>
    expect(
      said([joined(), joined('DATA_STEWARD')], { of: known(['ON_CALL', 'CRITICAL'], ['DATA_STEWARD', 'WARNING']) }),
    ).toEqual(['pager ON_CALL OPENED', 'pager DATA_STEWARD OPENED']));

  it('tells of acknowledging, escalating and the end whoever was told of the beginning, and nobody else', () => {
    const before = sent([joined()]);
    const after = [
      change('ACKNOWLEDGED'),
      change('ESCALATED', { audience: 'ON_CALL', after: '1' }),
      change('RESOLVED'),
    ];
    expect(said(after, { before })).toEqual([
      'pager ON_CALL ACKNOWLEDGED',
      'pager ON_CALL ESCALATED',
      'pager ON_CALL RESOLVED',
    ]);
    expect(said([change('ACKNOWLEDGED'), change('RESOLVED')])).toEqual([]);
  });

  it('tells whoever heard that it was over that it was opened again', () => {
    const before = sent([joined(), change('RESOLVED')]);
    expect(said([change('REOPENED'), fired(), joined()], { before })).toEqual(['pager ON_CALL REOPENED']);
  });

  it('tells whoever heard that it was over that somebody opened it again, though no alert fired', () =>
    expect(said([change('REOPENED', { actor: 'ann' })], { before: sent([joined(), change('RESOLVED')]) })).toEqual([
      'pager ON_CALL REOPENED',
    ]));

  it('is followed into the incident that its alerts went to, so that its end is told', () =>
    expect(said([change('ALERT_JOINED', { audience: 'ON_CALL', before: 'incident/2' }), change('RESOLVED')])).toEqual([
      'pager ON_CALL OPENED',
      'pager ON_CALL RESOLVED',
    ]));

  it('tells that it goes on in another incident, and there calls only who has not been called', () =>
    expect(said([change('MERGED', { after: 'incident/2' })], { before: sent([joined()]) })).toEqual([
      'pager ON_CALL MERGED',
    ]));

  it('tells that it became more severe at once, and that it became less so only to whoever wants to know', () => {
    const before = sent([joined()]);
    const raised = change('SEVERITY_CHANGED', { before: 'WARNING', after: 'CRITICAL' });
    const lowered = change('SEVERITY_CHANGED', { before: 'CRITICAL', after: 'WARNING' });
    expect(said([raised], { before })).toEqual(['pager ON_CALL SEVERITY_RAISED']);
    expect(said([lowered], { before })).toEqual([]);
  });

  it('has the same id however often it is planned', () => {
    const changes = [joined()];
    expect(planOf(changes).deliveries).toEqual(planOf(changes).deliveries);
  });
});

describe('what calls nobody', () => {
  const settings = telling([webhook('events', { updates: true })]);
  it('is told to a receiver that wants it, at most once in the interval', () => {
    const before = sent([joined()], { settings });
    const { deliveries, absorbed } = planOf([fired(), fired(), change('CAUSE_CHANGED')], { settings, before });
    expect(deliveries.map(({ occasion, dueAt }) => [occasion, dueAt - NOW])).toEqual([
      ['UPDATED', settings.group.interval],
    ]);
    expect(absorbed).toHaveLength(2);
  });
  it('is told by itself where the message that would have told it was sent meanwhile', () => {
    const before = planOf([joined()], { settings }).deliveries;
    const { deliveries, absorbed } = planOf([fired()], { settings, before });
    expect(deliveries).toEqual([]);
    expect(absorbed).toMatchObject([{ id: before[0]?.id, otherwise: { occasion: 'UPDATED' } }]);
  });
});

describe('whom routes name', () => {
  const route = (more: object) => ({ audiences: null, severities: null, teams: null, receivers: [], ...more });
  const settings = telling([webhook('pager'), webhook('chat')], {
    routes: [
      route({ severities: ['CRITICAL'], receivers: ['pager'] }),
      route({ teams: ['data'], receivers: ['chat'] }),
    ],
  });
  const of = (severity: Severity, teams: string[] | null): KnownIncident => ({
    ...known(['ON_CALL', severity]),
    teams,
  });

  it('are the receivers of all routes that match, by severity and by team', () => {
    expect(said([joined()], { settings, of: of('CRITICAL', ['data']) })).toEqual([
      'pager ON_CALL OPENED',
      'chat ON_CALL OPENED',
    ]);
    expect(said([joined()], { settings, of: of('WARNING', ['web']) })).toEqual([]);
  });
  it('are those of every team while nobody can say which it is', () =>
    expect(said([joined()], { settings, of: of('WARNING', null) })).toEqual(['chat ON_CALL OPENED']));
  it('are called when the incident becomes severe enough for them', () => {
    const before = sent([joined()], { settings, of: of('WARNING', ['data']) });
    const raised = change('SEVERITY_CHANGED', { before: 'WARNING', after: 'CRITICAL' });
    expect(said([raised], { settings, of: of('CRITICAL', ['data']), before })).toEqual([
      'chat ON_CALL SEVERITY_RAISED',
      'pager ON_CALL OPENED',
    ]);
  });
});

describe('an Alertmanager', () => {
  it('is told of the beginning and the end, for between them it is told again and again anyway', () => {
    const { url, name, authorization, timeout } = webhook('alertmanager');
    const settings = telling([{ kind: 'ALERTMANAGER', resendEvery: 60_000, url, name, authorization, timeout }]);
    expect(said([joined(), fired(), change('ACKNOWLEDGED'), change('RESOLVED')], { settings })).toEqual([
      'alertmanager ON_CALL OPENED',
      'alertmanager ON_CALL RESOLVED',
    ]);
  });
});
