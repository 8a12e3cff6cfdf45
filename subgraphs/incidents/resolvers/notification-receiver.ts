import type { IncidentsContext } from '../context.ts';
import type { DeliveryState } from '../domain/notification/delivery.ts';
import type { NotificationReceiverResolvers } from '../generated/resolver-types.ts';
import { whyDisabled } from '../use-cases/send-delivery.ts';

export const NotificationReceiver: NotificationReceiverResolvers = {
  format: (receiver) => (receiver.kind === 'WEBHOOK' ? receiver.format : null),
  host: ({ url }) => new URL(url).host,
  signed: (receiver) => receiver.kind === 'WEBHOOK' && receiver.secrets.length > 0,
  disabledReason: (receiver, _, { notifications }) => whyDisabled(notifications, receiver),
  pending: ({ name }, _, context) => count(name, 'PENDING', context),
  dead: ({ name }, _, context) => count(name, 'DEAD', context),
};

const count = async (receiver: string, state: DeliveryState, { notifications }: IncidentsContext): Promise<number> =>
  (await notifications.deliveries.deliveries({ states: [state], receiver, first: 1, after: null })).totalCount;
