import type { Clock } from '../../../platform/clock.ts';
import { type Delivery, deliveryId } from '../domain/notification/delivery.ts';
import type { AlertingSettings, Receiver } from '../domain/notification/settings.ts';
import type { DeliveryStore, StoredDelivery } from '../ports/delivery-store.ts';
import { whyDisabled } from './send-delivery.ts';

/** What people may ask of notifications. */
export interface NotificationPorts {
  deliveries: DeliveryStore;
  settings: AlertingSettings;
  digest(url: string): string;
  clock: Clock;
}

/** A refusal, as a payload has it. */
interface UserError {
  code: string;
  field: string | null;
  message: string;
}

type Payload<Name extends string, Value> = { [name in Name]: Value | null } & { userErrors: UserError[] };

export async function resendDelivery(
  ports: NotificationPorts,
  id: string,
): Promise<Payload<'delivery', StoredDelivery>> {
  const found = await ports.deliveries.delivery(id);
  if (!found) return { delivery: null, userErrors: [unknown('id', `there is no delivery ${id}`)] };
  const receiver = ports.settings.receivers.get(found.receiver);
  const fault = receiver ? await disabledError(ports, receiver, 'id') : noReceiver(ports, found.receiver, 'id');
  if (fault) return { delivery: null, userErrors: [fault] };
  await ports.deliveries.resend(id, ports.clock());
  return { delivery: await ports.deliveries.delivery(id), userErrors: [] };
}

export async function testReceiver(
  ports: NotificationPorts,
  name: string,
): Promise<Payload<'delivery', StoredDelivery>> {
  const receiver = ports.settings.receivers.get(name);
  const fault = receiver ? await disabledError(ports, receiver, 'receiver') : noReceiver(ports, name, 'receiver');
  if (fault) return { delivery: null, userErrors: [fault] };
  const now = ports.clock();
  const delivery: Delivery = {
    id: deliveryId('test', name, String(now), String(Math.random())),
    ...{ incident: null, audience: null, change: null, actor: null, note: null },
    ...{ receiver: name, occasion: 'TEST', time: now, createdAt: now, dueAt: now },
    ...{ coalesced: 0, state: 'PENDING', attempts: 0, settledAt: null, status: null, reason: null },
  };
  await ports.deliveries.add(delivery);
  return { delivery: await ports.deliveries.delivery(delivery.id), userErrors: [] };
}

export async function enableReceiver(ports: NotificationPorts, name: string): Promise<Payload<'receiver', Receiver>> {
  const receiver = ports.settings.receivers.get(name);
  if (!receiver) return { receiver: null, userErrors: [noReceiver(ports, name, 'receiver')] };
  await ports.deliveries.enable(name);
  return { receiver, userErrors: [] };
}

const unknown = (field: string, message: string): UserError => ({ code: 'NOT_FOUND', field, message });

function noReceiver({ settings }: NotificationPorts, name: string, field: string): UserError {
  const names = [...settings.receivers.keys()];
  const known =
    names.length === 0 ? 'none is configured; see HEADWATER_ALERTING_FILE' : `there are ${names.join(', ')}`;
  return unknown(field, `no receiver is called ${name}: ${known}`);
}

async function disabledError(ports: NotificationPorts, receiver: Receiver, field: string): Promise<UserError | null> {
  const reason = await whyDisabled(ports, receiver);
  return reason === null ? null : { code: 'CONFLICT', field, message: `${reason}; enable it first` };
}
