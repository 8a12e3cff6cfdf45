import { type CatalogChange, changesBetween } from '../domain/change.ts';
import type { DefinitionEntry } from '../domain/entry.ts';
import type { CatalogStore, Revision } from '../ports/catalog-store.ts';

/** One revision of a definition with what it changed. */
interface DefinitionRevision {
  definition: DefinitionEntry;
  changes: CatalogChange[];
}

interface HistoryPage {
  revisions: DefinitionRevision[];
  hasNextPage: boolean;
  /** Over all pages. */
  totalCount: number;
}

/** A definition's revisions, newest first, each with what it changed against the one before it. */
export async function readHistory(
  store: CatalogStore,
  name: string,
  { first, before }: { first: number; before: Revision | null },
): Promise<HistoryPage> {
  const [entries, totalCount] = await Promise.all([
    // One more, for the last of the page is compared with it.
    store.history('MetricDefinition', name, { first: first + 1, before }),
    store.countRevisions('MetricDefinition', name),
  ]);
  const revisions = entries.slice(0, first).map((definition, index) => ({
    definition,
    changes: changesBetween(entries[index + 1], definition),
  }));
  return { revisions, hasNextPage: entries.length > first, totalCount };
}
