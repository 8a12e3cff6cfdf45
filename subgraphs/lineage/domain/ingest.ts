import type { LineageStatement } from './statement.ts';

/** What the lineage subgraph takes in. */
export interface LineageIngest {
  /** Answers after the statements are durable. @throws StoreUnavailable */
  record(statements: readonly LineageStatement[]): Promise<void>;
}
