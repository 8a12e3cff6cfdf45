import type { MetricDefinition } from '../domain/definition.ts';

/** The catalog's definitions, in their current version but where another is asked for. */
export interface Definitions {
  /**
   * All of them by name. While the catalog is down they are as they were last known.
   * @throws StoreUnavailable when they were never known.
   */
  all(): Promise<ReadonlyMap<string, MetricDefinition>>;
  /** The same, asking the catalog at once when one of these names is unknown. */
  including(names: readonly string[]): Promise<ReadonlyMap<string, MetricDefinition>>;
  /**
   * Versions as the catalog has them now, the current one where `version` is null; one answer each, in order, null when
   * there is none. @throws StoreUnavailable while the catalog is down
   */
  versions(asked: readonly { name: string; version: number | null }[]): Promise<(MetricDefinition | null)[]>;
  /**
   * The fields in which two versions, by id, mean different things; empty where their values may be compared.
   * @throws StoreUnavailable while the catalog is down
   */
  differences(one: string, other: string): Promise<string[]>;
}
