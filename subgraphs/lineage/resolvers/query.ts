import { readAssetId } from '../../../platform/asset-resolvers.ts';
import { BadUserInput } from '../../../platform/errors.ts';
import { pageSize } from '../../../platform/page-size.ts';
import { runIdOf } from '../domain/run-reference.ts';
import type { QueryResolvers } from '../generated/resolver-types.ts';
import { readAssetIds, readRange } from '../use-cases/bounds.ts';
import { changesOf } from '../use-cases/changes.ts';
import { closureOf } from '../use-cases/closure.ts';
import { commonAncestorsPage } from '../use-cases/common-ancestors.ts';
import { coverageGaps } from '../use-cases/coverage-gaps.ts';
import { lineageDifference } from '../use-cases/difference.ts';
import { failedChecks } from '../use-cases/failed-checks.ts';
import { fedBy } from '../use-cases/fed-by.ts';
import { identitiesAt } from '../use-cases/graph-time.ts';
import { modelVersions } from '../use-cases/model-versions.ts';
import { pathBetween } from '../use-cases/path.ts';
import { pathsBetween } from '../use-cases/paths.ts';
import { newestRunsOf } from '../use-cases/runs.ts';
import { searchAssets } from '../use-cases/search-assets.ts';

export const Query: QueryResolvers = {
  asset: async (_, args, { loaders }) => {
    const id = await loaders.identity.load({ id: readAssetId(args.id, 'id').id, knownAt: null });
    return (await loaders.asset.load(id)) && { id };
  },
  lineagePath: (_, { from, to, ...time }, context) =>
    pathBetween(context, { from: readAssetId(from, 'from').id, to: readAssetId(to, 'to').id }, time),
  commonAncestors: (_, { assets, ...page }, context) =>
    commonAncestorsPage(context, readAssetIds(assets, 'assets'), page),
  coverageGaps: (_, asked, context) => coverageGaps(context, asked),
  modelVersions: (_, asked, context) => modelVersions(context, asked),
  searchAssets: (_, asked, context) => searchAssets(context, asked),
  lineagePaths: (_, { from, to, ...bounds }, context) =>
    pathsBetween(context, { from: readAssetId(from, 'from').id, to: readAssetId(to, 'to').id }, bounds),
  lineageDiff: (_, { asset, direction, after, knownAt, ...asked }, context) =>
    lineageDifference(context, {
      ...asked,
      asset: asset ? readAssetId(asset, 'asset').id : null,
      direction: direction === 'UPSTREAM' ? 'upstream' : 'downstream',
      after: after ?? null,
      knownAt: knownAt ?? null,
    }),
  lineageClosure: (_, { id, ...bounds }, context) => closureOf(context, readAssetId(id, 'id').id, bounds),
  fedBy: (_, { id, ...asked }, context) => fedBy(context, readAssetId(id, 'id').id, asked),
  changes: async (_, { assets, knownAt = null, ...range }, context) => {
    const { from, to } = readRange(range);
    const asked = await identitiesAt(context, readAssetIds(assets, 'assets'), knownAt);
    return changesOf(context.store, asked, from, to, knownAt);
  },
  failedChecks: async (_, { assets }, context) =>
    failedChecks(context.store, await identitiesAt(context, readAssetIds(assets, 'assets')), context.now),
  runs: async (_, { jobs, first, ...range }, context) => {
    const { from, to } = readRange(range);
    const most = pageSize(first);
    return newestRunsOf(context.store, await identitiesAt(context, readAssetIds(jobs, 'jobs')), from, to, most);
  },
  run: (_, { id }, { loaders }) => {
    const runId = runIdOf(id);
    if (runId === null) throw new BadUserInput(`"${id}" is not a run id; expected run/<uuid>`, 'id');
    return loaders.run.load(runId);
  },
};
