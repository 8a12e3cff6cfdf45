import type { MutationResolvers } from '../generated/resolver-types.ts';
import { readAssetIds } from '../use-cases/bounds.ts';
import { declareLineage } from '../use-cases/declare-lineage.ts';

export const Mutation: MutationResolvers = {
  declareLineage: (_, { input }, context) => {
    const { assets = [], edges = [], idempotencyKey = null } = input;
    return declareLineage(context, { assets, edges }, idempotencyKey);
  },
  recordAssets: async (_, { ids }, { store, now }) =>
    (await store.record([{ kind: 'known', assets: readAssetIds(ids, 'ids') }], now)).newAssets,
};
