import type { AssetId } from '../../../vocabulary/asset-id.ts';

/** Who keeps the assets. */
export interface Lineage {
  /** Tells that these assets exist; those already known stay as they are. @throws GraphUnavailable */
  recordAssets(assets: readonly AssetId[]): Promise<void>;
}
