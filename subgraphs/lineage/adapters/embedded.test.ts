import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineageStoreContract } from '../ports/lineage-store.contract.ts';
import { openEmbeddedStore } from './embedded.ts';

lineageStoreContract('the embedded store', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-lineage-'));
  let store = await openEmbeddedStore(directory);
  return {
    store,
    async reopen() {
      await store.close();
      store = await openEmbeddedStore(directory);
      return store;
    },
    async close() {
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
});
