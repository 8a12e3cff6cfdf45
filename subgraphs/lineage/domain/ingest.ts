import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { AssetBundle } from './bundle.ts';
import type { LineageStatement } from './statement.ts';

/** What the lineage subgraph takes in. */
export interface LineageIngest {
  /** Answers after the statements are durable. @throws StoreUnavailable */
  record(statements: readonly LineageStatement[]): Promise<void>;
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
