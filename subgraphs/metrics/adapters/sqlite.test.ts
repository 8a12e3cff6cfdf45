import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluationStoreContract } from '../ports/evaluation-store.contract.ts';
import { sqliteEvaluationStore } from './sqlite.ts';

evaluationStoreContract(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-metrics-'));
  let store = await sqliteEvaluationStore(directory);
  return {
    store,
    async reopen() {
      await store.close();
      store = await sqliteEvaluationStore(directory);
      return store;
    },
    async discard() {
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
});
