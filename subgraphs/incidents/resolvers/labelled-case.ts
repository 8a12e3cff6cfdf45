import type { LabelledCaseResolvers } from '../generated/resolver-types.ts';

export const LabelledCase: LabelledCaseResolvers = {
  id: ({ alert }) => alert,
  incident: ({ incident }, _, { loaders }) => loaders.incident.load(incident),
};
