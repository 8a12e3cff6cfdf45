import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredComponents } from '../domain/components.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { Method } from '../domain/method.ts';
import { measuredWindows } from '../domain/window.ts';
import { gridOf, windowsWithin } from '../domain/windows.ts';
import { definition, duration } from '../fixtures.ts';
import { ASSET, everything, HOUR, measurement, plain, sketchOf } from './metric-store.fixtures.ts';
import type { MetricStore } from './metric-store.ts';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Methods that a store may merge, by windows of an hour and by days that are not UTC's. */
const ROLLED_UP: { method: Method; window: string; timezone: string; read(samples: number[]): StoredComponents }[] = [
  {
    method: { kind: 'mean' },
    window: 'PT1H',
    timezone: 'UTC',
    read: (all) => ({ sum: sum(all), count: all.length, min: Math.min(...all), max: Math.max(...all) }),
  },
  {
    method: { kind: 'value' },
    window: 'P1D',
    timezone: 'America/New_York',
    read: ([value = 0]) => ({ sum: value, count: 1, min: value, max: value, sumOfSquares: value * value }),
  },
  {
    method: { kind: 'ratio' },
    window: 'PT1H',
    timezone: 'UTC',
    read: (all) => ({ numerator: sum(all), denominator: all.length }),
  },
  { method: { kind: 'quantile', q: 0.9 }, window: 'PT1H', timezone: 'UTC', read: sketchOf },
];

/** What a store keeps to that merges windows itself; nothing of one that does not. */
export function rollUpsContract(storeNow: () => MetricStore): void {
  it('merges windows as reading and merging them one by one does, where it merges at all', async () => {
    const { rollUps } = storeNow();
    if (!rollUps) return;
    const cents = fc.integer({ min: -1000, max: 1000 }).map((value) => value / 4);
    const drawn = fc.array(
      fc.record({
        hour: fc.integer({ min: 1, max: 60 }),
        duration: fc.constantFrom(HOUR / 2, HOUR, 2 * HOUR),
        dimensions: fc.constantFrom('[["a","x"]]', '[["a","y"]]', '[["b","x"]]'),
        samples: fc.array(cents, { minLength: 1, maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 30 },
    );
    let round = 0;
    await fc.assert(
      fc.asyncProperty(drawn, fc.constantFrom(...ROLLED_UP), async (rows, { method, window, timezone, read }) => {
        const by = definition({ name: `rolled ${round++}`, method, window: duration(window), timezone });
        const record = ({ hour, samples, ...row }: (typeof rows)[number]) =>
          storeNow().record([
            measurement({ ...row, name: by.name, end: hour * HOUR, components: read(samples), recordedAt: hour }),
          ]);
        const half = Math.floor(rows.length / 2);
        for (const row of rows.slice(0, half)) await record(row);
        await expectMerged(rollUps, by);
        // What was merged a moment ago is no excuse for what came since, late or in place of something.
        for (const row of rows.slice(half)) await record(row);
        await expectMerged(rollUps, by);
      }),
      { numRuns: 30 },
    );
  });

  /** What a merge has of components: all but the least sample and the greatest. */
  function merged(components: StoredComponents): StoredComponents {
    if (!('sum' in components)) return plain(components);
    const { min, max, ...sums } = components;
    return sums;
  }

  function withoutSquares(components: StoredComponents): StoredComponents {
    if (!('sum' in components)) return components;
    const { sumOfSquares, ...sums } = components;
    return sums;
  }

  /** Windows up to the 61st hour, merged by the store, against the same read one by one. */
  async function expectMerged(rollUps: NonNullable<MetricStore['rollUps']>, by: MetricDefinition) {
    const windows = windowsWithin(gridOf(by.window, by.timezone), 0, 61 * HOUR, 1000);
    const dimensions = await rollUps.dimensionsOf({ name: by.name, fingerprint: 'f1', asset: ASSET });
    const question = { definition: by, asset: ASSET, windows, dimensions };
    const found = (await rollUps.rolledUp({ ...question, withSquares: true })) ?? [];
    const without = (await rollUps.rolledUp({ ...question, withSquares: false })) ?? [];
    const until = windows.at(-1)?.end ?? 0;
    const [all = []] = await storeNow().measurements([
      { ...everything({ name: by.name }), after: windows[0]?.start ?? 0, until },
    ]);
    const anew = measuredWindows(by, all).map(({ components, ...window }) => ({
      window,
      components: merged(components),
    }));
    expect(found.map(({ window, components }) => ({ window, components: plain(components) }))).toEqual(anew);
    expect(without).toEqual(found.map((one) => ({ ...one, components: withoutSquares(one.components) })));
    for (const { window: span, recordedAt, firstRecordedAt } of found) {
      const own = all.filter(
        (one) => one.end > span.start && one.end <= span.end && one.duration <= 1.5 * (span.end - span.start),
      );
      expect(recordedAt).toBe(Math.max(...own.map((one) => one.recordedAt)));
      expect(firstRecordedAt).toBe(Math.min(...own.map((one) => one.firstRecordedAt)));
    }
  }

  it('merges what is left after some was removed or put in the place of others', async () => {
    const { rollUps, condensing } = storeNow();
    if (!rollUps || !condensing) return;
    const by = definition({ name: measurement().name, method: { kind: 'ratio' }, window: duration('PT1H') });
    const key = { name: by.name, fingerprint: 'f1', asset: ASSET };
    await storeNow().record([1, 2, 3].map((hour) => measurement({ end: hour * HOUR, duration: HOUR })));
    await expectMerged(rollUps, by);
    const corrected = measurement({ end: 3 * HOUR, duration: HOUR, components: { numerator: 1, denominator: 30 } });
    await condensing.replace({ ...key, after: 2 * HOUR, until: 3 * HOUR }, [corrected]);
    await expectMerged(rollUps, by);
    await condensing.forget({ ...key, until: HOUR });
    await expectMerged(rollUps, by);
  });

  it("hands out merged windows that are the caller's to change", async () => {
    const { rollUps } = storeNow();
    if (!rollUps) return;
    const by = definition({ name: measurement().name, method: { kind: 'ratio' }, window: duration('PT1H') });
    await storeNow().record([measurement({ end: HOUR, duration: HOUR })]);
    const question = {
      definition: by,
      asset: ASSET,
      windows: [{ start: 0, end: HOUR }],
      dimensions: [''],
      withSquares: true,
    };
    const [first] = (await rollUps.rolledUp(question)) ?? [];
    Object.assign(first?.components ?? {}, { numerator: -1 });
    expect((await rollUps.rolledUp(question))?.[0]?.components).toEqual(measurement().components);
  });
}
