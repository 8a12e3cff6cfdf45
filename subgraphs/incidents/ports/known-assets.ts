import type { AssetId } from '../../../vocabulary/asset-id.ts';

/** Which assets there are. */
export interface KnownAssets {
  /** The id under which lineage knows each asset, for one may have several; unknown ones are left out. @throws GraphUnavailable */
  idsOf(assets: readonly AssetId[]): Promise<Map<AssetId, AssetId>>;
}
