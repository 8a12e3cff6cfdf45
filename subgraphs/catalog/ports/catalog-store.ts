import type { DocumentKind } from '../domain/document.ts';
import type { CatalogEntry } from '../domain/entry.ts';

interface DefinitionQuery {
  first: number;
  /** Name after which the page begins; null for the first page. */
  after: string | null;
  category: string | null;
  owner: string | null;
  appliesTo: string | null;
}

interface DefinitionPage {
  entries: CatalogEntry<'MetricDefinition'>[];
  hasNextPage: boolean;
  /** Counted over all pages. */
  totalCount: number;
}

/**
 * Keeps every version and revision of every document; the current one is the latest. Nothing is ever changed in place.
 * Results belong to the caller. When the store is away every method raises `StoreUnavailable('catalog', cause)`.
 */
export interface CatalogStore {
  /** Every current entry of a kind, by name. */
  ofKind<Kind extends DocumentKind>(kind: Kind): Promise<CatalogEntry<Kind>[]>;
  /** The current entries of a kind with these names; unknown names are left out. However many are asked for. */
  named<Kind extends DocumentKind>(kind: Kind, names: readonly string[]): Promise<Map<string, CatalogEntry<Kind>>>;
  /** Current definitions by name. */
  definitions(query: DefinitionQuery): Promise<DefinitionPage>;
  /** The latest revision of each `<name>@<version>`; unknown ones are left out. */
  definitionVersions(ids: readonly string[]): Promise<Map<string, CatalogEntry<'MetricDefinition'>>>;
  /** What an apply with this key answered; null when there was none. */
  answerTo(idempotencyKey: string): Promise<unknown>;
  /**
   * Keeps new entries and, under a key, what the apply answered: all or nothing, durable before it answers.
   * A key or an entry that is already there refuses the whole (`false`): somebody else applied in between.
   */
  keep(
    entries: readonly CatalogEntry[],
    application: { idempotencyKey: string; answer: unknown } | null,
  ): Promise<boolean>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
