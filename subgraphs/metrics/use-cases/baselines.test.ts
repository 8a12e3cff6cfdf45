import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { duckdbMetricStore } from '../adapters/duckdb.ts';
import type { BaselineReference } from '../domain/baseline-reference.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { Measurement } from '../domain/measurement.ts';
import { measuredWindows } from '../domain/window.ts';
import { gridOf, windowsWithin } from '../domain/windows.ts';
import { CHURN, DAY, definition, duration, FIRST_DAY } from '../fixtures.ts';
import type { MetricStore } from '../ports/metric-store.ts';
import { type Baselines, baselinesIn } from './baselines.ts';
import { KeptValues } from './kept-values.ts';

const HOUR = 3_600_000;

let directory: string;
let store: MetricStore;
let cursor = 0;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-metrics-'));
  store = await duckdbMetricStore(directory);
});

afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

/** The store, and what it was asked of: after when, up to when. */
function watched() {
  const asked: { after: number; until: number }[] = [];
  const metrics: MetricStore = {
    ...store,
    measurements(queries) {
      asked.push(...queries.map(({ after, until }) => ({ after, until })));
      return store.measurements(queries);
    },
  };
  return { metrics, asked };
}

const measurementOf = (
  { name, fingerprint }: MetricDefinition,
  end: number,
  numerator: number,
  more: Partial<Measurement> = {},
): Measurement => ({
  name,
  fingerprint,
  asset: CHURN,
  dimensions: '',
  end,
  duration: HOUR,
  components: { numerator, denominator: 100 },
  traceIds: [],
  recordedAt: end,
  ...more,
});

/** Tells baselines of what arrived, as judging does at the beginning of each round. */
async function tell(baselines: Baselines): Promise<void> {
  const arrived = await store.arrivalsAfter(cursor);
  cursor = arrived.cursor;
  baselines.forget(arrived.arrivals);
}

/** What is expected of each window that begins within the span. */
async function expectedOf(baselines: Baselines, by: MetricDefinition, span: { start: number; end: number }) {
  const [at] = await baselines.of([{ metric: { name: by.name, asset: CHURN }, definition: by, span }]);
  const windows = windowsWithin(gridOf(by.window, by.timezone), span.start, span.end, 1000);
  return windows.map((window) => at?.(window) ?? null);
}

/** Reads windows as judging does, and tells baselines of them. */
async function judgeWindows(
  baselines: Baselines,
  definition: MetricDefinition,
  span: { start: number; end: number },
  meanwhile: () => Promise<void> = async () => {},
): Promise<void> {
  const metric = { name: definition.name, asset: CHURN };
  const take = baselines.learning();
  const query = { ...metric, fingerprint: definition.fingerprint, after: span.start, until: span.end };
  const [measurements = []] = await store.measurements([query]);
  await meanwhile();
  take({ metric, definition, span }, measuredWindows(definition, measurements));
}

let definitions = 0;
function drawn(baseline: BaselineReference, more: Partial<MetricDefinition> = {}): MetricDefinition {
  const name = `metric.${definitions++}`;
  return definition({ name, fingerprint: `f of ${name}`, baseline, minimumSamples: 100, ...more });
}

const dayOf = (day: number) => ({ start: FIRST_DAY + day * DAY, end: FIRST_DAY + (day + 1) * DAY });

/** A metric measured on eight days with a rolling baseline of five, of which everything that arrived was told. */
async function afterEightDays() {
  const by = drawn({ kind: 'rolling', length: duration('P5D') });
  await store.record([1, 2, 3, 4, 5, 6, 7, 8].map((day) => measurementOf(by, FIRST_DAY + day * DAY, day)));
  const { metrics, asked } = watched();
  const kept = baselinesIn(metrics);
  await tell(kept);
  return { by, kept, asked };
}

const KINDS: { unit: number; baseline: BaselineReference; more?: Partial<MetricDefinition> }[] = [
  { unit: DAY, baseline: { kind: 'rolling', length: duration('P4D') } },
  { unit: DAY, baseline: { kind: 'seasonal', season: duration('P2D'), length: duration('P6D') } },
  { unit: DAY, baseline: { kind: 'rolling', length: duration('P4D') }, more: { timezone: 'America/New_York' } },
  { unit: HOUR, baseline: { kind: 'rolling', length: duration('P3D') }, more: { window: duration('PT1H') } },
  { unit: 12 * DAY, baseline: { kind: 'rolling', length: duration('P100D') }, more: { window: duration('P1M') } },
];

const record = fc.record({
  act: fc.constant('record' as const),
  place: fc.oneof(fc.integer({ min: 1, max: 16 }), fc.double({ min: 0, max: 16, noNaN: true })),
  numerator: fc.integer({ min: 0, max: 99 }),
  dimensions: fc.constantFrom('', '[["a","x"]]', '[["a","y"]]'),
});
const ask = fc.record({
  act: fc.constant('ask' as const),
  place: fc.integer({ min: 2, max: 18 }),
  windows: fc.constantFrom(1, 1, 1, 4),
});
const learn = fc.record({
  act: fc.constant('learn' as const),
  place: fc.integer({ min: 2, max: 18 }),
  windows: fc.constantFrom(1, 2, 4),
  /** Whether something arrives, and is told of, while it is read. */
  isLate: fc.boolean(),
});
const revise = fc.record({
  act: fc.constant('revise' as const),
  minimumSamples: fc.constantFrom(1, 100, 150),
});

describe('kept baselines', () => {
  it('are those made anew, whatever arrived late or in place of something, and was asked for in between', async () => {
    const acts = fc.array(
      fc.oneof(
        { weight: 5, arbitrary: record },
        { weight: 4, arbitrary: ask },
        { weight: 4, arbitrary: learn },
        revise,
      ),
      {
        minLength: 10,
        maxLength: 24,
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...KINDS), acts, async ({ unit, baseline, more }, all) => {
        let by = drawn(baseline, more);
        const kept = baselinesIn(store);
        const before = Array.from({ length: 12 }, (_, place) =>
          measurementOf(by, FIRST_DAY + (place + 1) * unit, place),
        );
        await store.record(before);
        for (const one of all) {
          if (one.act === 'revise') by = { ...by, minimumSamples: one.minimumSamples };
          if (one.act === 'record') {
            const end = FIRST_DAY + Math.round(one.place * unit);
            await store.record([measurementOf(by, end, one.numerator, { dimensions: one.dimensions })]);
          }
          await tell(kept);
          if (one.act !== 'ask' && one.act !== 'learn') continue;
          const { start } = gridOf(by.window, by.timezone).holding(FIRST_DAY + one.place * unit);
          const span = { start, end: start + one.windows * unit };
          if (one.act === 'learn') {
            const late = async () => {
              await store.record([measurementOf(by, start + unit / 2, 99)]);
              await tell(kept);
            };
            await judgeWindows(kept, by, span, one.isLate ? late : undefined);
            continue;
          }
          expect(await expectedOf(kept, by, span)).toEqual(await expectedOf(baselinesIn(store), by, span));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('read of the next window only what came since, and anew only from where something came late', async () => {
    const { by, kept, asked } = await afterEightDays();
    await expectedOf(kept, by, dayOf(6));
    await expectedOf(kept, by, dayOf(7));
    await store.record([measurementOf(by, FIRST_DAY + 5 * DAY - HOUR, 50)]);
    await tell(kept);
    await expectedOf(kept, by, dayOf(8));
    expect(asked.map(({ after, until }) => [(after - FIRST_DAY) / DAY, (until - FIRST_DAY) / DAY])).toEqual([
      [1, 6],
      [6, 7],
      [4, 8],
    ]);
  });

  it('read nothing of the next window that judging has read already', async () => {
    const { by, kept, asked } = await afterEightDays();
    await expectedOf(kept, by, dayOf(6));
    asked.length = 0;
    await judgeWindows(kept, by, dayOf(6));
    expect({ next: await expectedOf(kept, by, dayOf(7)), asked }).toEqual({
      next: await expectedOf(baselinesIn(store), by, dayOf(7)),
      asked: [],
    });
  });

  it('take nothing from judging that something arrived for while it read', async () => {
    const by = drawn({ kind: 'rolling', length: duration('P2D') });
    await store.record([1, 2, 3, 4].map((day) => measurementOf(by, FIRST_DAY + day * DAY, 10)));
    const kept = baselinesIn(store);
    await tell(kept);
    await expectedOf(kept, by, dayOf(3));
    await judgeWindows(kept, by, dayOf(3), async () => {
      await store.record([measurementOf(by, FIRST_DAY + 4 * DAY, 90)]);
      await tell(kept);
    });
    expect(await expectedOf(kept, by, dayOf(4))).toEqual(await expectedOf(baselinesIn(store), by, dayOf(4)));
  });

  it('are made anew once another number of samples is needed', async () => {
    const by = drawn({ kind: 'rolling', length: duration('P2D') });
    await store.record([1, 2, 3].map((day) => measurementOf(by, FIRST_DAY + day * DAY, day)));
    const kept = baselinesIn(store);
    const [before] = await expectedOf(kept, by, dayOf(2));
    const more = { ...by, minimumSamples: 150 };
    const after = [...(await expectedOf(kept, more, dayOf(2))), ...(await expectedOf(kept, more, dayOf(3)))];
    expect([before, ...after].map((one) => one?.usual?.count)).toEqual([2, undefined, undefined]);
  });

  it('keep nothing that was read while something arrived', async () => {
    const by = drawn({ kind: 'rolling', length: duration('P2D') });
    const next = { start: FIRST_DAY + 2 * DAY, end: FIRST_DAY + 3 * DAY };
    await store.record([1, 2].map((day) => measurementOf(by, FIRST_DAY + day * DAY, 10)));
    const late: { tell?: Promise<void> } = {};
    const kept: Baselines = baselinesIn({
      ...store,
      async measurements(queries) {
        const read = await store.measurements(queries);
        late.tell ??= store.record([measurementOf(by, FIRST_DAY + DAY, 90)]).then(() => tell(kept));
        await late.tell;
        return read;
      },
    });
    await expectedOf(kept, by, next);
    const [baseline] = await expectedOf(kept, by, next);
    expect(baseline?.usual?.expected).toBe(0.5);
  });

  it('forget the metric asked for the longest ago when they would take too much room', async () => {
    const all = ['a', 'b', 'c'].map(() => drawn({ kind: 'rolling', length: duration('P2D') }));
    for (const by of all) await store.record([1, 2, 3].map((day) => measurementOf(by, FIRST_DAY + day * DAY, day)));
    const { metrics, asked } = watched();
    const kept = baselinesIn(metrics, new KeptValues(5));
    for (const by of all) await expectedOf(kept, by, dayOf(2));
    asked.length = 0;
    for (const by of all.toReversed()) await expectedOf(kept, by, dayOf(3));
    expect(asked.map(({ after }) => (after - FIRST_DAY) / DAY)).toEqual([2, 2, 1]);
  });
});
