import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { duckdbMetricStore } from '../adapters/duckdb.ts';
import { CHURN, DAY, definition, FIRST_DAY } from '../fixtures.ts';
import type { MetricStore, RollUpQuery } from '../ports/metric-store.ts';
import { baselinesIn } from './baselines.ts';
import { readSeries } from './read-series.ts';

const LOAD = definition({ name: 'load', method: { kind: 'mean' } });
/** More series than are read one by one. */
const SERIES = 40;

let directory: string;
let store: MetricStore;
let asked: boolean[];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-metrics-'));
  store = await duckdbMetricStore(directory);
  asked = [];
  const { name, fingerprint } = LOAD;
  for (let day = 1; day <= 3; day++)
    await store.record(
      Array.from({ length: SERIES }, (_, host) => {
        const value = (day * host) % 11;
        return {
          name,
          fingerprint,
          asset: CHURN,
          dimensions: `[["host","${host}"]]`,
          end: FIRST_DAY + day * DAY,
          duration: 0,
          components: { sum: value, count: 1, min: value, max: value, sumOfSquares: value * value },
          traceIds: [],
          recordedAt: FIRST_DAY + day * DAY,
        };
      }),
    );
});

afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

/** The store, and whether it was asked for squares, a time for each roll-up. */
const watched = (): MetricStore => {
  const { rollUps } = store;
  if (!rollUps) return store;
  const rolledUp = (query: RollUpQuery) => {
    asked.push(query.withSquares);
    return rollUps.rolledUp(query);
  };
  return { ...store, rollUps: { ...rollUps, rolledUp } };
};

const seriesIn = (metrics: MetricStore) =>
  readSeries(
    { metrics, baselines: baselinesIn(metrics) },
    { metric: { name: 'load', asset: CHURN }, definition: LOAD },
    { from: FIRST_DAY, to: FIRST_DAY + 3 * DAY, step: null, timezone: null, now: FIRST_DAY + 9 * DAY },
  );

const told = async ({ points }: Awaited<ReturnType<typeof readSeries>>) =>
  Promise.all(points.map(async ({ evidence, ...point }) => ({ ...point, ...(await evidence()) })));

it('tells of merged windows what reading all series one by one tells, the spread included', async () => {
  const merged = await told(await seriesIn(store));
  expect(merged).toEqual(await told(await seriesIn({ ...store, rollUps: null })));
  expect(merged.map(({ spread }) => spread)).toEqual(Array(3).fill(expect.any(Number)));
});

it('has squares merged, which takes half as long again, only once the spread is asked for, and once for all points', async () => {
  const series = await seriesIn(watched());
  expect(asked).toEqual([false]);
  await told(series);
  expect(asked).toEqual([false, true]);
});
