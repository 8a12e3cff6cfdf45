import type { MutationResolvers } from '../generated/resolver-types.ts';
import { annotateAsset } from '../use-cases/annotate-asset.ts';
import { readAssetIds } from '../use-cases/bounds.ts';
import { declareLineage, readSteward } from '../use-cases/declare-lineage.ts';
import { retractLineage } from '../use-cases/retract-lineage.ts';

export const Mutation: MutationResolvers = {
  declareLineage: (_, { input }, context) => {
    const { assets = [], edges = [], idempotencyKey = null } = input;
    return declareLineage(context, { assets, edges }, readSteward(input), idempotencyKey ?? null);
  },
  retractLineage: (_, { input }, context) =>
    retractLineage(context, input.edges, readSteward(input), input.idempotencyKey ?? null),
  annotateAsset: (_, { input }, context) =>
    annotateAsset(context, { asset: input.asset, text: input.text, author: readSteward(input).author }),
  recordAssets: async (_, { ids }, { store, now }) =>
    (await store.record([{ kind: 'known', assets: readAssetIds(ids, 'ids') }], now)).newAssets,
};
