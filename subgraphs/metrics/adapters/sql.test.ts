import { onEachDatabase } from '../../../test/servers/needs-postgres.ts';
import { evaluationStoreContract } from '../ports/evaluation-store.contract.ts';
import { openEvaluationStore } from './sql.ts';

onEachDatabase((name, empty) =>
  evaluationStoreContract(name, async () => {
    const { place, remove } = await empty();
    let store = await openEvaluationStore(place);
    return {
      store,
      async reopen() {
        await store.close();
        store = await openEvaluationStore(place);
        return store;
      },
      async discard() {
        await store.close();
        remove();
      },
    };
  }),
);
