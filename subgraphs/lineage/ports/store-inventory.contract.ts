import { describe, expect, it } from '@jest/globals';
import { dataset, declared, edge, feature, flow, job, run } from './contract-world.contract.ts';
import type { StoreOfTest } from './lineage-store.contract.ts';

/** Going through all assets, and what directly feeds them. */
export function inventoryContract(opened: StoreOfTest): void {
  describe('going through assets', () => {
    it('gives ids that begin with a text in order, a part at a time', async () => {
      const { store } = opened();
      const assets = [dataset('b'), dataset('B'), dataset('ä'), job('a'), feature('b', 'x')];
      await store.record([{ kind: 'known', assets }], 1);
      const datasets = [dataset('ä'), dataset('B'), dataset('b')];
      expect(await store.assetsFrom('dataset/', null, 9)).toEqual(datasets);
      expect(await store.assetsFrom('dataset/', null, 2)).toEqual(datasets.slice(0, 2));
      expect(await store.assetsFrom('dataset/', dataset('B'), 9)).toEqual([dataset('b')]);
      expect(await store.assetsFrom('service/', null, 9)).toEqual([]);
    });

    it('gives what directly feeds each at a time, without columns and what is retracted', async () => {
      const { store } = opened();
      const columns = [edge(feature('x', 'f'), 'READS', job('a')), edge(job('a'), 'CALLS', job('a'))];
      await store.record([run('a', 5, [...flow('a', ['x', 'y'], ['z']), ...columns])], 1);
      expect(await store.feeders([job('a'), dataset('z'), dataset('x'), dataset('nowhere')], 5)).toEqual(
        new Map([
          [job('a'), [dataset('x'), dataset('y'), job('a')]],
          [dataset('z'), [job('a')]],
        ]),
      );
      expect(await store.feeders([job('a')], 4)).toEqual(new Map());
      const retracted = { ...edge(dataset('x'), 'READS', job('a')), validFrom: 0, validTo: null, retracted: true };
      await store.record([declared([retracted])], 2);
      expect((await store.feeders([job('a')], 5)).get(job('a'))).toEqual([dataset('y'), job('a')]);
      expect((await store.feeders([job('a')], 5, 1)).get(job('a'))).toHaveLength(3);
      expect(await store.feeders([job('a')], 5, 0)).toEqual(new Map());
    });
  });
}
