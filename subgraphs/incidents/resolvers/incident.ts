import { pageSize } from '../../../platform/page-size.ts';
import { provisionalReason } from '../domain/provisional-reason.ts';
import type { IncidentResolvers } from '../generated/resolver-types.ts';
import { connectionOf, readAfter, readSequence, sequenceConnectionOf } from './paging.ts';

export const Incident: IncidentResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.incident.load(id),
  asset: ({ asset }) => ({ id: asset }),
  alerts: async ({ id }, { first, after }, { store, loaders }) => {
    const size = pageSize(first);
    const [alerts, totalCount] = await Promise.all([
      store.alertPageOf(id, size + 1, readAfter(after)),
      loaders.alertCount.load(id),
    ]);
    const page = { nodes: alerts.slice(0, size), hasNextPage: alerts.length > size, totalCount };
    return connectionOf(page, ({ startedAt }) => startedAt);
  },
  provisional: ({ provisional }) => provisional && provisionalReason(provisional),
  firingCount: ({ firing }) => firing,
  silencedCount: ({ silenced }) => silenced,
  mergedInto: ({ mergedInto }, _, { loaders }) => (mergedInto === null ? null : loaders.incident.load(mergedInto)),
  postMortem: ({ id }, _, { loaders }) => loaders.postMortemOf.load(id),
  history: async ({ id }, { first, after }, { record, loaders }) => {
    const size = pageSize(first);
    const [changes, totalCount] = await Promise.all([
      record.changesOf(id, readSequence(after), size + 1),
      loaders.changeCount.load(id),
    ]);
    return sequenceConnectionOf({ nodes: changes.slice(0, size), hasNextPage: changes.length > size, totalCount });
  },
  deliveries: async ({ id }, { first, after }, { loaders }) => {
    const size = pageSize(first);
    const before = after == null ? Number.POSITIVE_INFINITY : readSequence(after);
    const all = await loaders.deliveriesOf.load(id);
    const rest = all.filter(({ sequence }) => sequence < before).reverse();
    const page = { nodes: rest.slice(0, size), hasNextPage: rest.length > size, totalCount: all.length };
    return sequenceConnectionOf(page);
  },
};
