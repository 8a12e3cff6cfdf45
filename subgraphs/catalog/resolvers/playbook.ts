import type { PlaybookResolvers } from '../generated/resolver-types.ts';

export const Playbook: PlaybookResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.playbook.load(id.replace(/^playbook\//, '')),
  id: ({ document }) => `playbook/${document.metadata.name}`,
  name: ({ document }) => document.metadata.name,
  title: ({ document }) => document.metadata.title,
  steps: ({ document }) => document.spec.steps.map((step, index) => ({ order: index + 1, ...step })),
};
