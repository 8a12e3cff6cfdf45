import { type AssetReference, assetIdentityFields } from '../../../platform/asset-resolvers.ts';
import type { CatalogContext } from '../context.ts';
import type { DocumentOf } from '../domain/document.ts';
import type { AssetResolvers } from '../generated/resolver-types.ts';

const statedOf = async (
  { id }: AssetReference,
  { loaders }: CatalogContext,
): Promise<DocumentOf<'AssetMetadata'> | null> => (await loaders.assetMetadata.load(id))?.document ?? null;

export const Asset: AssetResolvers = {
  ...assetIdentityFields,
  title: async (asset, _, context) => (await statedOf(asset, context))?.spec.title ?? null,
  owner: async (asset, _, context) => {
    const owner = (await statedOf(asset, context))?.metadata.owner;
    return owner ? { name: owner } : null;
  },
  domain: async (asset, _, context) => (await statedOf(asset, context))?.spec.domain ?? null,
  tier: async (asset, _, context) => (await statedOf(asset, context))?.spec.tier ?? null,
  tags: async (asset, _, context) => (await statedOf(asset, context))?.spec.tags ?? null,
  links: async (asset, _, context) => (await statedOf(asset, context))?.spec.links ?? null,
};
