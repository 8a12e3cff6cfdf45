import type { AssetId } from '../../../vocabulary/asset-id.ts';

/** Who answers for assets. */
export interface Owners {
  /** Names of the teams that own one of these assets, each once. @throws GraphUnavailable */
  teamsOf(assets: readonly AssetId[]): Promise<string[]>;
}
