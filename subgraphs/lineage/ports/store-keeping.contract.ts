import { describe, expect, it } from '@jest/globals';
import {
  dataset,
  declared,
  deployment,
  edge,
  fact,
  feature,
  flow,
  job,
  model,
  run,
  static_,
  walkFrom,
} from './contract-world.contract.ts';
import type { StoreOfTest } from './lineage-store.contract.ts';

/** What is kept, once, whole and durably. */
export function keepingContract(opened: StoreOfTest): void {
  describe('keeping', () => {
    it('answers when asked whether it is there', async () => {
      await expect(opened().store.ping()).resolves.toBeUndefined();
    });

    it('takes nothing and keeps nothing', async () => {
      expect(await opened().store.record([], 1)).toEqual({ newAssets: 0 });
    });

    it('leaves out assets that it does not know', async () => {
      const { store } = opened();
      await store.record([{ kind: 'known', assets: [dataset('orders')] }], 7);
      expect(await store.assets([dataset('orders'), dataset('prices')])).toEqual(
        new Map([[dataset('orders'), { id: dataset('orders'), declaredTitle: null, recordedAt: 7 }]]),
      );
      expect(await store.assets([])).toEqual(new Map());
    });

    it('knows every asset that a statement names', async () => {
      const { store } = opened();
      const statements = [
        run('load', 1, flow('load', ['raw'], ['orders']), {
          parent: { runId: 'p', job: job('nightly') },
          facts: [fact(dataset('seen'), 1, { kind: 'rowCount', rows: 1 })],
        }),
        static_(dataset('view'), 1, [edge(feature('raw', 'a'), 'DERIVES', feature('view', 'a'))]),
        declared([{ ...edge(model('7'), 'SERVES', deployment('churn')), validFrom: 1, validTo: null }], {
          assets: [{ id: dataset('extra'), title: 'Extra' }],
        }),
      ];
      const names = [
        ...[job('load'), job('nightly'), dataset('raw'), dataset('orders'), dataset('seen'), dataset('view')],
        ...[feature('raw', 'a'), feature('view', 'a'), model('7'), deployment('churn'), dataset('extra')],
      ];
      expect(await store.record(statements, 1)).toEqual({ newAssets: names.length });
      expect([...(await store.assets(names)).keys()].sort()).toEqual(names.toSorted());
    });

    it('counts an asset as new once, and remembers when it was first recorded', async () => {
      const { store } = opened();
      await store.record([{ kind: 'known', assets: [dataset('a'), dataset('a')] }], 1);
      expect(await store.record([{ kind: 'known', assets: [dataset('a'), dataset('b')] }], 2)).toEqual({
        newAssets: 1,
      });
      expect((await store.assets([dataset('a')])).get(dataset('a'))?.recordedAt).toBe(1);
    });

    it('keeps the latest title declared, and does not lose it to a declaration without one', async () => {
      const { store } = opened();
      const title = (text: string | null) => declared([], { assets: [{ id: dataset('a'), title: text }] });
      await store.record([title('Old'), title('Orders')], 1);
      await store.record([title(null)], 2);
      expect((await store.assets([dataset('a')])).get(dataset('a'))?.declaredTitle).toBe('Orders');
    });

    it('changes nothing when the same statements come again', async () => {
      const { store } = opened();
      const statements = [
        run('load', 1, flow('load', ['raw'], ['orders']), {
          facts: [fact(dataset('orders'), 1, { kind: 'rowCount', rows: 5 }, 'load@1')],
        }),
        declared([{ ...edge(dataset('orders'), 'READS', job('next')), validFrom: 1, validTo: 9 }]),
      ];
      await store.record(statements, 1);
      const before = await everything();
      expect(await store.record([...statements, ...statements], 2)).toEqual({ newAssets: 0 });
      expect(await everything()).toEqual(before);

      async function everything() {
        const ids = [job('load'), job('next'), dataset('raw'), dataset('orders')];
        return [
          await store.assets(ids),
          await store.edgesAmong(ids, 5),
          await store.facts(ids, 0, 10),
          await store.runsOf(ids, 0, 10, 10),
        ];
      }
    });

    it('keeps a declaration by its idempotency key, and only the first', async () => {
      const { store } = opened();
      const edges = [{ ...edge(dataset('a'), 'READS', job('j')), validFrom: 1, validTo: null }];
      const idempotency = { key: 'k', fingerprint: 'f' };
      const first = declared(edges, { idempotency, assets: [{ id: dataset('a'), title: 'A' }] });
      await store.record([first], 1);
      await store.record(
        [declared([{ ...edge(dataset('b'), 'READS', job('j')), validFrom: 1, validTo: null }], { idempotency })],
        2,
      );
      expect(await store.declaration('k')).toEqual(first);
      expect(await store.declaration('other')).toBeNull();
      expect((await store.walk(walkFrom(job('j')))).found).toEqual([{ id: dataset('a'), depth: 1 }]);
    });

    it('takes calls at the same time without losing or doubling any', async () => {
      const { store } = opened();
      const call = (n: number) => store.record([run('load', n, flow('load', [`raw${n % 5}`], ['orders']))], n);
      const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => call(n)));
      expect(answers.reduce((sum, { newAssets }) => sum + newAssets, 0)).toBe(7);
      expect((await store.runsOf([job('load')], 0, 100, 100)).get(job('load'))).toHaveLength(40);
      expect((await store.walk(walkFrom(job('load')))).found).toEqual([{ id: dataset('raw4'), depth: 1 }]);
    });

    it('gives results that the caller may change', async () => {
      const { store } = opened();
      await store.record([run('load', 1, flow('load', ['raw'], ['orders']))], 1);
      const ids = [dataset('raw'), job('load')];
      const edges = await store.edgesAmong(ids, 1);
      const walk = await store.walk(walkFrom(job('load')));
      const assets = await store.assets(ids);
      const runs = await store.runsOf([job('load')], 0, 5, 5);
      for (const found of edges) found.validTo = 0;
      walk.found.length = 0;
      for (const asset of assets.values()) asset.declaredTitle = 'changed';
      for (const known of runs.get(job('load')) ?? []) known.state = 'FAIL';
      expect((await store.edgesAmong(ids, 1))[0]?.validTo).toBeNull();
      expect((await store.walk(walkFrom(job('load')))).found).toHaveLength(1);
      expect((await store.assets(ids)).get(dataset('raw'))?.declaredTitle).toBeNull();
      expect((await store.runs(['load@1'])).get('load@1')?.state).toBe('COMPLETE');
    });

    it('does not change with a statement that the caller changes after handing it over', async () => {
      const { store } = opened();
      const statement = run('load', 1, flow('load', ['raw'], ['orders']));
      await store.record([statement], 1);
      statement.edges.length = 0;
      await store.record([run('load', 2, flow('load', ['raw'], ['orders']))], 2);
      expect((await store.edgesAmong([dataset('raw'), job('load')], 5))[0]?.validFrom).toBe(1);
    });

    it('finds everything again after it was closed', async () => {
      const { store, reopen } = opened();
      await store.record([run('load', 1, flow('load', ['raw'], ['orders']))], 1);
      await store.record([run('load', 3, flow('load', ['prices'], ['orders']))], 3);
      if (!reopen) return;
      const again = await reopen();
      expect((await again.walk(walkFrom(dataset('orders'), { asOf: 2 }))).found.map(({ id }) => id)).toEqual([
        job('load'),
        dataset('raw'),
      ]);
      await again.record([run('load', 2, flow('load', ['late'], ['orders']))], 4);
      expect((await again.edgesAmong([dataset('raw'), job('load')], 1))[0]?.validTo).toBe(2);
      expect([...(await again.assets([dataset('raw'), dataset('late')])).keys()]).toHaveLength(2);
    });
  });
}
