import DataLoader from 'dataloader';
import type { DocumentKind } from './domain/document.ts';
import type { CatalogEntry } from './domain/entry.ts';
import type { CatalogStore } from './ports/catalog-store.ts';

export type CatalogLoaders = ReturnType<typeof catalogLoaders>;

/** One DataLoader for each batched question, for one request. */
export const catalogLoaders = (store: CatalogStore) => ({
  /** By `<name>@<version>`. */
  definition: new DataLoader<string, CatalogEntry<'MetricDefinition'> | null>(async (ids) => {
    const found = await store.definitionVersions(ids);
    return ids.map((id) => found.get(id) ?? null);
  }),
  currentDefinition: named(store, 'MetricDefinition'),
  team: named(store, 'Team'),
  playbook: named(store, 'Playbook'),
  /** By asset id. */
  assetMetadata: named(store, 'AssetMetadata'),
});

const named = <Kind extends DocumentKind>(store: CatalogStore, kind: Kind) =>
  new DataLoader<string, CatalogEntry<Kind> | null>(async (names) => {
    const found = await store.named(kind, names);
    return names.map((name) => found.get(name) ?? null);
  });
