import { onEachDatabase } from '../../../test/servers/needs-postgres.ts';
import { catalogStoreContract } from '../ports/catalog-store.contract.ts';
import { openCatalogStore } from './sql.ts';

onEachDatabase((name, empty) =>
  catalogStoreContract(name, async () => {
    const { place, remove } = await empty();
    let store = await openCatalogStore(place);
    return {
      store,
      reopen: async () => {
        await store.close();
        store = await openCatalogStore(place);
        return store;
      },
      close: async () => {
        await store.close();
        remove();
      },
    };
  }),
);
