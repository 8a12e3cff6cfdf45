import { assetIdentityFields } from '../../../platform/asset-resolvers.ts';
import { pageSize } from '../../../platform/page-size.ts';
import type { Owner, StoredAsset } from '../domain/context.ts';
import type { AssetResolvers } from '../generated/resolver-types.ts';

export const Asset: AssetResolvers & { owner(asset: StoredAsset): Owner | null } = {
  ...assetIdentityFields,
  /** As an alert's context stored it; elsewhere the catalog answers. */
  owner: ({ owner }) => owner ?? null,
  incidents: async ({ id }, { first }, { loaders }) =>
    (await loaders.openIncidentsOf.load(id)).slice(0, pageSize(first)),
};
