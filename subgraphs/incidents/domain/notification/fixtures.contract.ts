import { day } from '../fixtures.contract.ts';
import type { Delivery } from './delivery.ts';
import { type AlertingSettings, NO_ALERTING, type Receiver, type WebhookReceiver } from './settings.ts';

/** A receiver that gets what calls somebody. */
export const webhook = (name: string, more: Partial<WebhookReceiver> = {}): WebhookReceiver => ({
  kind: 'WEBHOOK',
  name,
  url: `https://${name}.example.com/hook`,
  authorization: null,
  timeout: 1_000,
  format: 'standard',
  secrets: [],
  updates: false,
  ...more,
});

/** Settings under which each of these receivers is told of everything. */
export const telling = (receivers: Receiver[], more: Partial<AlertingSettings> = {}): AlertingSettings => ({
  ...NO_ALERTING,
  receivers: new Map(receivers.map((receiver) => [receiver.name, receiver])),
  routes: [{ audiences: null, severities: null, teams: null, receivers: receivers.map(({ name }) => name) }],
  ...more,
});

/** A delivery that is due on the third day. */
export const delivery = (more: Partial<Delivery> = {}): Delivery => ({
  id: 'delivery/1',
  incident: 'incident/1',
  audience: 'ON_CALL',
  receiver: 'pager',
  occasion: 'OPENED',
  change: 'incident-change/1',
  time: day(3),
  actor: null,
  note: null,
  coalesced: 0,
  state: 'PENDING',
  attempts: 0,
  createdAt: day(3),
  dueAt: day(3),
  settledAt: null,
  status: null,
  reason: null,
  ...more,
});
