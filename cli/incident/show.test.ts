import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AnsweringServer, answeringServer } from '../answering-server.fixture.ts';
import { run } from '../headwater.fixture.ts';

const ALERT = {
  ...{ id: 'alert/1', state: 'FIRING', severity: 'CRITICAL', audience: 'ON_CALL', suppression: null },
  ...{ name: 'HighLatency', asset: { id: 'service/prod/shop' } },
};
const INCIDENT = {
  ...{ id: 'incident/1', title: 'Latency of shop fires', state: 'OPEN', severity: 'CRITICAL', asset: { id: 'a' } },
  ...{ openedAt: '2026-11-01T00:00:00Z', resolvedAt: null, escalateAt: null, escalationLevel: 0 },
  ...{ firingCount: 1, silencedCount: 0, calls: [], acknowledgement: null, resolution: null, mergedInto: null },
  provisional: null,
  alerts: { totalCount: 1, edges: [{ node: ALERT }] },
  history: { totalCount: 0, edges: [] },
};

let server: AnsweringServer;
beforeAll(async () => {
  server = await answeringServer();
});
afterAll(() => server.close());

async function shown(more: object = {}) {
  server.answer = { data: { incident: { ...INCIDENT, ...more } } };
  return (await run(['incident', 'show', 'incident/1'], { HEADWATER_URL: server.url })).stdout;
}

it('names an alert that another Prometheus sent, of which there is no metric', async () => {
  expect(await shown()).toContain('HighLatency of service/prod/shop');
});

it('says when its alerts are together for want of a cause', async () => {
  const provisional = 'No cause is known of 300 of its alerts: it may be more than one trouble.';
  expect(await shown({ provisional })).toContain(provisional);
});

it('does not say of an incident that was merged that its alerts are over', async () => {
  const merged = { state: 'RESOLVED', resolvedAt: '2026-11-01T01:00:00Z', mergedInto: { id: 'incident/2' } };
  const said = await shown(merged);
  expect(said).toContain('merged into incident/2, where its alerts are');
  expect(said).not.toContain('with the last of its alerts');
});

it('says when it was over by itself', async () => {
  expect(await shown({ state: 'RESOLVED', resolvedAt: '2026-11-01T01:00:00Z' })).toContain(
    '01:00Z with the last of its alerts',
  );
});
