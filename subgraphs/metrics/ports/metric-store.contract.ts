import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { StoredComponents } from '../domain/components.ts';
import type { KeptMeasurement, Measurement } from '../domain/measurement.ts';
import type { CumulativePoint } from '../domain/observation.ts';
import { ASSET, DAY, everything, HOUR, measurement, OTHER, plain, sketchOf } from './metric-store.fixtures.ts';
import type { MetricStore } from './metric-store.ts';
import { rollUpsContract } from './roll-ups.contract.ts';

/** A store to test, and how to open the same data again. */
export interface OpenedMetricStore {
  store: MetricStore;
  reopen(): Promise<MetricStore>;
  discard(): Promise<void>;
}

/** As it is kept when it replaced none. */
const kept = (measured: Measurement): KeptMeasurement => ({ ...measured, firstRecordedAt: measured.recordedAt });

/** Bytes as the same kind of array, whatever the store's driver makes of them. */
const comparable = ({ components, ...one }: KeptMeasurement): KeptMeasurement => ({
  ...one,
  components: plain(components),
});

const double = fc.double({ noNaN: true, noDefaultInfinity: true });

/** Components of every kind, to the last bit of their numbers. */
const anyComponents: fc.Arbitrary<StoredComponents> = fc.oneof(
  fc.record(
    { sum: double, count: double, min: double, max: double, sumOfSquares: double },
    { requiredKeys: ['sum', 'count', 'min', 'max'] },
  ),
  double.map((value) => ({ sum: value, count: 1, min: value, max: value })),
  double.map((value) => ({ sum: value, count: 1, min: value, max: value, sumOfSquares: value * value })),
  fc.record({ numerator: double, denominator: double }),
  fc.dictionary(fc.string({ maxLength: 8 }), double, { maxKeys: 4 }).map((bins) => ({ bins })),
  fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { maxLength: 20 }).map(sketchOf),
  fc.integer({ min: 0, max: 2 ** 45 }).map((latest) => ({ latest })),
);

/** What every metric store keeps to. */
export function metricStoreContract(open: () => Promise<OpenedMetricStore>): void {
  describe('a metric store', () => {
    let opened: OpenedMetricStore;
    let store: MetricStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.discard());

    const all = async (more: Partial<Measurement> = {}) => (await store.measurements([everything(more)]))[0] ?? [];

    it('answers as it was told, whatever the components', async () => {
      const told = [
        measurement({ end: 1 }),
        measurement({ end: 2, components: { sum: 1.5, count: 2, min: -1, max: 2.5 }, traceIds: ['a', 'b'] }),
        measurement({ end: 3, components: { bins: { '(1, 2]': 3, missing: 0 } } }),
        measurement({ end: 4, components: sketchOf([-3, 0, 0.5, 7, 7]) }),
        measurement({ end: 5, components: { latest: 1_790_000_000_000 } }),
        measurement({ end: 6, components: { sum: 0, count: 2, min: 0, max: 0, sumOfSquares: 0 } }),
      ];
      await store.record(told);
      expect((await all()).map(comparable)).toEqual(told.map(kept).map(comparable));
    });

    it('gives back every number to its last bit', async () => {
      let round = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(anyComponents, { minLength: 1, maxLength: 20 }), async (drawn) => {
          const name = `exact ${round++}`;
          const told = drawn.map((components, index) => measurement({ name, end: index + 1, components }));
          await store.record(told);
          expect((await all({ name })).map(comparable)).toEqual(told.map(kept).map(comparable));
        }),
        { numRuns: 20 },
      );
    });

    it('tells when the first of those was taken in that a measurement replaced', async () => {
      await store.record([measurement({ recordedAt: 10 }), measurement({ recordedAt: 10, end: 2 * DAY })]);
      await store.record([measurement({ recordedAt: 20, components: { numerator: 8, denominator: 10 } })]);
      await store.record([measurement({ recordedAt: 30, components: { numerator: 7, denominator: 10 } })]);
      expect((await all()).map(({ firstRecordedAt, recordedAt }) => [firstRecordedAt, recordedAt])).toEqual([
        [10, 30],
        [10, 10],
      ]);
    });

    it('counts the same measurement once', async () => {
      await store.record([measurement(), measurement()]);
      await store.record([measurement({ recordedAt: 3 * DAY })]);
      expect(await all()).toEqual([kept(measurement())]);
    });

    it('counts once what is told again out of order, by several at a time', async () => {
      const days = [5, 1, 4, 2, 3].map((day) => measurement({ end: day * DAY }));
      await Promise.all([store.record(days), store.record(days.toReversed()), store.record(days.slice(2))]);
      expect((await all()).map(({ end }) => end / DAY)).toEqual([1, 2, 3, 4, 5]);
    });

    it('lets a later value replace an earlier one, in one call and in two', async () => {
      const value = (numerator: number) => measurement({ components: { numerator, denominator: 10 } });
      await store.record([value(1), value(2)]);
      expect(await all()).toEqual([kept(value(2))]);
      await store.record([value(3)]);
      expect(await all()).toEqual([kept(value(3))]);
    });

    it('keeps apart what differs in dimensions, end, duration, fingerprint or asset', async () => {
      const told = [
        measurement({ dimensions: '[["cohort","new"]]' }),
        measurement({ end: 2 * DAY }),
        measurement({ duration: DAY / 2 }),
        measurement(),
      ];
      await store.record([...told, measurement({ fingerprint: 'f2' }), measurement({ asset: OTHER })]);
      expect(await all()).toHaveLength(4);
      expect(await all({ fingerprint: 'f2' })).toEqual([kept(measurement({ fingerprint: 'f2' }))]);
      expect(await all({ asset: OTHER })).toEqual([kept(measurement({ asset: OTHER }))]);
    });

    it('answers each query by itself: after is left out, until is not', async () => {
      await store.record([1, 2, 3].map((day) => measurement({ end: day * DAY })));
      const answers = await store.measurements([
        { ...everything(), after: DAY, until: 2 * DAY },
        { ...everything({ name: 'unknown' }) },
        { ...everything(), after: 0, until: DAY },
        { ...everything(), after: 2.5 * DAY, until: 2.6 * DAY },
      ]);
      expect(answers.map((answer) => answer.map(({ end }) => end / DAY))).toEqual([[2], [], [1], []]);
    });

    it('adds the newest before the range when asked', async () => {
      await store.record([1, 2, 4].map((day) => measurement({ end: day * DAY })));
      const [answer] = await store.measurements([
        { ...everything(), after: 2 * DAY, until: 4 * DAY, withLastBefore: true },
      ]);
      expect(answer?.map(({ end }) => end / DAY)).toEqual([2, 4]);
    });

    it('lists what was observed by name and asset, page by page', async () => {
      const names = ['b', 'a', 'c'];
      await store.record(names.flatMap((name) => [ASSET, OTHER].map((asset) => measurement({ name, asset }))));
      const question = { names: ['a', 'b', 'unknown'], asset: null, first: 3 };
      const { metrics: page, total } = await store.observed({ ...question, after: null });
      expect(total).toBe(4);
      expect(page).toEqual([
        { name: 'a', asset: OTHER },
        { name: 'a', asset: ASSET },
        { name: 'b', asset: OTHER },
      ]);
      const rest = await store.observed({ ...question, after: page.at(-1) ?? null });
      expect(rest.metrics).toEqual([{ name: 'b', asset: ASSET }]);
      const ofOne = await store.observed({ ...question, asset: OTHER, after: null });
      expect(ofOne).toEqual({ metrics: [page[0], page[2]], total: 2 });
    });

    it('knows the definitions observed on an asset, and of every asked asset', async () => {
      await store.record([measurement({ name: 'b' }), measurement({ name: 'a' })]);
      expect(await store.namesOf([OTHER, ASSET])).toEqual(
        new Map<AssetId, string[]>([
          [OTHER, []],
          [ASSET, ['a', 'b']],
        ]),
      );
      expect(await store.assets()).toEqual([ASSET]);
    });

    it('names the traces of a range, newest first, each once', async () => {
      await store.record([
        measurement({ end: 1, traceIds: ['old'] }),
        measurement({ end: 2, traceIds: ['b'] }),
        measurement({ end: 3, traceIds: ['c', 'b'] }),
        measurement({ end: 4, traceIds: ['late'] }),
      ]);
      expect(await store.exemplars({ name: 'accuracy', asset: ASSET }, 1, 3, 10)).toEqual(['c', 'b']);
      expect(await store.exemplars({ name: 'accuracy', asset: ASSET }, 1, 3, 1)).toEqual(['c']);
      expect(await store.exemplars({ name: 'unknown', asset: ASSET }, 1, 3, 1)).toEqual([]);
    });

    it('tells what arrived since a cursor, the earliest of each metric', async () => {
      expect(await store.arrivalsAfter(0)).toEqual({ arrivals: [], cursor: 0 });
      await store.record([measurement({ end: 5 }), measurement({ end: 3, dimensions: 'x' })]);
      const first = await store.arrivalsAfter(0);
      expect(first.arrivals).toEqual([{ name: 'accuracy', fingerprint: 'f1', asset: ASSET, earliest: 3 }]);
      await store.record([measurement({ end: 9, asset: OTHER })]);
      const second = await store.arrivalsAfter(first.cursor);
      expect(second.arrivals).toEqual([{ name: 'accuracy', fingerprint: 'f1', asset: OTHER, earliest: 9 }]);
      expect(await store.arrivalsAfter(second.cursor)).toEqual({ arrivals: [], cursor: second.cursor });
    });

    it('tells the dimensions that something was taken in for since a time, of the names asked for', async () => {
      const now = Date.now();
      const end = Math.floor(now / HOUR) * HOUR;
      const at = (recordedAt: number, more: Partial<Measurement>) =>
        measurement({ end, duration: HOUR, recordedAt, ...more });
      await store.record([
        at(now - HOUR, { dimensions: '[["a","old"]]' }),
        at(now, { dimensions: '[["a","x"]]', end: end - HOUR }),
        at(now - 1, { dimensions: '[["a","x"]]', fingerprint: 'f2' }),
        at(now, { dimensions: '[["a","y"]]', asset: OTHER }),
        at(now, {}),
        at(now, { name: 'another', dimensions: '[["a","z"]]' }),
      ]);
      const found = await store.dimensionsSince(['accuracy', 'unknown'], now - HOUR);
      const newest = new Map<string, number>();
      for (const { name, asset, dimensions, recordedAt } of found) {
        const text = `${name} ${asset} ${dimensions}`;
        newest.set(text, Math.max(recordedAt, newest.get(text) ?? recordedAt));
      }
      expect(newest).toEqual(
        new Map([
          [`accuracy ${ASSET} [["a","x"]]`, now],
          [`accuracy ${OTHER} [["a","y"]]`, now],
        ]),
      );
      expect(await store.dimensionsSince([], 0)).toEqual([]);
    });

    it('has everything again after it was closed, and counts on', async () => {
      await store.record([measurement()]);
      const { cursor } = await store.arrivalsAfter(0);
      store = await opened.reopen();
      expect(await all()).toEqual([kept(measurement())]);
      expect(await store.assets()).toEqual([ASSET]);
      await store.record([measurement({ end: 2 * DAY })]);
      expect((await store.arrivalsAfter(cursor)).arrivals).toHaveLength(1);
      expect(await all()).toHaveLength(2);
    });

    it('takes calls that come at the same time', async () => {
      const calls = Array.from({ length: 20 }, (_, index) =>
        store.record([measurement({ end: index + 1, name: `m${index % 3}` })]),
      );
      await Promise.all(calls);
      const { metrics } = await store.observed({ names: ['m0', 'm1', 'm2'], asset: null, after: null, first: 10 });
      expect(metrics).toHaveLength(3);
      const answers = await store.measurements(['m0', 'm1', 'm2'].map((name) => everything({ name })));
      expect(answers.flat()).toHaveLength(20);
    });

    it('has of each cumulative series the last point that something was reckoned from, also after it was closed', async () => {
      const point = (
        series: string,
        time: number,
        measured: CumulativePoint['measured'],
        startTime: number | null = 5,
      ) => ({
        ...{ protocol: 'OTLP' as const, instrument: 'requests', series, startTime, time, measured },
      });
      const sum = (value: number) => ({ kind: 'sum' as const, value });
      const histogram = {
        kind: 'histogram' as const,
        count: 3,
        sum: 0.1,
        min: null,
        max: null,
        bounds: [1],
        counts: [1, 2],
      };
      const buckets = { offset: -1, counts: [1] };
      const exponential = {
        ...{ kind: 'exponentialHistogram' as const, count: 1, sum: null, min: null, max: null, scale: 3, zeroCount: 0 },
        ...{ positive: buckets, negative: { offset: 0, counts: [] } },
      };
      const last = [point('c', 40, exponential), point('b', 30, histogram, null), point('a', 20, sum(0.1 + 0.2))];
      await store.record([measurement()], [point('a', 10, sum(1)), point('b', 10, histogram)]);
      await store.record([], last.toReversed());
      const scraped = { ...point('a', 90, sum(7), null), protocol: 'PROMETHEUS' as const };
      await store.record([measurement({ end: 2 * DAY })], [scraped]);
      expect([await store.lastPoints('OTLP', 9), await store.lastPoints('OTLP', 2)]).toEqual([last, last.slice(0, 2)]);
      store = await opened.reopen();
      expect([await store.lastPoints('OTLP', 9), await store.lastPoints('PROMETHEUS', 9)]).toEqual([last, [scraped]]);
    });

    it('gives away what it answers', async () => {
      await store.record([measurement({ components: { bins: { a: 1 } } })]);
      const [first] = await all();
      if (first && 'bins' in first.components) first.components.bins.a = 7;
      expect((await all())[0]?.components).toEqual({ bins: { a: 1 } });
      (await store.assets()).pop();
      expect(await store.assets()).toHaveLength(1);
    });

    it('answers as a map from key to the last value does', async () => {
      const drawn = fc.array(
        fc.record({
          end: fc.integer({ min: 1, max: 5 }),
          duration: fc.constantFrom(1, 2),
          dimensions: fc.constantFrom('', 'x'),
          numerator: fc.integer({ min: 0, max: 9 }),
        }),
        { minLength: 1, maxLength: 25 },
      );
      let round = 0;
      await fc.assert(
        fc.asyncProperty(drawn, fc.integer({ min: 1, max: 6 }), async (rows, size) => {
          const name = `round ${round++}`;
          const told = rows.map(({ numerator, ...row }) =>
            measurement({ name, ...row, components: { numerator, denominator: 10 } }),
          );
          for (let start = 0; start < told.length; start += size) await store.record(told.slice(start, start + size));
          const newest = new Map(told.map((one) => [`${one.end} ${one.duration} ${one.dimensions}`, one]));
          const answer = await all({ name });
          expect(answer).toHaveLength(newest.size);
          for (const one of answer)
            expect(one).toEqual(kept(newest.get(`${one.end} ${one.duration} ${one.dimensions}`) as Measurement));
          expect(answer.map(({ end }) => end)).toEqual(answer.map(({ end }) => end).sort((a, b) => a - b));
        }),
        { numRuns: 20 },
      );
    });

    rollUpsContract(() => store);

    it('puts merged measurements in the place of others, where it can: no arrival, and all else as it was', async () => {
      const { condensing } = store;
      if (!condensing) return;
      const { name, fingerprint, asset } = measurement();
      const hours = [1, 2, 3, 4].map((hour) => measurement({ end: hour * HOUR, duration: HOUR }));
      await store.record([...hours, measurement({ asset: OTHER, end: 2 * HOUR, duration: HOUR })]);
      const { cursor } = await store.arrivalsAfter(0);
      const question = { name, fingerprint, until: 3 * HOUR, longest: HOUR };
      expect(await condensing.unmerged(question)).toEqual([
        { asset: ASSET, earliest: HOUR },
        { asset: OTHER, earliest: 2 * HOUR },
      ]);
      const merged = measurement({ end: 3 * HOUR, duration: 3 * HOUR, components: { numerator: 27, denominator: 30 } });
      await condensing.replace({ name, fingerprint, asset, after: 0, until: 3 * HOUR }, [merged]);
      await condensing.compact();
      expect(await all()).toEqual([kept(merged), kept(measurement({ end: 4 * HOUR, duration: HOUR }))]);
      expect(await all({ asset: OTHER })).toHaveLength(1);
      expect(await store.arrivalsAfter(cursor)).toEqual({ arrivals: [], cursor });
      expect(await condensing.unmerged(question)).toEqual([{ asset: OTHER, earliest: 2 * HOUR }]);
      expect(await condensing.forget({ name, fingerprint, until: 3 * HOUR })).toBe(true);
      expect(await condensing.forget({ name, fingerprint, until: 3 * HOUR })).toBe(false);
      expect(await all()).toEqual([kept(measurement({ end: 4 * HOUR, duration: HOUR }))]);
      store = await opened.reopen();
      expect(await all()).toEqual([kept(measurement({ end: 4 * HOUR, duration: HOUR }))]);
    });

    it('answers nothing of a metric all of whose measurements were removed, also to who asks for the last before', async () => {
      const { condensing } = store;
      if (!condensing) return;
      await store.record([measurement()]);
      await condensing.forget({ name: 'accuracy', fingerprint: 'f1', until: DAY });
      store = await opened.reopen();
      const question = { ...everything(), after: 2 * DAY, until: 3 * DAY, withLastBefore: true };
      expect(await store.measurements([question])).toEqual([[]]);
    });
  });
}
