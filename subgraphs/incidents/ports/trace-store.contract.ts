import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { longestAssetId } from '../../../vocabulary/asset-id.contract.ts';
import { day, span } from '../domain/fixtures.contract.ts';
import type { TraceStore } from './trace-store.ts';

const CHURN = { name: 'churn', environment: 'prod' };
const TODAY = { from: day(2), to: day(3) };

/** What every trace store does. `open` opens the same empty store with room for `limit` spans, again when called again. */
export function traceStoreContract(
  name: string,
  prepare: () => Promise<{ open(limit: number): Promise<TraceStore>; remove(): void }>,
) {
  describe(`the trace store in ${name}`, () => {
    let prepared: Awaited<ReturnType<typeof prepare>>;
    let store: TraceStore;
    beforeEach(async () => {
      prepared = await prepare();
      store = await prepared.open(3);
    });
    afterEach(async () => {
      await store.close();
      prepared.remove();
    });

    it('gives a trace back as it came, its spans by start', async () => {
      const [first, second] = [
        span(),
        span({ spanId: '0'.repeat(16), startTime: day(2) + 5, parentSpanId: '1'.repeat(16) }),
      ];
      await store.keep([second, first]);
      expect(await store.spansOf([first.traceId, 'unknown'])).toEqual(new Map([[first.traceId, [first, second]]]));
    });

    it('takes the same span again for the same', async () => {
      await store.keep([span(), span()]);
      await store.keep([span()]);
      expect((await store.spansOf([span().traceId])).get(span().traceId)).toHaveLength(1);
    });

    it('forgets the spans received first when the ring is full', async () => {
      const ids = ['a', 'b', 'c', 'd'];
      for (const traceId of ids) await store.keep([span({ traceId })]);
      expect([...(await store.spansOf(ids)).keys()].sort()).toEqual(['b', 'c', 'd']);
    });

    it('keeps no more than its limit of one batch', async () => {
      await store.keep(['a', 'b', 'c', 'd', 'e'].map((traceId) => span({ traceId })));
      expect([...(await store.spansOf(['a', 'b', 'c', 'd', 'e'])).keys()].sort()).toEqual(['c', 'd', 'e']);
    });

    it('finds traces with errors first, then the slowest', async () => {
      await store.keep([
        span({ traceId: 'slow', durationNanoseconds: '900000000' }),
        span({ traceId: 'quick' }),
        span({ traceId: 'failed', durationNanoseconds: '1', status: 'ERROR' }),
      ]);
      expect(await store.notable(CHURN, TODAY, 2)).toEqual(['failed', 'slow']);
    });

    it('finds only spans of the service, its environment and the range, its end left out', async () => {
      await store.keep([span({ traceId: 'a', service: 'shop' }), span({ traceId: 'b', environment: 'test' })]);
      expect(await store.notable(CHURN, TODAY, 5)).toEqual([]);
      await store.keep([span({ traceId: 'c', startTime: day(3) }), span({ traceId: 'd', environment: null })]);
      expect(await store.notable(CHURN, TODAY, 5)).toEqual(['d']);
    });

    it('finds spans of a service however long its name is', async () => {
      const service = longestAssetId();
      await store.keep([span({ service }), span({ traceId: 'other', service: longestAssetId(1) })]);
      expect(await store.notable({ name: service, environment: 'prod' }, TODAY, 5)).toEqual([span().traceId]);
    });

    it('still has after a restart what it acknowledged', async () => {
      await store.keep([span()]);
      await store.close();
      store = await prepared.open(3);
      expect((await store.spansOf([span().traceId])).size).toBe(1);
    });

    it('is not changed by what is done to its answers', async () => {
      await store.keep([span()]);
      const [mine] = (await store.spansOf([span().traceId])).get(span().traceId) ?? [];
      if (mine) mine.attributes.stolen = true;
      expect((await store.spansOf([span().traceId])).get(span().traceId)).toEqual([span()]);
    });

    it('takes and answers nothing at all', async () => {
      await store.keep([]);
      expect(await store.spansOf([])).toEqual(new Map());
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });
}
