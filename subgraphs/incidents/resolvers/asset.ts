import { assetIdentityFields } from '../../../platform/asset-resolvers.ts';
import { pageSize } from '../../../platform/page-size.ts';
import type { AssetResolvers } from '../generated/resolver-types.ts';

export const Asset: AssetResolvers = {
  ...assetIdentityFields,
  incidents: async ({ id }, { first }, { loaders }) =>
    (await loaders.openIncidentsOf.load(id)).slice(0, pageSize(first)),
};
