import type { AssetFacetResolvers } from '../generated/resolver-types.ts';

const HOLDERS = { job: 'JOB', dataset: 'DATASET', input: 'INPUT', output: 'OUTPUT' } as const;

export const AssetFacet: AssetFacetResolvers = {
  holder: ({ of }) => HOLDERS[of],
  run: ({ runId }, _, { loaders }) => (runId === null ? null : loaders.run.load(runId)),
};
