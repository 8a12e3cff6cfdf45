import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { AssetBundle } from './bundle.ts';
import type { LineageStatement } from './statement.ts';

/** What the lineage subgraph takes in. */
export interface LineageIngest {
  /** Answers after the statements are durable. @throws StoreUnavailable */
  record(statements: readonly LineageStatement[]): Promise<void>;
}

/** What was sent of assets, for a producer that tells only what changed. */
export interface LineageFacets {
  /** The latest facet of this name that was sent of a dataset or model version, as it was sent; null when none is. @throws StoreUnavailable */
  latestFacet(asset: AssetId, name: string): Promise<unknown>;
}

/** The lineage as a whole, handed over and taken in. */
export interface LineageExchange {
  /** Whether it holds nothing. @throws StoreUnavailable */
  isEmpty(): Promise<boolean>;
  /** All that is kept of the assets after one in the order of their ids, from the first when null. @throws StoreUnavailable */
  bundles(after: AssetId | null, most: number): Promise<AssetBundle[]>;
  /** Keeps bundles as they are; what is kept already stays. @throws StoreUnavailable */
  restore(bundles: readonly AssetBundle[]): Promise<void>;
}
