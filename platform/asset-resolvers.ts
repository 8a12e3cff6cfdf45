import type { AssetId, AssetIdentity } from '../vocabulary/asset-id.ts';
import { assetIdFault, identityOf, parseAssetId } from '../vocabulary/asset-id.ts';
import { BadUserInput } from './errors.ts';

/** A reference to an asset from anywhere in the graph. */
export interface AssetReference {
  id: AssetId;
}

/** What an id already says; the same in every subgraph, so that nobody asks lineage for a name. */
export const assetIdentityFields = {
  kind: ({ id }: AssetReference) => identityOf(id).kind,
  namespace: ({ id }: AssetReference) => identityOf(id).namespace,
  name: ({ id }: AssetReference) => identityOf(id).name,
};

/** Reads an id argument. @throws BadUserInput naming the argument. */
export function readAssetId(raw: string, argument: string): AssetIdentity {
  const identity = parseAssetId(raw);
  if (!identity) throw new BadUserInput(assetIdFault(raw), argument);
  return identity;
}
