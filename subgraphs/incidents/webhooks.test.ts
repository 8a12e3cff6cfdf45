import { beforeEach, describe, expect, it } from '@jest/globals';
import { HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { CHURN } from './domain/fixtures.contract.ts';
import { FIRED, OVER } from './estate.contract.ts';
import { openPager } from './pager.contract.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const NEXT_SECRET = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;

const { bodyOf, estate, headersOf, open, pager, settles } = openPager();

beforeEach(() => {
  process.env.PAGER_SECRET = SECRET;
  process.env.NEXT_SECRET = NEXT_SECRET;
});

describe('a webhook', () => {
  it('comes once for an incident, signed as the library of Standard Webhooks verifies it', async () => {
    await open({ receiver: { secret: { env: 'PAGER_SECRET' } } });
    await estate.follow(FIRED);
    const { id } = await settles({ state: 'DELIVERED', occasion: 'OPENED' });
    await estate.work();
    expect(pager().received).toHaveLength(1);
    expect(headersOf(0)['webhook-id']).toBe(id);
    expect(new Webhook(SECRET).verify(bodyOf(0), headersOf(0))).toMatchObject({
      type: 'headwater.incident.opened',
      timestamp: '2026-10-03T00:00:00.000Z',
      data: {
        audience: 'ON_CALL',
        incident: { title: 'Accuracy of churn fell: load_orders failed', severity: 'CRITICAL', state: 'OPEN' },
        alerts: {
          total: 1,
          firing: 1,
          listed: [
            { metric: 'prediction.accuracy', asset: CHURN, contextUrl: expect.stringMatching(/\/context\?signature=/) },
          ],
        },
      },
    });
  });

  it('is signed with both secrets while one takes the place of the other', async () => {
    await open({ receiver: { secret: [{ env: 'NEXT_SECRET' }, { env: 'PAGER_SECRET' }] } });
    await estate.follow(FIRED);
    await settles({ state: 'DELIVERED' });
    for (const secret of [SECRET, NEXT_SECRET])
      expect(() => new Webhook(secret).verify(bodyOf(0), headersOf(0))).not.toThrow();
  });

  it.each(['cloudevents', 'cloudevents-binary'])('is a CloudEvent as its SDK reads it: %s', async (format) => {
    await open({ receiver: { format, secret: { env: 'PAGER_SECRET' } } });
    await estate.follow(FIRED);
    const { id } = await settles({ state: 'DELIVERED' });
    expect(() => new Webhook(SECRET).verify(bodyOf(0), headersOf(0))).not.toThrow();
    const event = HTTP.toEvent({ headers: headersOf(0), body: bodyOf(0) });
    const { incidents } = await estate.ask('{ incidents { edges { node { id } } } }');
    expect(JSON.parse(JSON.stringify(event))).toMatchObject({
      ...{ id, specversion: '1.0', source: 'urn:headwater', type: 'headwater.incident.opened' },
      ...{ subject: incidents.edges[0].node.id, time: '2026-10-03T00:00:00.000Z', datacontenttype: 'application/json' },
      data: { occasion: 'OPENED', incident: { severity: 'CRITICAL' } },
    });
  });

  it('is what Alertmanager sends, version 4', async () => {
    await open({ receiver: { format: 'alertmanager' } });
    await estate.follow(FIRED, OVER);
    await settles({ occasion: 'RESOLVED', state: 'DELIVERED' });
    const [opened, resolved] = [JSON.parse(bodyOf(0)), JSON.parse(bodyOf(1))];
    expect(opened).toMatchObject({
      ...{ version: '4', status: 'firing', receiver: 'pager', truncatedAlerts: 0 },
      groupLabels: { audience: 'ON_CALL' },
      commonLabels: { alertname: 'prediction.accuracy', asset: CHURN, severity: 'critical' },
      alerts: [{ startsAt: '2026-10-03T00:00:00.000Z' }],
    });
    expect(resolved).toMatchObject({
      status: 'resolved',
      alerts: [{ status: 'resolved', endsAt: '2026-10-06T00:00:00.000Z' }],
    });
    expect(resolved.groupKey).toBe(opened.groupKey);
  });

  it('carries the header that the receiver knows us by', async () => {
    process.env.PAGER_TOKEN = 'Bearer hunter2';
    await open({ receiver: { authorization: { env: 'PAGER_TOKEN' } } });
    await estate.follow(FIRED);
    await settles({ state: 'DELIVERED' });
    expect(headersOf(0).authorization).toBe('Bearer hunter2');
  });
});
