import { describe, expect, it } from '@jest/globals';
import type { TelemetryPoint } from '../../subgraphs/metrics/index.ts';
import { casesOf } from '../../test/data/oracles/oracles.ts';
import { differencesOf } from './differences.ts';
import { newMemory, remember } from './memory.ts';

type Measured = TelemetryPoint['measured'];

const LISTENING_SINCE = 100;
const claims = new Map([['requests', LISTENING_SINCE]]);

const point = (time: number, measured: Measured, startTime = LISTENING_SINCE): TelemetryPoint => ({
  protocol: 'OTLP',
  instrument: 'requests',
  attributes: {},
  unit: null,
  startTime,
  time,
  measured,
  exemplars: [],
});
const sum = (time: number, value: number, startTime?: number) => point(time, { kind: 'sum', value }, startTime);

/** What each of these adds, sent one after another; null where nothing is counted. */
function added(...sent: TelemetryPoint[]): (Measured | null)[] {
  const memory = newMemory();
  return sent.map((each) => {
    const { points, reckonedFrom } = differencesOf([{ point: each, series: 'a' }], memory, claims);
    remember(reckonedFrom, memory);
    return points[0]?.measured ?? null;
  });
}
const valuesOf = (...sent: TelemetryPoint[]) =>
  added(...sent).map((measured) => (measured?.kind === 'sum' ? measured.value : null));

describe('a cumulative sum', () => {
  it('counts what it grew by', () => expect(valuesOf(sum(101, 5), sum(102, 8), sum(103, 8))).toEqual([5, 3, 0]));
  it('counts from its new start when the process behind it began again', () =>
    expect(valuesOf(sum(101, 5), sum(103, 2, 102))).toEqual([5, 2]));
  it('counts from zero when it fell, though nobody said that it began again', () =>
    expect(valuesOf(sum(101, 5), sum(103, 2))).toEqual([5, 2]));
  it.each(casesOf<string, { expr: string }>('promql').filter(({ input }) => input.expr.startsWith('rate(all_total')))(
    'grows as fast as PromQL has it, $id',
    ({ expected }) => {
      // The oracle's series by the minute: a thousand more each, and from the 31st on anew.
      const held = (minute: number) => 1000 * (minute <= 30 ? minute : minute - 31);
      const minutes = Array.from({ length: 50 }, (_, minute) => sum(LISTENING_SINCE + minute, held(minute)));
      const grown = valuesOf(...minutes);
      expect((grown[10] ?? 0) / 60).toBeCloseTo(Number(expected.split(' ').at(-1)), 9);
      expect([grown[30], grown[31], grown[32]]).toEqual([1000, 0, 1000]);
    },
  );
  it('counts nothing twice when a point comes again or late', () =>
    expect(valuesOf(sum(102, 5), sum(102, 5), sum(101, 3))).toEqual([5, null, null]));
  it('does not count what it held before anybody listened', () =>
    expect(valuesOf(sum(101, 500, 50), sum(102, 507, 50))).toEqual([null, 7]));
  it('counts again what was sent again because the store was away', () => {
    const memory = newMemory();
    const sent = [{ point: sum(101, 5), series: 'a' }];
    differencesOf(sent, memory, claims);
    expect(differencesOf(sent, memory, claims).points).toHaveLength(1);
  });
  it('is forgotten when a hundred thousand others were heard since', () => {
    const memory = newMemory();
    const sent = Array.from({ length: 100_001 }, (_, series) => ({ point: sum(101, 5), series: String(series) }));
    remember(differencesOf(sent, memory, claims).reckonedFrom, memory);
    expect([memory.last.size, memory.last.has('0'), memory.last.has('1')]).toEqual([100_000, false, true]);
    // What it held was counted before it was forgotten: it begins anew.
    expect(differencesOf([{ point: sum(102, 7), series: '0' }], memory, claims).points).toEqual([]);
    expect(differencesOf([{ point: sum(103, 7, 102), series: 'new' }], memory, claims).points).toHaveLength(1);
  });
});

describe('a cumulative histogram', () => {
  const histogram = (time: number, counts: number[]) => {
    const count = counts.reduce((all, one) => all + one, 0);
    return point(time, { kind: 'histogram', count, sum: count, min: 0, max: 9, bounds: [1, 2], counts });
  };
  it('counts what each bucket grew by, its extent unknown', () =>
    expect(added(histogram(101, [1, 2, 3]), histogram(102, [1, 4, 3]))[1]).toMatchObject({
      ...{ count: 2, sum: 2, min: null, max: null, counts: [0, 2, 0] },
    }));
  it('counts from zero when a bucket fell', () =>
    expect(added(histogram(101, [5, 0, 0]), histogram(102, [0, 6, 0]))[1]).toMatchObject({ counts: [0, 6, 0] }));
});

describe('a cumulative exponential histogram', () => {
  const exponential = (time: number, scale: number, offset: number, counts: number[]) => {
    const count = counts.reduce((all, one) => all + one, 0);
    const none = { zeroCount: 0, negative: { offset: 0, counts: [] } };
    const measured = { kind: 'exponentialHistogram' as const, count, sum: count, min: null, max: null, scale, ...none };
    return point(time, { ...measured, positive: { offset, counts } });
  };
  it('counts what each bucket grew by, though its offset moved', () =>
    expect(added(exponential(101, 0, 2, [1, 1]), exponential(102, 0, 1, [4, 1, 3]))[1]).toMatchObject({
      ...{ count: 6, positive: { offset: 1, counts: [4, 0, 2] } },
    }));
  it('counts from zero when a bucket that was there is gone', () =>
    expect(added(exponential(101, 0, 0, [3, 1]), exponential(102, 0, 1, [5]))[1]).toMatchObject({
      ...{ count: 5, positive: { offset: 1, counts: [5] } },
    }));
  it('is held against the point before at the coarser scale, when its values spread', () =>
    // At scale 1 the buckets -1, 0, 1, 2 are the buckets -1, 0, 0, 1 of scale 0.
    expect(added(exponential(101, 1, -1, [1, 2, 3, 4]), exponential(102, 0, -1, [1, 6, 9]))[1]).toMatchObject({
      ...{ count: 6, scale: 0, positive: { offset: -1, counts: [0, 1, 5] } },
    }));
});
