import type { ChangeResolvers } from '../generated/resolver-types.ts';

export const Change: ChangeResolvers = {
  asset: ({ asset }) => ({ id: asset }),
  run: ({ runId }, _, { loaders }) => (runId === null ? null : loaders.run.load(runId)),
};
