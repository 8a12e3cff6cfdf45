import type { MutationResolvers } from '../generated/resolver-types.ts';
import { enableReceiver, resendDelivery, testReceiver } from '../use-cases/notifications.ts';

export const Mutation: MutationResolvers = {
  resendDelivery: (_, { id }, { notifications }) => resendDelivery(notifications, id),
  testReceiver: (_, { receiver }, { notifications }) => testReceiver(notifications, receiver),
  enableReceiver: (_, { receiver }, { notifications }) => enableReceiver(notifications, receiver),
};
