import type { AssetId } from '../../../vocabulary/asset-id.ts';

/** Assets that belong together, as lineage and the catalog say. */
export interface AssetGroups {
  /**
   * The versions of a model that something serves now, and what serves them; where nothing does, all its versions. Empty
   * for an unknown model. @throws GraphUnavailable
   */
  ofModel(namespace: string, model: string): Promise<AssetId[]>;
  /** The assets of a business domain by id, at most `most`, and whether those are all. @throws GraphUnavailable */
  ofDomain(domain: string, most: number): Promise<{ assets: AssetId[]; complete: boolean }>;
}
