import type { TimelineEntryResolvers } from '../generated/resolver-types.ts';

export const TimelineEntry: TimelineEntryResolvers = {
  asset: ({ asset }) => (asset === null ? null : { id: asset }),
  alert: ({ alert }, _, { loaders }) => (alert === null ? null : loaders.alert.load(alert)),
};
