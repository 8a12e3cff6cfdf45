import { cursorOf } from '../../../vocabulary/paging.ts';
import type { IncidentChangeResolvers } from '../generated/resolver-types.ts';

export const IncidentChange: IncidentChangeResolvers = {
  cursor: ({ sequence }) => cursorOf([sequence]),
  incident: async ({ incident }, _, { loaders }) => {
    const found = await loaders.incident.load(incident);
    if (!found) throw new Error(`the record tells of ${incident}, which is not kept`);
    return found;
  },
  alert: ({ alert }, _, { loaders }) => (alert === null ? null : loaders.alert.load(alert)),
};
