import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogStoreContract } from '../ports/catalog-store.contract.ts';
import { sqliteCatalogStore } from './sqlite.ts';

catalogStoreContract('SQLite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'headwater-catalog-'));
  const path = join(directory, 'catalog.sqlite');
  let store = await sqliteCatalogStore(path);
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await sqliteCatalogStore(path);
      return store;
    },
    close: async () => {
      await store.close();
      await rm(directory, { recursive: true });
    },
  };
});
