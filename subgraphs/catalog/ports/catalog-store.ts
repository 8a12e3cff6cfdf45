import type { DocumentKind } from '../domain/document.ts';
import type { CatalogEntry, DefinitionEntry } from '../domain/entry.ts';

/** Null where it does not matter; a definition is found when it fits all that do. */
export interface DefinitionFilter {
  category: string | null;
  owner: string | null;
  appliesTo: string | null;
  sensitivity: string | null;
  tag: string | null;
  /** Days such as 2027-02-01: to be reviewed by then, that day included. One without a day is never due. */
  reviewDueBy: string | null;
  /** Words of which each must begin a word of `searchTextOf(document)`, as `searchWordsOf` reads them; empty: all. */
  words: readonly string[];
}

/** Null where it does not matter; an asset is found when it fits all that do. */
export interface DescribedAssetFilter {
  domain: string | null;
  owner: string | null;
  tag: string | null;
}

export interface PageQuery {
  first: number;
  /** Name after which the page begins; null for the first page. */
  after: string | null;
}

export interface EntryPage<Kind extends DocumentKind> {
  entries: CatalogEntry<Kind>[];
  hasNextPage: boolean;
  /** Counted over all pages. */
  totalCount: number;
}

/** One revision's place in the history of its document. */
export interface Revision {
  version: number;
  revision: number;
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
  definitions(query: DefinitionFilter & PageQuery): Promise<EntryPage<'MetricDefinition'>>;
  /** Current metadata of assets, by asset id. */
  describedAssets(query: DescribedAssetFilter & PageQuery): Promise<EntryPage<'AssetMetadata'>>;
  /** The latest revision of each `<name>@<version>`; unknown ones are left out. */
  definitionVersions(ids: readonly string[]): Promise<Map<string, DefinitionEntry>>;
  /** Revisions of one document, newest first, those before `before` only; empty for an unknown name. */
  history<Kind extends DocumentKind>(
    kind: Kind,
    name: string,
    page: { first: number; before: Revision | null },
  ): Promise<CatalogEntry<Kind>[]>;
  /** How many revisions there are of one document, over all its versions. */
  countRevisions(kind: DocumentKind, name: string): Promise<number>;
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
