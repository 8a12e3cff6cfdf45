import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { longestAssetId } from '../../../vocabulary/asset-id.contract.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import { DAY, day, span } from '../domain/fixtures.contract.ts';
import type { TraceStore } from './trace-store.ts';

const CHURN = { name: 'churn', environment: 'prod' };
const TODAY = { from: day(2), to: day(3) };

/** How much a store under test keeps, and what time it is there. */
interface RingUnderTest {
  limit: number;
  limitOfTrace: number;
  age: Milliseconds;
  now(): Instant;
}

/** What every trace store does. `open` opens the same empty store, again when called again. */
export function traceStoreContract(
  name: string,
  prepare: () => Promise<{ open(ring: RingUnderTest): Promise<TraceStore>; remove(): void }>,
) {
  describe(`the trace store in ${name}`, () => {
    let prepared: Awaited<ReturnType<typeof prepare>>;
    let store: TraceStore;
    let now: Instant;
    const open = (limit = 3, limitOfTrace = limit) => prepared.open({ limit, limitOfTrace, age: DAY, now: () => now });
    const had = async (traceIds: string[], mostOfEach = 10) =>
      new Map([...(await store.spansOf(traceIds, mostOfEach))].map(([id, { spans }]) => [id, spans]));
    beforeEach(async () => {
      now = day(2);
      prepared = await prepare();
      store = await open();
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
      expect(await had([first.traceId, 'unknown'])).toEqual(new Map([[first.traceId, [first, second]]]));
    });

    it('takes the same span again for the same', async () => {
      await store.keep([span(), span()]);
      await store.keep([span()]);
      expect((await had([span().traceId])).get(span().traceId)).toHaveLength(1);
    });

    it('forgets the spans received first when the ring is full', async () => {
      const ids = ['a', 'b', 'c', 'd'];
      for (const traceId of ids) await store.keep([span({ traceId })]);
      expect([...(await had(ids)).keys()].sort()).toEqual(['b', 'c', 'd']);
    });

    it('keeps no more than its limit of one batch', async () => {
      await store.keep(['a', 'b', 'c', 'd', 'e'].map((traceId) => span({ traceId })));
      expect([...(await had(['a', 'b', 'c', 'd', 'e'])).keys()].sort()).toEqual(['c', 'd', 'e']);
    });

    it('says of a trace how many spans it had, also those that the ring has let go', async () => {
      await store.close();
      store = await open(3, 100);
      const of = (traceId: string, ...ids: string[]) => ids.map((spanId) => span({ traceId, spanId }));
      await store.keep(of('a', '1', '2', '3', '4', '5'));
      await store.keep(of('a', '6'));
      const [a] = [...(await store.spansOf(['a'], 10)).values()];
      expect([a?.spanCount, a?.spans.map(({ spanId }) => spanId)]).toEqual([6, ['4', '5', '6']]);
      await store.keep(of('b', '1', '2', '3'));
      await store.keep(of('a', '7'));
      expect((await store.spansOf(['a'], 10)).get('a')?.spanCount).toBe(1);
    });

    it('lets no trace push out the others: of one that is too long it keeps the half that tells most', async () => {
      await store.close();
      store = await open(20, 4);
      await store.keep([span({ traceId: 'short' })]);
      const long = Array.from({ length: 100 }, (_, index) =>
        span({ traceId: 'long', spanId: `${index}`.padStart(3, '0'), durationNanoseconds: `${1000 - index}` }),
      );
      const failed = span({ traceId: 'long', spanId: 'failed', durationNanoseconds: '1', status: 'ERROR' });
      for (let start = 0; start < 100; start += 5) await store.keep([...long.slice(start, start + 5), failed]);
      const found = await store.spansOf(['short', 'long'], 50);
      expect(found.get('short')).toMatchObject({ spanCount: 1 });
      expect(
        found
          .get('long')
          ?.spans.map(({ spanId }) => spanId)
          .sort(),
      ).toEqual(['000', 'failed']);
      expect(found.get('long')?.spanCount).toBe(101);
    });

    it('forgets spans that came in longer ago than their age', async () => {
      await store.keep([span({ traceId: 'a' })]);
      now += DAY;
      await store.keep([span({ traceId: 'b' })]);
      expect([...(await had(['a', 'b'])).keys()]).toEqual(['a', 'b']);
      now += 1;
      await store.keep([span({ traceId: 'c' })]);
      expect([...(await had(['a', 'b', 'c'])).keys()].sort()).toEqual(['b', 'c']);
    });

    it('gives of a long trace the spans that failed, then those that took longest, and says how many there were', async () => {
      await store.keep([
        span({ spanId: 'quick', startTime: day(2) }),
        span({ spanId: 'failed', startTime: day(2) + 2, durationNanoseconds: '1', status: 'ERROR' }),
        span({ spanId: 'slow', startTime: day(2) + 1, durationNanoseconds: '900000000' }),
      ]);
      const trace = (await store.spansOf([span().traceId], 2)).get(span().traceId);
      expect([trace?.spanCount, trace?.spans.map(({ spanId }) => spanId)]).toEqual([3, ['slow', 'failed']]);
    });

    it('finds the traces of a run that its spans name, the newest first', async () => {
      const of = (run: string) => ({ attributes: { 'openlineage.run.id': run } });
      await store.keep([
        span({ traceId: 'a', ...of('1') }),
        span({ traceId: 'b', startTime: day(2) + 1, ...of('1') }),
        span({ traceId: 'c', ...of('2') }),
      ]);
      expect(await store.ofRuns(['run/1'], 5)).toEqual(['b', 'a']);
      expect(await store.ofRuns(['run/1', 'run/2', 'run/3'], 1)).toEqual(['b']);
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
      store = await open();
      expect((await had([span().traceId])).size).toBe(1);
    });

    it('is not changed by what is done to its answers', async () => {
      await store.keep([span()]);
      const [mine] = (await had([span().traceId])).get(span().traceId) ?? [];
      if (mine) mine.attributes.stolen = true;
      expect((await had([span().traceId])).get(span().traceId)).toEqual([span()]);
    });

    it('takes and answers nothing at all', async () => {
      await store.keep([]);
      expect(await had([])).toEqual(new Map());
      expect(await store.ofRuns([], 5)).toEqual([]);
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });
}
