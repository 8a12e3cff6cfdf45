import type { IncidentResolvers } from '../generated/resolver-types.ts';
import { connectionOf, pageSize, readAfter } from './paging.ts';

export const Incident: IncidentResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.incident.load(id),
  asset: ({ asset }) => ({ id: asset }),
  alerts: async ({ id }, { first, after }, { loaders }) => {
    const size = pageSize(first);
    const key = readAfter(after);
    const all = await loaders.alertsOf.load(id);
    const rest = key
      ? all.filter(({ startedAt, id }) => startedAt > key.time || (startedAt === key.time && id > key.id))
      : all;
    const page = { nodes: rest.slice(0, size), hasNextPage: rest.length > size, totalCount: all.length };
    return connectionOf(page, ({ startedAt }) => startedAt);
  },
};
