import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { folded, indexedPhrases, matchOf } from '../domain/search.ts';
import { dataset, declared, edge, flow, job, run } from './contract-world.contract.ts';
import type { StoreOfTest } from './lineage-store.contract.ts';
import type { SearchedNames } from './lineage-store.ts';

/** What the indexes of a store find for a search by name. */
export function searchContract(opened: StoreOfTest): void {
  describe('search by name', () => {
    async function found(query: string, more: Partial<SearchedNames> = {}) {
      const text = folded(query);
      const asked = { text, phrases: indexedPhrases(text), kinds: null, limit: 100, ...more };
      const { assets, complete } = await opened().store.searchCandidates(asked);
      const ids = assets.filter((asset) => matchOf(text, asset)).map(({ id }) => id);
      return { ids: ids.sort(), complete };
    }
    const known = (names: string[]) => opened().store.record([{ kind: 'known', assets: names.map(dataset) }], 1);

    it('finds by the beginning, by what lies within, in any case, and with an error', async () => {
      await known(['raw.Orders', 'Customers', 'a "quoted" name', 'Äpfel', '100%_sure']);
      expect(await found('orders')).toEqual({ ids: [dataset('raw.Orders')], complete: true });
      expect((await found('c')).ids).toEqual([dataset('Customers')]);
      expect((await found('CUSTOMRES')).ids).toEqual([dataset('Customers')]);
      expect((await found('"quoted"')).ids).toEqual([dataset('a "quoted" name')]);
      expect((await found('ÄPF')).ids).toEqual([dataset('Äpfel')]);
      expect((await found('%_s')).ids).toEqual([dataset('100%_sure')]);
      expect((await found('nowhere')).ids).toEqual([]);
    });

    it('finds by a title, by its newest only', async () => {
      const { store } = opened();
      const titled = (title: string) => declared([], { assets: [{ id: dataset('t'), title }] });
      await store.record([titled('Revenue by day')], 1);
      expect((await found('revenue')).ids).toEqual([dataset('t')]);
      await store.record([titled('Turnover')], 2);
      expect((await found('revenue')).ids).toEqual([]);
      expect((await found('turnover')).ids).toEqual([dataset('t')]);
      expect((await found('t')).ids).toEqual([dataset('t')]);
    });

    it('finds what an event has just named, of the kinds asked for', async () => {
      await opened().store.record([run('orders', 1, flow('orders', ['orders_in'], []))], 1);
      expect((await found('orders')).ids).toEqual([dataset('orders_in'), job('orders')]);
      expect((await found('orders', { kinds: ['JOB'] })).ids).toEqual([job('orders')]);
    });

    it('says when there is more than it gives, and gives the first by name among those that begin so', async () => {
      await known(['b_orders', 'orders_3', 'orders_1', 'orders_2']);
      const cut = await found('orders', { limit: 2, phrases: [] });
      expect(cut).toEqual({ ids: [dataset('orders_1'), dataset('orders_2')], complete: false });
      expect(await found('orders', { limit: 4 })).toMatchObject({ complete: true });
    });

    it('takes the longest names', async () => {
      const long = `orders_${'x'.repeat(2_000)}`;
      await opened().store.record([run('a', 1, [edge(dataset(long), 'READS', job('a'))])], 1);
      expect((await found('orders')).ids).toEqual([dataset(long)]);
    });

    it('finds what a look at every name would find', async () => {
      const anyName = fc.string({ unit: fc.constantFrom('a', 'b', 'É', '_', '"'), minLength: 1, maxLength: 12 });
      const names = fc.sample(anyName, { numRuns: 200, seed: 1 });
      await known(names);
      const every = [...new Set(names)].map((name) => ({ id: dataset(name), name, title: null }));
      for (const query of fc.sample(anyName, { numRuns: 40, seed: 2 })) {
        const expected = every.filter((asset) => matchOf(folded(query), asset)).map(({ id }) => id);
        expect(await found(query, { limit: 1_000 })).toEqual({ ids: expected.sort(), complete: true });
      }
    });
  });
}
