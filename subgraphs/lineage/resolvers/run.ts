import { runIdOf, runReferenceOf } from '../domain/run-reference.ts';
import type { RunResolvers } from '../generated/resolver-types.ts';

export const Run: RunResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const runId = runIdOf(id);
    return runId === null ? null : loaders.run.load(runId);
  },
  id: ({ runId }) => runReferenceOf(runId),
  job: ({ job }) => ({ id: job }),
  parent: ({ parent }, _, { loaders }) => (parent ? loaders.run.load(parent.runId) : null),
};
