import type { DeliveryResolvers } from '../generated/resolver-types.ts';

export const Delivery: DeliveryResolvers = {
  incident: ({ incident }, _, { loaders }) => (incident === null ? null : loaders.incident.load(incident)),
  dueAt: ({ state, dueAt }) => (state === 'PENDING' ? dueAt : null),
  deliveredAt: ({ state, settledAt }) => (state === 'DELIVERED' ? settledAt : null),
};
