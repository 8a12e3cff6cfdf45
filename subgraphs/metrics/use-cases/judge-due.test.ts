import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { silentLog } from '../../../platform/log.ts';
import { type AssetId, deploymentId, featureId } from '../../../vocabulary/asset-id.ts';
import { duckdbMetricStore } from '../adapters/duckdb.ts';
import { openEvaluationStore } from '../adapters/sql.ts';
import type { StoredComponents } from '../domain/components.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { KeptMeasurement } from '../domain/measurement.ts';
import { bytesOf, emptySketch } from '../domain/sketch.ts';
import { DAY, definition, driftDefinition, duration, FIRST_DAY, threshold } from '../fixtures.ts';
import type { EvaluationStore } from '../ports/evaluation-store.ts';
import type { MetricStore } from '../ports/metric-store.ts';
import { type Baselines, baselinesIn } from './baselines.ts';
import { evaluation } from './evaluation.ts';

const LATENCY = definition({
  id: 'latency@1',
  name: 'latency',
  method: { kind: 'quantile', q: 0.9 },
  minimumSamples: 1,
  thresholds: [threshold({ comparison: 'ABOVE', value: 100, clearValue: 90 })],
});
const DRIFT = driftDefinition();
const [A, B, C] = ['a', 'b', 'c'].map((name) => deploymentId('prod', name)) as [AssetId, AssetId, AssetId];

const endOf = (day: number) => FIRST_DAY + (day + 1) * DAY;

let directory: string;
let store: MetricStore;
let evaluations: EvaluationStore;
let errors: Record<string, unknown>[];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-metrics-'));
  store = await duckdbMetricStore(directory);
  evaluations = await openEvaluationStore(
    { dataDirectory: directory, databaseUrl: null, log: silentLog() },
    { measurements: 'here' },
  );
  errors = [];
});

afterEach(async () => {
  await store.close();
  await evaluations.close();
  rmSync(directory, { recursive: true });
});

const judging = (
  definitions: MetricDefinition[],
  metrics: MetricStore,
  baselines: Baselines = baselinesIn(metrics),
) => {
  const all = new Map(definitions.map((one) => [one.name, one]));
  const known = {
    all: async () => all,
    including: async () => all,
    versions: async () => [],
    differences: async () => [],
  };
  const log = pino({ level: 'error' }, { write: (line) => void errors.push(JSON.parse(line)) });
  return evaluation({ metrics, evaluations, baselines, definitions: known, log });
};

async function record(
  by: MetricDefinition,
  asset: AssetId,
  day: number,
  components: StoredComponents,
  dimensions = '',
) {
  const { name, fingerprint } = by;
  const end = endOf(day);
  const measured = {
    name,
    fingerprint,
    asset,
    dimensions,
    end,
    duration: DAY,
    components,
    traceIds: [],
    recordedAt: end,
  };
  await store.record([measured]);
}

function sketchOf(value: number): StoredComponents {
  const sketch = emptySketch();
  sketch.accept(value);
  return { sketch: bytesOf(sketch) };
}

/** The store with what it has of one asset and day broken as a disk might break it. */
const damaged = (asset: AssetId, day: number): MetricStore => ({
  ...store,
  measurements: async (queries) =>
    (await store.measurements(queries)).map((all) =>
      all.map(
        (one): KeptMeasurement =>
          one.asset === asset && one.end === endOf(day) ? { ...one, components: { sketch: Uint8Array.of(255) } } : one,
      ),
    ),
});

async function verdictOf(name: string, asset: AssetId) {
  const [judgement] = await evaluations.judgements([{ name, asset }]);
  const { standing } = judgement ?? {};
  const { kind, reason } = standing?.thresholds[0]?.verdict ?? {};
  return { until: standing?.judgedUntil, kind, reason };
}

describe('a fault in judging one metric', () => {
  it('holds that metric in that window, is told once, and lets the others be judged', async () => {
    for (const asset of [A, B, C]) for (const day of [0, 1]) await record(LATENCY, asset, day, sketchOf(120));
    const { judgeDue } = judging([LATENCY], damaged(B, 1));
    while (await judgeDue(endOf(1)));
    const breached = { until: endOf(1), kind: 'PERSISTENT', reason: expect.stringContaining('is above 100') };
    expect(await verdictOf('latency', A)).toEqual(breached);
    expect(await verdictOf('latency', C)).toEqual(breached);
    expect(await verdictOf('latency', B)).toEqual({
      until: endOf(1),
      kind: 'INSUFFICIENT_DATA',
      reason: expect.stringMatching(/^It could not be judged: .+; how it stood before holds.*log/),
    });
    expect(errors).toEqual([
      expect.objectContaining({
        metric: 'latency',
        asset: B,
        window: '2026-09-02T00:00:00.000Z',
        err: expect.anything(),
      }),
    ]);
  });

  it('leaves what stood as it was, and goes on with the next window', async () => {
    for (const day of [0, 1, 2, 3]) await record(LATENCY, B, day, sketchOf(day === 3 ? 50 : 120));
    const { judgeDue } = judging([LATENCY], damaged(B, 2));
    while (await judgeDue(endOf(2)));
    const [judgement] = await evaluations.judgements([{ name: 'latency', asset: B }]);
    expect(judgement?.standing.thresholds[0]).toMatchObject({
      phase: { kind: 'BREACHED', onset: FIRST_DAY },
      verdict: { kind: 'INSUFFICIENT_DATA' },
    });
    while (await judgeDue(endOf(3)));
    expect(await verdictOf('latency', B)).toMatchObject({ until: endOf(3), kind: 'RECOVERING' });
    expect(errors).toHaveLength(1);
  });

  it('is held at the metric also where its measurements cannot even be merged', async () => {
    for (const asset of [A, B])
      for (const host of ['x', 'y']) await record(LATENCY, asset, 0, sketchOf(50), `[["host","${host}"]]`);
    const { judgeDue } = judging([LATENCY], damaged(B, 0));
    while (await judgeDue(endOf(0)));
    expect(await verdictOf('latency', A)).toMatchObject({ until: endOf(0), kind: 'NORMAL' });
    expect(await verdictOf('latency', B)).toMatchObject({ until: endOf(0), kind: 'INSUFFICIENT_DATA' });
    expect(errors).toHaveLength(1);
  });

  it('is held at the metric whose baseline it is in', async () => {
    const based = definition({
      ...LATENCY,
      baseline: { kind: 'pinned', from: FIRST_DAY, to: endOf(0) },
      thresholds: [threshold({ comparison: 'ABOVE_BASELINE_BY', value: 10, clearValue: null, for: duration('P1D') })],
    });
    for (const asset of [A, B]) for (const day of [0, 1]) await record(based, asset, day, sketchOf(50 + 50 * day));
    const { judgeDue } = judging([based], damaged(B, 0));
    while (await judgeDue(endOf(1)));
    expect(await verdictOf('latency', A)).toMatchObject({ until: endOf(1), kind: 'PERSISTENT' });
    expect(await verdictOf('latency', B)).toMatchObject({ until: endOf(1), kind: 'INSUFFICIENT_DATA' });
  });

  it.each([
    ['judging it', 1],
    ['comparing its family', 2],
  ])('is held at the feature it is met at in %s, and the others are compared without it', async (_, from) => {
    const names = ['f0', 'f1', 'f2'];
    const [first, broken, last] = names.map((name) => featureId('warehouse', 'customers', name)) as [
      AssetId,
      AssetId,
      AssetId,
    ];
    for (const feature of [first, broken, last]) {
      await record(DRIFT, feature, 0, { bins: { a: 500, b: 500 } });
      await record(DRIFT, feature, 1, { bins: { a: 900, b: 100 } });
    }
    const baselines = baselinesIn(store);
    let asked = 0;
    const { judgeDue } = judging([DRIFT], store, {
      ...baselines,
      async of(questions) {
        const isBroken = ++asked >= from;
        return (await baselines.of(questions)).map((at, index) => (window) => {
          if (isBroken && questions[index]?.metric.asset === broken) throw new RangeError('underflow');
          return at(window);
        });
      },
    });
    while (await judgeDue(endOf(1)));
    for (const feature of [first, last])
      expect(await verdictOf('feature.drift', feature)).toMatchObject({ until: endOf(1), kind: 'PERSISTENT' });
    expect(await verdictOf('feature.drift', broken)).toMatchObject({
      until: endOf(1),
      kind: 'INSUFFICIENT_DATA',
      reason: expect.stringContaining('underflow'),
    });
    expect(errors).toHaveLength(1);
  });
});
