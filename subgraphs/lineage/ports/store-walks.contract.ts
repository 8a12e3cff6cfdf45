import { describe, expect, it } from '@jest/globals';
import { dataset, edge, feature, flow, job, run, static_, walkFrom } from './contract-world.contract.ts';
import type { StoreOfTest } from './lineage-store.contract.ts';

/** raw -> load -> orders -> build -> features, prices -> build; two more readers of orders. */
const ESTATE = [
  run('load', 1, flow('load', ['raw'], ['orders'])),
  run('build', 1, flow('build', ['orders', 'prices'], ['features'])),
  run('audit', 1, flow('audit', ['orders'], [])),
];

/** What is found around an asset, in which order and within which bounds. */
export function walksContract(opened: StoreOfTest): void {
  describe('walking', () => {
    it('finds nothing around an asset that it does not know', async () => {
      expect(await opened().store.walk(walkFrom(dataset('nowhere')))).toEqual({ found: [], completeness: 'COMPLETE' });
    });

    it('finds nothing around an asset without edges', async () => {
      const { store } = opened();
      await store.record([{ kind: 'known', assets: [dataset('alone')] }], 1);
      expect(await store.walk(walkFrom(dataset('alone')))).toEqual({ found: [], completeness: 'COMPLETE' });
    });

    it('goes upstream through what feeds an asset, nearest first, then by id', async () => {
      const { store } = opened();
      await store.record(ESTATE, 1);
      expect(await store.walk(walkFrom(dataset('features')))).toEqual({
        found: [
          { id: job('build'), depth: 1 },
          { id: dataset('orders'), depth: 2 },
          { id: dataset('prices'), depth: 2 },
          { id: job('load'), depth: 3 },
          { id: dataset('raw'), depth: 4 },
        ],
        completeness: 'COMPLETE',
      });
    });

    it('goes downstream through what an asset feeds', async () => {
      const { store } = opened();
      await store.record(ESTATE, 1);
      expect((await store.walk(walkFrom(dataset('orders'), { direction: 'downstream' }))).found).toEqual([
        { id: job('audit'), depth: 1 },
        { id: job('build'), depth: 1 },
        { id: dataset('features'), depth: 2 },
      ]);
    });

    it('says that it was cut off exactly when the depth left something out', async () => {
      const { store } = opened();
      await store.record(ESTATE, 1);
      const reached = async (depth: number) => {
        const { found, completeness } = await store.walk(walkFrom(dataset('features'), { depth }));
        return [found.length, completeness];
      };
      expect(await reached(1)).toEqual([1, 'TRUNCATED']);
      expect(await reached(3)).toEqual([4, 'TRUNCATED']);
      expect(await reached(4)).toEqual([5, 'COMPLETE']);
      expect(await reached(5)).toEqual([5, 'COMPLETE']);
    });

    it('says that it was cut off exactly when the limit left something out, and keeps the nearest and first', async () => {
      const { store } = opened();
      await store.record(ESTATE, 1);
      const cut = await store.walk(walkFrom(dataset('features'), { limit: 2 }));
      expect(cut).toEqual({
        found: [
          { id: job('build'), depth: 1 },
          { id: dataset('orders'), depth: 2 },
        ],
        completeness: 'TRUNCATED',
      });
      expect((await store.walk(walkFrom(dataset('features'), { limit: 4 }))).completeness).toBe('TRUNCATED');
      expect((await store.walk(walkFrom(dataset('features'), { limit: 5 }))).completeness).toBe('COMPLETE');
    });

    it('is whole when depth and limit are met and nothing lies beyond', async () => {
      const { store } = opened();
      await store.record([run('a', 1, [...flow('a', ['x'], ['y']), edge(dataset('y'), 'READS', job('a'))])], 1);
      expect(await store.walk(walkFrom(dataset('y'), { depth: 2, limit: 2 }))).toEqual({
        found: [
          { id: job('a'), depth: 1 },
          { id: dataset('x'), depth: 2 },
        ],
        completeness: 'COMPLETE',
      });
    });

    it('gives each asset once at its least distance, also around a cycle', async () => {
      const { store } = opened();
      await store.record([run('a', 1, flow('a', ['x', 'z'], ['y'])), run('b', 1, flow('b', ['y', 'x'], ['z']))], 1);
      expect((await store.walk(walkFrom(dataset('z')))).found).toEqual([
        { id: job('b'), depth: 1 },
        { id: dataset('x'), depth: 2 },
        { id: dataset('y'), depth: 2 },
        { id: job('a'), depth: 3 },
      ]);
    });

    it('does not find the start in a loop of its own', async () => {
      const { store } = opened();
      await store.record([run('a', 1, [edge(job('a'), 'CALLS', job('a')), ...flow('a', ['x'], [])])], 1);
      expect(await store.walk(walkFrom(job('a')))).toEqual({
        found: [{ id: dataset('x'), depth: 1 }],
        completeness: 'COMPLETE',
      });
    });

    it('sees an edge from validFrom until before validTo', async () => {
      const { store } = opened();
      await store.record([run('a', 10, flow('a', ['old'], [])), run('a', 20, flow('a', ['new'], []))], 1);
      const inputs = async (asOf: number) =>
        (await store.walk(walkFrom(job('a'), { asOf }))).found.map(({ id }) => id.split('/')[2]);
      expect(await inputs(9)).toEqual([]);
      expect(await inputs(10)).toEqual(['old']);
      expect(await inputs(19)).toEqual(['old']);
      expect(await inputs(20)).toEqual(['new']);
    });

    it('takes column-level edges only where asked', async () => {
      const { store } = opened();
      const columns = [
        edge(feature('raw', 'a'), 'DERIVES', feature('orders', 'a')),
        edge(feature('orders', 'a'), 'PART_OF', dataset('orders')),
        edge(job('load'), 'WRITES', feature('orders', 'b')),
        edge(feature('orders', 'b'), 'PART_OF', dataset('orders')),
      ];
      await store.record([run('load', 1, [...flow('load', ['raw'], ['orders']), ...columns])], 1);
      const plain = await store.walk(walkFrom(dataset('orders')));
      expect(plain.found.map(({ id }) => id)).toEqual([job('load'), dataset('raw')]);
      const whole = await store.walk(walkFrom(dataset('orders'), { columns: true }));
      expect(whole.found).toEqual([
        { id: feature('orders', 'a'), depth: 1 },
        { id: feature('orders', 'b'), depth: 1 },
        { id: job('load'), depth: 1 },
        { id: dataset('raw'), depth: 2 },
        { id: feature('raw', 'a'), depth: 2 },
      ]);
      const field = await store.walk(walkFrom(feature('raw', 'a'), { direction: 'downstream', columns: true }));
      expect(field.found.map(({ id }) => id)).toEqual([feature('orders', 'a'), dataset('orders')]);
    });

    it('does not count column-level edges as left out of a walk without them', async () => {
      const { store } = opened();
      await store.record([static_(dataset('v'), 1, [edge(feature('v', 'a'), 'PART_OF', dataset('v'))])], 1);
      expect(await store.walk(walkFrom(dataset('v'), { depth: 1 }))).toEqual({ found: [], completeness: 'COMPLETE' });
    });

    it('gives up at the deadline and says so', async () => {
      const { store } = opened();
      await store.record(ESTATE, 1);
      const { found, completeness } = await store.walk(walkFrom(dataset('features'), { deadline: Date.now() - 1 }));
      expect(completeness).toBe('TIMED_OUT');
      expect(found.length).toBeLessThanOrEqual(5);
    });

    it('sorts ids by code unit', async () => {
      const { store } = opened();
      const names = ['b', 'B', 'a', '_', '10', '9', 'ä', '~'];
      await store.record([run('j', 1, flow('j', names, []))], 1);
      const { found } = await store.walk(walkFrom(job('j')));
      expect(found.map(({ id }) => id)).toEqual(names.map(dataset).sort());
    });
  });
}
