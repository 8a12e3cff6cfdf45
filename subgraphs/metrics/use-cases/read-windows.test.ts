import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { windowStatisticsOf } from '../../../vocabulary/window-statistics.ts';
import { openMetricStore } from '../adapters/open.ts';
import type { StoredComponents } from '../domain/components.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { Method } from '../domain/method.ts';
import { CHURN, DAY, definition, duration, FIRST_DAY } from '../fixtures.ts';
import type { Definitions } from '../ports/definitions.ts';
import type { MetricStore } from '../ports/metric-store.ts';
import { baselinesIn } from './baselines.ts';
import { readWindows } from './read-windows.ts';

const HOUR = DAY / 24;
const sums = (sum: number, count: number): StoredComponents => ({ sum, count, min: sum, max: sum });

/** A method, the zone of its windows, and what is observed for it. */
const KINDS: {
  method: Method;
  unit: string;
  window: string;
  timezone: string;
  of(a: number, b: number): StoredComponents;
}[] = [
  { method: { kind: 'mean' }, unit: '1', window: 'PT1H', timezone: 'UTC', of: sums },
  {
    method: { kind: 'value' },
    unit: '1',
    window: 'PT3H',
    timezone: 'UTC',
    of: (a) => ({ ...sums(a, 1), sumOfSquares: a * a }),
  },
  { method: { kind: 'count' }, unit: '1', window: 'PT1H', timezone: 'UTC', of: (a) => sums(a, 1) },
  {
    method: { kind: 'ratio' },
    unit: '%',
    window: 'P1D',
    timezone: 'UTC',
    of: (a, b) => ({ numerator: a, denominator: b }),
  },
  {
    method: { kind: 'ratio' },
    unit: '1',
    window: 'P1D',
    timezone: 'Europe/Rome',
    of: (a, b) => ({ numerator: a, denominator: b }),
  },
];

describe('the windows of many metrics', () => {
  let directory: string;
  let store: MetricStore;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'headwater-windows-'));
    store = await openMetricStore({ dataDirectory: directory, metricsUrl: null } as Parameters<
      typeof openMetricStore
    >[0]);
  });
  afterEach(async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  });

  const windowsBy = (metrics: MetricStore, by: MetricDefinition, from: number, to: number) => {
    const all = new Map([[by.name, by]]);
    const definitions: Definitions = {
      all: async () => all,
      including: async () => all,
      versions: async () => [],
      differences: async () => [],
    };
    return readWindows({ definitions, metrics, baselines: baselinesIn(metrics) }, [CHURN], {
      from,
      to,
      now: FIRST_DAY + 90 * DAY,
    });
  };
  type Read = Awaited<ReturnType<typeof windowsBy>>;
  const plain = (read: Read) =>
    read.map(({ statistics: _, ...one }) => ({ ...one, sampleSizes: [...one.sampleSizes()], values: [...one.values] }));
  const statisticsIn = (read: Read, from: number, to: number, without: { from: number; to: number } | null = null) =>
    Promise.all(read.map(({ statistics }) => statistics({ range: { from, to }, pinned: false, without })));

  it('are the same by numbers alone as by their measurements, whatever came late, twice, in parts or not at all', async () => {
    const row = fc.record({
      hour: fc.integer({ min: 1, max: 80 }),
      minutes: fc.constantFrom(0, 0, 0, 30),
      length: fc.constantFrom(HOUR / 2, HOUR, 3 * DAY),
      part: fc.constantFrom('', '', '', '[["a","x"]]'),
      a: fc.integer({ min: 0, max: 99 }),
      b: fc.integer({ min: 0, max: 9 }),
    });
    const batches = fc.array(fc.array(row, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 3 });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        batches,
        fc.constantFrom(...KINDS),
        fc.integer({ min: 0, max: 40 }),
        async (all, kind, offset) => {
          const { method, unit, window, timezone, of } = kind;
          const name = `metric.${round++}`;
          const by = definition({ name, method, unit, window: duration(window), timezone, thresholds: [] });
          for (const rows of all) {
            await store.record(
              rows.map(({ hour, minutes, length, part, a, b }) => ({
                ...{
                  name,
                  fingerprint: by.fingerprint,
                  asset: CHURN,
                  dimensions: part,
                  duration: length,
                  traceIds: [],
                },
                ...{ end: FIRST_DAY + hour * HOUR + minutes * 60_000, components: of(a, b), recordedAt: FIRST_DAY },
              })),
            );
            const [from, to] = [FIRST_DAY + offset * HOUR, FIRST_DAY + 4 * DAY];
            const byNumbers = await windowsBy(store, by, from, to);
            const byMeasurements = await windowsBy({ ...store, numbers: null }, by, from, to);
            expect(plain(byNumbers)).toEqual(plain(byMeasurements));
            const come = byNumbers.map(({ values }) => windowStatisticsOf(values));
            expect(await statisticsIn(byNumbers, from, to)).toEqual(come);
            expect(await statisticsIn(byMeasurements, from, to)).toEqual(come);
            const without = { from: from + 5 * HOUR, to: from + 9 * HOUR };
            expect(await statisticsIn(byNumbers, from, to, without)).toEqual(
              await statisticsIn(byMeasurements, from, to, without),
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('hold what was written while they were read', async () => {
    const by = definition({ method: { kind: 'mean' }, window: duration('PT1H'), thresholds: [] });
    const at = (hour: number, sum: number) => ({
      ...{ name: by.name, fingerprint: by.fingerprint, asset: CHURN, dimensions: '', duration: HOUR, traceIds: [] },
      ...{ end: FIRST_DAY + hour * HOUR, components: sums(sum, 1), recordedAt: FIRST_DAY },
    });
    await store.record([at(1, 10), at(2, 20)]);
    const range = [FIRST_DAY, FIRST_DAY + 3 * HOUR] as const;
    await Promise.all([windowsBy(store, by, ...range), store.record([at(2, 21), at(3, 30)])]);
    const [read] = await windowsBy(store, by, ...range);
    expect([...(read?.values ?? [])]).toEqual([10, 21, 30]);
  });
});
