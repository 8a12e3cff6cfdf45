import type { MetricDefinition } from '../domain/definition.ts';

/** The catalog's definitions in their current version. */
export interface Definitions {
  /**
   * All of them by name. While the catalog is down they are as they were last known.
   * @throws StoreUnavailable when they were never known.
   */
  all(): Promise<ReadonlyMap<string, MetricDefinition>>;
  /** The same, asking the catalog at once when one of these names is unknown. */
  including(names: readonly string[]): Promise<ReadonlyMap<string, MetricDefinition>>;
}
