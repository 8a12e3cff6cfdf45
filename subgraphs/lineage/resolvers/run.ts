import { durationOf } from '../../../vocabulary/duration.ts';
import { isColumnLevel } from '../domain/edge.ts';
import { namedRun, type RunDetail, type RunRecord } from '../domain/run.ts';
import { runIdOf, runReferenceOf } from '../domain/run-reference.ts';
import type { RunReference } from '../domain/statement.ts';
import type { RunResolvers } from '../generated/resolver-types.ts';
import type { LineageLoaders } from '../loaders.ts';

/** A scheduler that does not speak OpenLineage is named by its tasks, and tells nothing of its runs. */
const referred = async (run: RunReference | null, { run: runs }: LineageLoaders): Promise<RunRecord | null> =>
  run && ((await runs.load(run.runId)) ?? namedRun(run));

/** @param end where the job stands in the edges: it is what inputs lead to and what outputs come from. */
function datasetsOf({ job, versions }: RunRecord, detail: RunDetail | null, end: 'from' | 'to') {
  const other = end === 'to' ? 'from' : 'to';
  const edges = detail?.edges.filter((edge) => edge[end] === job && !isColumnLevel(edge)) ?? [];
  return edges.map((edge) => ({ asset: { id: edge[other] }, version: versions[edge[other]] ?? null }));
}

export const Run: RunResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const runId = runIdOf(id);
    return runId === null ? null : loaders.run.load(runId);
  },
  id: ({ runId }) => runReferenceOf(runId),
  job: async ({ job }, _, { loaders }) => ({ id: await loaders.identity.load({ id: job, knownAt: null }) }),
  duration: ({ startedAt, endedAt }) =>
    startedAt === null || endedAt === null ? null : durationOf(Math.max(0, endedAt - startedAt)),
  nominalStart: ({ nominal }) => nominal?.start ?? null,
  nominalEnd: ({ nominal }) => nominal?.end ?? null,
  root: ({ root }, _, { loaders }) => referred(root, loaders),
  inputs: async (run, _, { loaders }) => datasetsOf(run, await loaders.runDetail.load(run.runId), 'to'),
  outputs: async (run, _, { loaders }) => datasetsOf(run, await loaders.runDetail.load(run.runId), 'from'),
  facets: async ({ runId }, _, { loaders }) => (await loaders.runDetail.load(runId))?.facets ?? [],
  parent: ({ parent }, _, { loaders }) => referred(parent, loaders),
};
