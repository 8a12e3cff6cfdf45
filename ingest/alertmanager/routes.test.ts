import { beforeEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { StoreUnavailable } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import type { AlertmanagerIngest, AskedAlerts, PostedAlert, ShownAlert } from '../../subgraphs/incidents/index.ts';
import { alertmanagerRoutes } from './routes.ts';

const NOW = Date.UTC(2026, 10, 1);
const LABELS = { alertname: 'HighLatency', job: 'churn' };

let server: FastifyInstance;
let taken: PostedAlert[];
let asked: AskedAlerts | null;
let shown: ShownAlert[];
let faults: string[];
let away: boolean;

beforeEach(() => {
  [taken, asked, shown, faults, away] = [[], null, [], [], false];
  server = fastify();
  const ingest: Partial<AlertmanagerIngest> = {
    async receiveAlerts(posted) {
      if (away) throw new StoreUnavailable('incidents', new Error('gone'));
      taken.push(...posted);
      return faults;
    },
    async shownAlerts(query) {
      asked = query;
      return shown;
    },
  };
  alertmanagerRoutes(server, ingest as AlertmanagerIngest, silentLog(), () => NOW);
});

const post = (payload: unknown, url = '/api/v2/alerts') =>
  server.inject({ method: 'POST', url, payload: typeof payload === 'string' ? payload : JSON.stringify(payload) });

describe('POST /api/v2/alerts', () => {
  it('takes alerts as Prometheus sends them, and answers 200 with nothing', async () => {
    const times = { startsAt: '2026-11-01T00:00:00.123456789+01:00', endsAt: '0001-01-01T00:00:00.000Z' };
    const answer = await post([
      { labels: LABELS, annotations: { summary: 'slow' }, ...times, generatorURL: 'http://p/g' },
    ]);
    expect([answer.statusCode, answer.body]).toEqual([200, '']);
    expect(taken).toEqual([
      {
        ...{ labels: LABELS, annotations: { summary: 'slow' }, generatorUrl: 'http://p/g' },
        ...{ startsAt: Date.UTC(2026, 9, 31, 23, 0, 0, 123), endsAt: null },
      },
    ]);
  });

  it('takes one that says no more than its labels', async () => {
    expect((await post([{ labels: LABELS }])).statusCode).toBe(200);
    expect(taken).toEqual([{ labels: LABELS, annotations: {}, startsAt: null, endsAt: null, generatorUrl: null }]);
  });

  it.each([
    ['what is no list', { labels: LABELS }, 'expected an array of alerts'],
    ['an alert without labels', [{ annotations: {} }], '0.labels'],
    ['a label that is no text', [{ labels: { a: 1 } }], '0.labels.a'],
    ['a time that is none', [{ labels: LABELS, startsAt: 'yesterday' }], '0.startsAt: "yesterday" is no time'],
    ['what is no JSON', '[{', 'not JSON'],
    ['nothing', '', 'empty'],
  ])('answers 400 with one text for %s', async (_, body, said) => {
    const answer = await post(body);
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body)).toContain(said);
    expect(taken).toEqual([]);
  });

  it('answers 400 for alerts that are wrong, having kept those that are not', async () => {
    faults = ['at least one label pair required'];
    const answer = await post([{ labels: LABELS }, { labels: {} }]);
    expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([400, 'at least one label pair required']);
    expect(taken).toHaveLength(2);
  });

  it('answers 503 with Retry-After while the store is away, so that Prometheus sends again', async () => {
    away = true;
    const answer = await post([{ labels: LABELS }]);
    expect([answer.statusCode, String(answer.headers['retry-after'])]).toEqual([503, '2']);
  });
});

describe('GET /api/v2/alerts', () => {
  const alert: ShownAlert = {
    ...{ fingerprint: 'f1', labels: LABELS, annotations: {}, startsAt: NOW, endsAt: NOW + 1, updatedAt: NOW },
    ...{ generatorUrl: null, receivers: ['pager'], silencedBy: [], inhibitedBy: [] },
    group: { audience: 'ON_CALL' },
  };

  it('asks for everything, or for what its parameters say', async () => {
    await server.inject('/api/v2/alerts');
    expect(asked).toEqual({ filter: [], receiver: null, active: true, silenced: true, inhibited: true });
    await server.inject('/api/v2/alerts?filter=a%3D1&filter=b%3D2&silenced=false&receiver=pager');
    expect(asked).toMatchObject({ filter: ['a=1', 'b=2'], receiver: 'pager', silenced: false });
    expect((await server.inject('/api/v2/alerts?active=maybe')).statusCode).toBe(400);
  });

  it('says who is told, and what suppresses an alert', async () => {
    shown = [alert, { ...alert, silencedBy: ['s1'] }];
    expect((await server.inject('/api/v2/alerts')).json()).toMatchObject([
      { receivers: [{ name: 'pager' }], status: { state: 'active' }, startsAt: '2026-11-01T00:00:00.000Z' },
      { status: { state: 'suppressed', silencedBy: ['s1'], inhibitedBy: [] } },
    ]);
  });

  it('groups alerts by receiver, incident and audience', async () => {
    const other = { ...alert, fingerprint: 'f2', receivers: [], group: {} };
    shown = [alert, { ...alert, fingerprint: 'f3', receivers: ['pager', 'chat'] }, other];
    expect((await server.inject('/api/v2/alerts/groups')).json()).toMatchObject([
      {
        receiver: { name: 'pager' },
        labels: { audience: 'ON_CALL' },
        alerts: [{ fingerprint: 'f1' }, { fingerprint: 'f3' }],
      },
      { receiver: { name: 'chat' }, alerts: [{ fingerprint: 'f3' }] },
      { receiver: { name: 'nobody' }, labels: {}, alerts: [{ fingerprint: 'f2' }] },
    ]);
  });
});

describe('POST /api/v2/silences', () => {
  it.each([
    ['matchers', { matchers: [] }],
    ['startsAt', { startsAt: 'soon' }],
  ])('says what is wrong with a silence: %s', async (field, more) => {
    const silence = {
      matchers: [{ name: 'job', value: 'churn', isRegex: false }],
      ...{ startsAt: '2026-11-01T00:00:00Z', endsAt: '2026-11-01T01:00:00Z', createdBy: 'ann', comment: 'known' },
    };
    const answer = await post({ ...silence, ...more }, '/api/v2/silences');
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body)).toContain(field);
  });
});
