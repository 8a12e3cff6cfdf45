import { latestOf } from '../domain/fact.ts';
import type { JobResolvers } from '../generated/resolver-types.ts';

export const Job: JobResolvers = {
  jobType: ({ facts }) => latestOf(facts, 'jobType')?.jobType ?? null,
  processingType: ({ facts }) => latestOf(facts, 'jobType')?.processingType ?? null,
  integration: ({ facts }) => latestOf(facts, 'jobType')?.integration ?? null,
  sourceCodeUrl: ({ facts }) => latestOf(facts, 'sourceCode')?.url ?? null,
  sourceCodeVersion: ({ facts }) => latestOf(facts, 'sourceCode')?.version ?? null,
  parent: async ({ id }, _, { loaders }) => {
    const [latest] = await loaders.newestRuns.load({ job: id, first: 1 });
    return latest?.parent ? { id: await loaders.identity.load({ id: latest.parent.job, knownAt: null }) } : null;
  },
};
