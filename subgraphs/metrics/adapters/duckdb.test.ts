import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deploymentId } from '../../../vocabulary/asset-id.ts';
import type { NumberColumns } from '../domain/numbers.ts';
import { metricStoreContract } from '../ports/metric-store.contract.ts';
import { duckdbMetricStore } from './duckdb.ts';

const newDirectory = () => mkdtempSync(join(tmpdir(), 'headwater-metrics-'));

metricStoreContract(async () => {
  const directory = newDirectory();
  let store = await duckdbMetricStore(directory);
  return {
    store,
    async reopen() {
      await store.close();
      store = await duckdbMetricStore(directory);
      return store;
    },
    async discard() {
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
});

/** Records one measurement after another and says each number once it is acknowledged. */
const WRITER = `
import { duckdbMetricStore } from ${JSON.stringify(join(import.meta.dirname, 'duckdb.ts'))};
const store = await duckdbMetricStore(process.argv[2]);
for (let end = 1; ; end++) {
  await store.record([{ name: 'm' + (end % 7), fingerprint: 'f', asset: 'deployment/prod/a', dimensions: '', end,
    duration: 1, components: { numerator: 1, denominator: 1 }, traceIds: [], recordedAt: 0 }]);
  process.stdout.write(end + '\\n');
}`;

describe('the DuckDB metric store', () => {
  it('has every acknowledged measurement after kill -9 in the middle of writing', async () => {
    const directory = newDirectory();
    const script = join(directory, 'writer.ts');
    writeFileSync(script, WRITER);
    const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
    let acknowledged = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged = Number(line);
      if (acknowledged >= 50) break;
    }
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    const store = await duckdbMetricStore(directory);
    const queries = Array.from({ length: 7 }, (_, index) => ({
      name: `m${index}`,
      fingerprint: 'f',
      asset: deploymentId('prod', 'a'),
      after: 0,
      until: 1e9,
    }));
    const ends = (await store.measurements(queries)).flat().map(({ end }) => end);
    await store.close();
    rmSync(directory, { recursive: true });
    expect(new Set(ends)).toEqual(new Set(Array.from({ length: ends.length }, (_, index) => index + 1)));
    expect(ends.length).toBeGreaterThanOrEqual(acknowledged);
  });

  it('keeps every number of a batch of many chunks, those of before 1970 and those that most measurements do not have', async () => {
    const directory = newDirectory();
    const store = await duckdbMetricStore(directory);
    const key = { name: 'm', fingerprint: 'f', asset: deploymentId('prod', 'a') };
    const kinds = [
      (number: number) => ({ numerator: -number, denominator: 2 ** 52 + number }),
      (number: number) => ({
        sum: number / 3,
        count: 1,
        min: number / 3,
        max: number / 3,
        sumOfSquares: (number / 3) ** 2,
      }),
      (number: number) => ({ sum: number, count: 2, min: -number, max: 1 / (number + 1) }),
      (number: number) => ({ latest: number * 1e9 }),
    ];
    const batch = Array.from({ length: 40_001 }, (_, index) => ({
      ...key,
      dimensions: '',
      end: (index - 100) * 86_400_000,
      duration: index * 1e6,
      components: kinds[index % kinds.length]?.(index + 1) ?? { latest: 0 },
      traceIds: [],
      recordedAt: -1 - index,
    }));
    await store.record(batch);
    const [kept] = await store.measurements([{ ...key, after: -1e15, until: 1e15 }]);
    await store.close();
    rmSync(directory, { recursive: true });
    const changed = batch.filter(
      (one, index) => !isDeepStrictEqual(kept?.[index], { ...one, firstRecordedAt: one.recordedAt }),
    );
    expect([kept?.length, changed.slice(0, 3)]).toEqual([batch.length, []]);
  });

  it('answers several who ask for overlapping days at once, and who asks while more is written, as one who asks alone', async () => {
    const directory = newDirectory();
    const [DAY, STEP, SERIES] = [86_400_000, 3_600_000, 30];
    const windowAt = (place: number, series: number) => ({
      ...{ name: `m${series}`, fingerprint: 'f', asset: deploymentId('prod', 'a'), dimensions: '' },
      ...{ end: 20_000 * DAY + (place + 1) * STEP, duration: STEP, traceIds: [], recordedAt: 0 },
      components: { numerator: place, denominator: series + 1 },
    });
    const windows = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, place) =>
        Array.from({ length: SERIES }, (_, series) => windowAt(from + place, series)),
      ).flat();
    let store = await duckdbMetricStore(directory);
    // Not in order of time, as what comes late is.
    await store.record([...windows(48, 120), ...windows(0, 48)]);
    await store.close();
    store = await duckdbMetricStore(directory);
    const asked = (first: number, last: number) =>
      store.numbers?.(
        Array.from({ length: SERIES }, (_, series) => ({
          ...{ name: `m${series}`, fingerprint: 'f', asset: deploymentId('prod', 'a'), longest: STEP },
          ...{ after: (20_000 + first) * DAY, until: (20_000 + last) * DAY },
        })),
      );
    const ranges = [
      [0, 3],
      [2, 5],
      [0, 5],
      [1, 2],
    ] as const;
    const sumsWithin = (columns: readonly NumberColumns[] | null | undefined, first: number, last: number) =>
      endsAndSums(columns, (20_000 + first) * DAY, (20_000 + last) * DAY).map(([, sum]) => sum);
    const atOnce = await Promise.all([
      ...ranges.map(([first, last]) => asked(first, last)),
      store.record(windows(120, 130)),
    ]);
    for (const [place, [first, last]] of ranges.entries()) {
      const hours = Array.from({ length: (last - first) * 24 }, (_, hour) => first * 24 + hour);
      for (const columns of atOnce[place] ?? []) expect(sumsWithin(columns, first, last)).toEqual(hours);
    }
    expect(sumsWithin((await asked(0, 6))?.[7], 0, 6)).toEqual(Array.from({ length: 130 }, (_, place) => place));
    await store.close();
    rmSync(directory, { recursive: true });
  });

  it('answers with what was written, to whatever day of those that were read, and however often', async () => {
    const directory = newDirectory();
    const store = await duckdbMetricStore(directory);
    const [DAY, STEP] = [86_400_000, 21_600_000];
    const day = fc.integer({ min: 20_000, max: 20_060 });
    const written = fc.record({ end: fc.tuple(day, fc.nat(3)), value: fc.nat(9) });
    const asked = fc.tuple(day, fc.integer({ min: 1, max: 50 }));
    let series = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(written, asked), { maxLength: 30 }), async (steps) => {
        series += 1;
        const key = { name: `m${series}`, fingerprint: 'f', asset: deploymentId('prod', 'a') };
        const record = (ends: readonly number[], value: number) =>
          store.record(
            ends.map((end) => ({
              ...{ ...key, dimensions: '', end, duration: STEP, traceIds: [], recordedAt: 0 },
              components: { numerator: value, denominator: 1 },
            })),
          );
        const known = new Map(Array.from({ length: 240 }, (_, place) => [20_000 * DAY + place * STEP, 1]));
        await record([...known.keys()], 1);
        for (const step of steps)
          if ('value' in step) {
            const end = step.end[0] * DAY + step.end[1] * STEP;
            known.set(end, step.value);
            await record([end], step.value);
          } else {
            const [after, until] = [step[0] * DAY, (step[0] + step[1]) * DAY];
            const [columns] = (await store.numbers?.([{ ...key, longest: STEP, after, until }])) ?? [];
            const expected = [...known].filter(([end]) => end > after && end <= until).sort(([a], [b]) => a - b);
            expect(endsAndSums(columns, after, until)).toEqual(expected);
          }
      }),
      { numRuns: 40 },
    );
    await store.close();
    rmSync(directory, { recursive: true });
  }, 60_000);

  it('does not grow by every point of a counter, of which only the last counts', async () => {
    const directory = newDirectory();
    const store = await duckdbMetricStore(directory);
    const series = Array.from({ length: 50_000 }, (_, index) => `series ${index}`);
    for (let time = 1; time <= 4; time++)
      await store.record(
        [],
        series.map((one) => ({
          ...{ protocol: 'OTLP', instrument: 'requests', series: one, startTime: 0, time },
          measured: { kind: 'sum', value: time },
        })),
      );
    const last = await store.lastPoints('OTLP', 100_000);
    await store.close();
    const instance = await DuckDBInstance.create(join(directory, 'metrics.duckdb'));
    const connection = await instance.connect();
    const rows = await (await connection.run('select count(*)::double from cumulative')).getRowsJS();
    connection.closeSync();
    instance.closeSync();
    rmSync(directory, { recursive: true });
    expect([last.length, new Set(last.map(({ time }) => time)), rows]).toEqual([50_000, new Set([4]), [[50_000]]]);
  }, 30_000);

  it('refuses data of a newer version, which it would not understand', async () => {
    const directory = newDirectory();
    await (await duckdbMetricStore(directory)).close();
    const instance = await DuckDBInstance.create(join(directory, 'metrics.duckdb'));
    const connection = await instance.connect();
    await connection.run('update schema_version set version = 99');
    connection.closeSync();
    instance.closeSync();
    await expect(duckdbMetricStore(directory)).rejects.toThrow(/schema version 99, this Headwater knows \d+;/);
    rmSync(directory, { recursive: true });
  });

  it('opens a file of the first version, whose measurements were taken in when they ended', async () => {
    const directory = newDirectory();
    const instance = await DuckDBInstance.create(join(directory, 'metrics.duckdb'));
    const connection = await instance.connect();
    await connection.run(`
      create table schema_version (version integer);
      insert into schema_version values (1);
      create table series (id integer, name varchar, fingerprint varchar, asset varchar, dimensions varchar);
      insert into series values (0, 'm', 'f', 'deployment/prod/a', '');
      create table points (series integer, ending bigint, duration bigint, sequence bigint,
        sum double, count double, minimum double, maximum double, bins varchar, sketch blob, traces varchar);
      insert into points values (0, 5, 1, 1, 9, 10, null, null, null, null, null);
    `);
    connection.closeSync();
    instance.closeSync();
    const key = { name: 'm', fingerprint: 'f', asset: deploymentId('prod', 'a') };
    const store = await duckdbMetricStore(directory);
    await store.record([
      {
        ...key,
        dimensions: '',
        end: 6,
        duration: 1,
        components: { numerator: 1, denominator: 2 },
        traceIds: [],
        recordedAt: 8,
      },
    ]);
    const [found] = await store.measurements([{ ...key, after: 0, until: 9 }]);
    await store.close();
    rmSync(directory, { recursive: true });
    expect(found?.map(({ end, recordedAt }) => [end, recordedAt])).toEqual([
      [5, 5],
      [6, 8],
    ]);
  });

  it('refuses to start on a file that is no database, and says which', async () => {
    const directory = newDirectory();
    writeFileSync(join(directory, 'metrics.duckdb'), 'not a database, but long enough to look like something else');
    await expect(duckdbMetricStore(directory)).rejects.toThrow(join(directory, 'metrics.duckdb'));
    rmSync(directory, { recursive: true });
  });

  it('gives room back at the next start when hours were merged into days', async () => {
    const directory = newDirectory();
    const key = { name: 'm', fingerprint: 'f', asset: deploymentId('prod', 'a') };
    const hour = 3_600_000;
    const measured = (end: number, duration: number) => ({
      ...key,
      dimensions: '',
      end,
      duration,
      components: { numerator: Math.sin(end), denominator: Math.cos(end) },
      traceIds: [],
      recordedAt: end,
    });
    const sizeOf = () => statSync(join(directory, 'metrics.duckdb')).size;
    let store = await duckdbMetricStore(directory);
    const hours = 240_000;
    await store.record(Array.from({ length: hours }, (_, index) => measured((index + 1) * hour, hour)));
    await store.close();
    const before = sizeOf();
    store = await duckdbMetricStore(directory);
    const days = Array.from({ length: hours / 24 }, (_, index) => measured((index + 1) * 24 * hour, 24 * hour));
    await store.condensing?.replace({ ...key, after: 0, until: hours * hour }, days);
    await store.condensing?.compact();
    await store.close();
    // The file is as large as it was until it is opened the next time.
    store = await duckdbMetricStore(directory);
    const [found] = await store.measurements([{ ...key, after: 0, until: hours * hour }]);
    expect(found).toHaveLength(days.length);
    await store.close();
    const after = sizeOf();
    rmSync(directory, { recursive: true });
    expect(after).toBeLessThan(before / 3);
  }, 60_000);
});

/** The ends in (after, until] and the sum of each, in the order in which they are told. */
const endsAndSums = (columns: readonly NumberColumns[] | null | undefined, after: number, until: number) =>
  (columns ?? [])
    .flatMap(({ origin, ends, sums }) =>
      Array.from(ends, (end, row) => [origin + end, sums[row] ?? Number.NaN] as const),
    )
    .filter(([end]) => end > after && end <= until);
