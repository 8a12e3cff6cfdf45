import { assetIdentityFields, readAssetId } from '../../../platform/asset-resolvers.ts';
import { pageSize } from '../../../platform/page-size.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { latestOf } from '../domain/fact.ts';
import { lifecycleOf } from '../domain/lifecycle.ts';
import type { AssetResolvers } from '../generated/resolver-types.ts';
import { annotationsOf, facetsOf } from '../use-cases/asset-facts.ts';
import { blastRadius } from '../use-cases/blast-radius.ts';
import { readRange } from '../use-cases/bounds.ts';
import { runHistory } from '../use-cases/run-history.ts';
import { upstreamChanges } from '../use-cases/upstream-changes.ts';
import { walkPage } from '../use-cases/walk-page.ts';

const reference = (id: AssetId | null) => id && { id };

export const Asset: AssetResolvers = {
  ...assetIdentityFields,
  // Other subgraphs may know an asset before lineage does: a reference needs nothing but its id.
  __resolveReference: ({ id }) => ({ id: readAssetId(id, 'id').id }),
  declaredTitle: async ({ id }, _, { loaders }) => {
    const declared = (await loaders.asset.load(id))?.declaredTitle;
    if (declared) return declared;
    return (
      latestOf(await loaders.latestFacts.load(id), 'documentation')
        ?.text.trim()
        .split('\n')[0] || null
    );
  },
  recordedAt: async ({ id }, _, { loaders }) => (await loaders.asset.load(id))?.recordedAt ?? null,
  detail: async ({ id }, _, { loaders }) =>
    (await loaders.asset.load(id)) && { id, facts: await loaders.latestFacts.load(id) },
  aliases: ({ id }, _, { store }) => store.aliases(id),
  deletedAt: async ({ id }, _, { loaders }) => lifecycleOf(await loaders.latestFacts.load(id)).deletedAt,
  renamedTo: async ({ id }, _, { loaders }) => reference(lifecycleOf(await loaders.latestFacts.load(id)).renamedTo),
  renamedFrom: async ({ id }, _, { loaders }) => reference(lifecycleOf(await loaders.latestFacts.load(id)).renamedFrom),
  facets: ({ id }, args, context) => facetsOf(context, id, args),
  annotations: ({ id }, _, context) => annotationsOf(context, id),
  upstream: ({ id }, args, context) => walkPage(context, id, 'upstream', args),
  downstream: ({ id }, args, context) => walkPage(context, id, 'downstream', args),
  blastRadius: ({ id }, args, context) => blastRadius(context, id, args),
  changes: ({ id }, { knownAt = null, ...range }, { loaders }) =>
    loaders.changes.load({ id, ...readRange(range), knownAt: knownAt ?? null }),
  upstreamChanges: ({ id }, args, context) => upstreamChanges(context, id, args),
  runHistory: ({ id }, page, context) => runHistory(context, id, page),
  runs: ({ id }, { first }, { loaders }) => loaders.newestRuns.load({ job: id, first: pageSize(first) }),
};
