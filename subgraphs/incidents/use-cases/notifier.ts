import type { Log } from '../../../platform/log.ts';
import type { Milliseconds } from '../../../vocabulary/duration.ts';
import type { Delivery } from '../domain/notification/delivery.ts';
import type { ClaimedDelivery, StoredDelivery } from '../ports/delivery-store.ts';
import { forward, type SendPorts, sendDelivery } from './send-delivery.ts';

/** Sends what is due beside other work: a receiver that hangs keeps nobody waiting but itself. */
export interface Notifier {
  /** Begins to send what is due, as far as there is room; answers whether there was anything. */
  begin(): Promise<boolean>;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Attempts under way at once, and of them to one receiver. */
const AT_ONCE = 16;
const AT_ONCE_EACH = 2;

/** How much longer than an attempt a lease holds, for what is done before and after it. */
const LEASE_MARGIN: Milliseconds = 10_000;

export function openNotifier(ports: SendPorts, log: Log): Notifier {
  const { deliveries, settings, clock } = ports;
  const underWay = new Map<Promise<void>, string>();
  const timeouts = [...settings.receivers.values()].map(({ timeout }) => timeout);
  const lease = Math.max(0, ...timeouts) + LEASE_MARGIN;

  const begin = (receiver: string, work: Promise<void>): void => {
    const watched = work
      .catch((fault) => log.warn({ receiver, reason: (fault as Error).message }, 'a notification waits'))
      .finally(() => underWay.delete(watched));
    underWay.set(watched, receiver);
  };
  const busy = (): string[] => {
    const counts = Map.groupBy(underWay.values(), (receiver) => receiver);
    return [...counts].flatMap(([receiver, all]) => (all.length >= AT_ONCE_EACH ? receiver : []));
  };

  const send = async (claimed: ClaimedDelivery): Promise<void> => {
    const outcome = await sendDelivery(ports, claimed);
    if (outcome.kind !== 'DELIVERED')
      log.warn({ ...naming(claimed.delivery), outcome: outcome.kind, reason: outcome.reason }, 'a notification failed');
  };
  const repeat = async (delivery: StoredDelivery): Promise<void> => {
    const receiver = settings.receivers.get(delivery.receiver);
    if (receiver?.kind !== 'ALERTMANAGER') return;
    const { outcome, forwarded } = await forward(ports, delivery, receiver);
    if (outcome.kind === 'DELIVERED' && forwarded) await deliveries.keepForwarded(delivery.id, forwarded);
    else
      log.warn({ ...naming(delivery), outcome: outcome.kind }, 'an alert could not be sent again to an Alertmanager');
  };
  const nextRepeat = (name: string): number | null => {
    const receiver = settings.receivers.get(name);
    return receiver?.kind === 'ALERTMANAGER' ? clock() + receiver.resendEvery : null;
  };

  return {
    async begin() {
      let began = 0;
      while (underWay.size < AT_ONCE) {
        // One at a time, so that no receiver takes more than its share.
        const [claimed] = await deliveries.claim(clock(), 1, busy(), lease);
        if (!claimed) break;
        begin(claimed.delivery.receiver, send(claimed));
        began++;
      }
      const repeated = await deliveries.claimRepeats(clock(), AT_ONCE, nextRepeat);
      for (const each of repeated) begin(each.receiver, repeat(each));
      return began > 0;
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.keys());
    },
    async close() {
      await ports.outbound.close();
      await Promise.all(underWay.keys());
    },
  };
}

const naming = ({ id, receiver, attempts }: Delivery) => ({ delivery: id, receiver, attempts });
