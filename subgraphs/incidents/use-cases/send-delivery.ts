import type { Clock } from '../../../platform/clock.ts';
import { isoOf } from '../../../vocabulary/duration.ts';
import type { Labels } from '../domain/notification/alertmanager-labels.ts';
import { outcomeOf } from '../domain/notification/answer.ts';
import { type Delivery, type Outcome, settled } from '../domain/notification/delivery.ts';
import { forwardedOf, isOver } from '../domain/notification/forwarded.ts';
import type { Told } from '../domain/notification/message.ts';
import { type Message, render } from '../domain/notification/render.ts';
import type {
  AlertingSettings,
  AlertmanagerReceiver,
  Receiver,
  WebhookReceiver,
} from '../domain/notification/settings.ts';
import type { ClaimedDelivery, DeliveryStore, Forwarded } from '../ports/delivery-store.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Outbound, Sent } from '../ports/outbound.ts';

export interface SendPorts {
  store: IncidentStore;
  deliveries: DeliveryStore;
  outbound: Outbound;
  /** Signs a message for one attempt. */
  sign(message: Message, id: string, secrets: readonly string[], now: number): Message;
  /** Digest of an address, which itself may be a secret. */
  digest(url: string): string;
  settings: AlertingSettings;
  clock: Clock;
  random(): number;
  webUrl: string | null;
  /** How the address of an alert's context is made. @throws StoreUnavailable */
  permalinks(): Promise<(alert: string) => string>;
}

interface Attempted {
  outcome: Outcome;
  forwarded: Forwarded | null;
}

/** Makes one attempt at a delivery that this process has claimed, and keeps what became of it. Answers the outcome. */
export async function sendDelivery(ports: SendPorts, claimed: ClaimedDelivery): Promise<Outcome> {
  const { deliveries, settings, clock } = ports;
  const { delivery } = claimed;
  const { outcome, forwarded } = await attempt(ports, claimed);
  const after = settled(delivery, outcome, settings.retry, clock(), ports.random());
  const isKept = await deliveries.settle(delivery, after, outcome.kind === 'DELIVERED' ? forwarded : null);
  const receiver = settings.receivers.get(delivery.receiver);
  if (isKept && receiver && outcome.kind === 'GONE')
    await deliveries.disable({
      receiver: receiver.name,
      address: ports.digest(receiver.url),
      at: clock(),
      reason: outcome.reason,
    });
  return outcome;
}

async function attempt(ports: SendPorts, claimed: ClaimedDelivery): Promise<Attempted> {
  const receiver = ports.settings.receivers.get(claimed.delivery.receiver);
  if (!receiver) return refused(`no receiver is called ${claimed.delivery.receiver} any more`);
  const disabled = await whyDisabled(ports, receiver);
  if (disabled) return refused(disabled);
  return receiver.kind === 'WEBHOOK' ? tell(ports, claimed, receiver) : forward(ports, claimed.delivery, receiver);
}

const refused = (reason: string): Attempted => ({
  outcome: { kind: 'REFUSED', status: null, reason },
  forwarded: null,
});

/** Why a receiver is sent nothing more; null when it is. */
export async function whyDisabled(
  { deliveries, digest }: Pick<SendPorts, 'deliveries' | 'digest'>,
  { name, url }: Receiver,
): Promise<string | null> {
  const found = (await deliveries.disabled()).find((each) => each.receiver === name && each.address === digest(url));
  return found ? `the receiver is disabled since ${isoOf(found.at)}: ${found.reason}` : null;
}

async function tell(
  ports: SendPorts,
  { delivery, message }: ClaimedDelivery,
  receiver: WebhookReceiver,
): Promise<Attempted> {
  const now = ports.clock();
  const kept = message ?? render(await toldOf(ports, delivery), receiver.format);
  if (!message && !(await ports.deliveries.seal(delivery, kept))) return refused('another process sends it');
  const { headers, body } = ports.sign(kept, delivery.id, receiver.secrets, now);
  const sent = await ports.outbound.post(
    receiver.url,
    { headers: authorized(headers, receiver), body },
    receiver.timeout,
  );
  return { outcome: outcomeBy(sent, ports.clock()), forwarded: null };
}

/** What a delivery tells: the incident as it is now, with the alerts of the delivery's audience. */
async function toldOf({ store, webUrl, permalinks }: SendPorts, delivery: Delivery): Promise<Told> {
  const { incident: id, audience } = delivery;
  const contextUrl = await permalinks();
  if (id === null) return { delivery, incident: null, alerts: [], webUrl, contextUrl };
  const [incidents, alerts] = await Promise.all([store.incidentsById([id]), store.alertsOf([id])]);
  const own = (alerts.get(id) ?? []).filter(({ threshold }) => audience === null || threshold.audience === audience);
  return { delivery, incident: incidents.get(id) ?? null, alerts: own, webUrl, contextUrl };
}

const authorized = (headers: Message['headers'], { authorization }: Receiver): Message['headers'] =>
  authorization === null ? headers : { ...headers, authorization };

/** Sends an incident to an Alertmanager, for the first time or again; never the same, since its end moves on. */
export async function forward(
  ports: SendPorts,
  delivery: Delivery,
  receiver: AlertmanagerReceiver,
): Promise<Attempted> {
  const { clock, deliveries, outbound } = ports;
  const told = await toldOf(ports, delivery);
  const alerts = forwardedOf(told, receiver, await deliveries.forwardedLabels(delivery), clock());
  const headers = authorized({ 'content-type': 'application/json' }, receiver);
  const message = { headers, body: JSON.stringify(alerts) };
  const outcome = outcomeBy(await outbound.post(`${receiver.url}/api/v2/alerts`, message, receiver.timeout), clock());
  return { outcome, forwarded: forwardedBy(alerts.at(-1)?.labels, told, receiver, clock()) };
}

function forwardedBy(
  labels: Labels | undefined,
  told: Told,
  { resendEvery }: AlertmanagerReceiver,
  now: number,
): Forwarded | null {
  if (!labels) return null;
  return { labels, repeatAt: isOver(told) ? null : now + resendEvery };
}

function outcomeBy(sent: Sent, now: number): Outcome {
  switch (sent.kind) {
    case 'ANSWERED':
      return outcomeOf(sent.answer, now);
    case 'UNREACHED':
      return { kind: 'FAILED', status: null, reason: sent.reason, retryAfter: null };
    case 'NOT_ALLOWED':
      return { kind: 'REFUSED', status: null, reason: sent.reason };
  }
}
