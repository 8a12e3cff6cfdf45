import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { anyAsset, anyStatements } from '../domain/arbitrary.contract.ts';
import type { AssetBundle } from '../domain/bundle.ts';
import { type OpenStore, walkFrom } from './contract-world.contract.ts';
import type { StoreOfTest } from './lineage-store.contract.ts';
import type { LineageStore } from './lineage-store.ts';

/** Moving all that is kept from one store to another, and back. */
export function exchangeContract(opened: StoreOfTest, openOther: OpenStore): void {
  describe('exchange', () => {
    it('is empty at first and not after', async () => {
      const { store } = opened();
      expect(await store.isEmpty()).toBe(true);
      await store.record([{ kind: 'known', assets: ['dataset/n/a' as AssetId] }], 1);
      expect(await store.isEmpty()).toBe(false);
    });

    it.each([1, 2, 3, 4, 5, 6])(
      'holds and answers the same as the store that it came from, estate %i',
      async (seed) => {
        const { store } = opened();
        const other = await openOther();
        const [statements = [], more = []] = fc.sample(anyStatements('n'), { numRuns: 2, seed });
        try {
          await record(other.store, statements, 100);
          const bundles = await allOf(other.store);
          await store.restore(bundles.slice(0, 3));
          await store.restore(bundles);
          expect(await allOf(store)).toEqual(bundles);

          // What is told afterwards meets the same past.
          await record(store, more, 1_000);
          await record(other.store, more, 1_000);
          expect(await allOf(store)).toEqual(await allOf(other.store));
          for (const start of new Set(fc.sample(anyAsset('n'), { numRuns: 10, seed })))
            for (const knownAt of [null, 150, 250]) {
              const asked = walkFrom(start, { asOf: 4, knownAt, columns: true });
              expect(await store.walk(asked)).toEqual(await other.store.walk(asked));
            }
        } finally {
          await other.close();
        }
      },
    );
  });
}

/** In batches of five, each at a time of its own. */
async function record(store: LineageStore, statements: Parameters<LineageStore['record']>[0], from: number) {
  for (let at = 0; at < statements.length; at += 5) await store.record(statements.slice(at, at + 5), from + at * 20);
}

async function allOf(store: LineageStore): Promise<AssetBundle[]> {
  const all: AssetBundle[] = [];
  for (let page = await store.bundles(null, 4); page.length > 0; page = await store.bundles(all.at(-1)?.id ?? null, 4))
    all.push(...page);
  return all;
}
