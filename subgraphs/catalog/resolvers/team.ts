import type { TeamResolvers } from '../generated/resolver-types.ts';

/** A team that owns something; one that no document describes has its name and nothing else. */
export interface TeamReference {
  name: string;
}

export const Team: TeamResolvers = {
  __resolveReference: ({ id }) => ({ name: id.replace(/^team\//, '') }),
  id: ({ name }) => `team/${name}`,
  title: async ({ name }, _, { loaders }) => (await loaders.team.load(name))?.document.metadata.title ?? name,
  contact: async ({ name }, _, { loaders }) => (await loaders.team.load(name))?.document.spec.contact ?? null,
  audiences: async ({ name }, _, { loaders }) => (await loaders.team.load(name))?.document.spec.audiences ?? {},
};
