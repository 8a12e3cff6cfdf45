import { expect, it } from '@jest/globals';
import { silentLog } from '../../../platform/log.ts';
import { describeWithPostgres, onEachDatabase } from '../../../test/servers/needs-postgres.ts';
import { change, evaluationStoreContract } from '../ports/evaluation-store.contract.ts';
import type { EvaluationStore } from '../ports/evaluation-store.ts';
import { openEvaluationStore } from './sql.ts';

onEachDatabase((name, empty) =>
  evaluationStoreContract(name, async () => {
    const { place, remove } = await empty();
    let store = await openEvaluationStore(place, { holder: 'this process', measurements: 'here' });
    return {
      store,
      async reopen() {
        await store.close();
        store = await openEvaluationStore(place, { holder: 'this process', measurements: 'here' });
        return store;
      },
      another: (measurements = 'here') => openEvaluationStore(place, { holder: 'another process', measurements }),
      async discard() {
        await store.close();
        remove();
      },
    };
  }),
);

describeWithPostgres('evaluation stores of four processes on one Postgres', (postgres) => {
  it('show each change once, in an order that never changes, while the right to judge goes from one to the other', async () => {
    const place = { dataDirectory: '', databaseUrl: await postgres().newDatabase(), log: silentLog() };
    const stores = await Promise.all(
      ['a', 'b', 'c', 'd'].map((holder) => openEvaluationStore(place, { holder, measurements: 'here' })),
    );
    const [reader] = stores as [EvaluationStore];
    let saved = 0;
    const seen: number[] = [];
    const round = async (store: EvaluationStore, time: number) => {
      const lease = await store.claim(1);
      if (lease && (await store.save(lease, [], [change(time), change(time)]))) saved += 2;
      // A cursor that became visible later than a greater one would be missed here.
      const found = await reader.changesAfter(seen.at(-1) ?? 0, 100);
      if (store === reader) seen.push(...found.map(({ cursor }) => cursor));
    };
    for (let time = 1; time <= 40; time++) await Promise.all(stores.map((store) => round(store, time)));
    seen.push(...(await reader.changesAfter(seen.at(-1) ?? 0, 1000)).map(({ cursor }) => cursor));
    expect(seen).toEqual((await reader.changesAfter(0, 1000)).map(({ cursor }) => cursor));
    expect(seen).toHaveLength(saved);
    expect(saved).toBeGreaterThan(0);
    await Promise.all(stores.map((store) => store.close()));
  });
});
