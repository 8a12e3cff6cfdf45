import type { Clock } from '../../platform/clock.ts';
import type { CatalogLoaders } from './loaders.ts';
import type { CatalogStore } from './ports/catalog-store.ts';

/** What a resolver may reach, built for each request. */
export interface CatalogContext {
  store: CatalogStore;
  clock: Clock;
  loaders: CatalogLoaders;
}
