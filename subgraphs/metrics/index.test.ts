import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import { silentLog } from '../../platform/log.ts';
import type { Subgraph } from '../../platform/subgraph.ts';
import type { MetricsIngest, Observation, TelemetryPoint } from './domain/observation.ts';
import { accuracyOn, CHURN, DAY, definition, duration, FIRST_DAY, GraphOfDefinitions, threshold } from './fixtures.ts';
import { metrics } from './index.ts';

let directory: string;
let now: number;
let graph: GraphOfDefinitions;
let subgraph: Subgraph<MetricsIngest>;

const open = () => metrics({ dataDirectory: directory, clock: () => now, log: silentLog(), graph, metricsUrl: null });

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-metrics-'));
  now = FIRST_DAY + 10 * DAY;
  graph = new GraphOfDefinitions(definition());
  subgraph = await open();
});

afterEach(async () => {
  await subgraph.close();
  rmSync(directory, { recursive: true });
});

async function ask<Data = Record<string, never>>(source: string): Promise<Data> {
  const scope = { signal: new AbortController().signal, traceId: '' };
  const answer = await graphql({ schema: subgraph.schema, source, contextValue: subgraph.context(scope) });
  expect(answer.errors).toBeUndefined();
  return answer.data as Data;
}

async function judgeAll(): Promise<void> {
  while (await subgraph.work());
}

const badFrom = (day: number) => Array.from({ length: 10 }, (_, index) => accuracyOn(index, index < day ? 900 : 700));

describe('the metrics subgraph', () => {
  it('turns observations into a series, a verdict and a change to act on', async () => {
    const outcomes = await subgraph.ingest.observe(badFrom(7));
    expect(outcomes.every(({ accepted }) => accepted)).toBe(true);
    await judgeAll();
    const data = await ask<{ metric: unknown; verdictChanges: unknown[] }>(`{
      metric(name: "prediction.accuracy", asset: "${CHURN}") {
        definition { id } asset { id kind name } status category direction
        verdict { kind since reason sampleSize }
        latest { time value sampleSize }
        series(from: "2026-09-07T00:00:00Z", to: "2026-09-11T00:00:00Z", step: "P2D") { step points { time value sampleSize } baseline { lower } }
      }
      verdictChanges { time onset breached pending verdict { kind } value threshold { value } metric { asset { id } } }
    }`);
    expect(data.metric).toEqual({
      definition: { id: 'prediction.accuracy@1' },
      asset: { id: CHURN, kind: 'DEPLOYMENT', name: 'churn' },
      status: 'DEGRADED',
      category: 'ACCURACY',
      direction: 'HIGHER_IS_BETTER',
      verdict: {
        kind: 'PERSISTENT',
        since: '2026-09-08T00:00:00.000Z',
        reason: '0.7 is below 0.85, from 1000 samples, and has been since 2026-09-08 00:00 UTC.',
        sampleSize: 1000,
      },
      latest: { time: '2026-09-11T00:00:00.000Z', value: 0.7, sampleSize: 1000 },
      series: {
        step: 'P2D',
        points: [
          { time: '2026-09-09T00:00:00.000Z', value: 0.8, sampleSize: 2000 },
          { time: '2026-09-11T00:00:00.000Z', value: 0.7, sampleSize: 2000 },
        ],
        baseline: null,
      },
    });
    expect(data.verdictChanges).toEqual([
      expect.objectContaining({ time: '2026-09-09T00:00:00.000Z', pending: true, breached: false }),
      expect.objectContaining({
        time: '2026-09-10T00:00:00.000Z',
        onset: '2026-09-08T00:00:00.000Z',
        pending: false,
        breached: true,
        verdict: { kind: 'PERSISTENT' },
        value: 0.7,
      }),
    ]);
  });

  it('judges nothing twice after a restart, and knows what it knew', async () => {
    await subgraph.ingest.observe(badFrom(7));
    await judgeAll();
    const question = '{ verdictChanges { id cursor } metrics(first: 5) { totalCount edges { node { id status } } } }';
    const before = await ask(question);
    await subgraph.close();
    subgraph = await open();
    expect(await subgraph.work()).toBe(false);
    expect(await ask(question)).toEqual(before);
  });

  it('judges a window again when its data come late, and says how it stands then', async () => {
    await subgraph.ingest.observe(badFrom(9).slice(0, 9));
    await judgeAll();
    now += DAY;
    await judgeAll();
    await subgraph.ingest.observe([accuracyOn(9, 700), accuracyOn(10, 700)]);
    await judgeAll();
    const { verdictChanges } = await ask<{ verdictChanges: { time: string; verdict: { kind: string }; id: string }[] }>(
      '{ verdictChanges { id time verdict { kind } breached } }',
    );
    expect(verdictChanges.map(({ time, verdict }) => [time.slice(8, 10), verdict.kind])).toEqual([
      ['12', 'INSUFFICIENT_DATA'],
      ['12', 'PERSISTENT'],
    ]);
    expect(new Set(verdictChanges.map(({ id }) => id)).size).toBe(2);
  });

  it('tells lineage of the assets that were observed, once, also when lineage was down', async () => {
    await subgraph.ingest.observe(badFrom(9));
    graph.isDown = true;
    now += 1000;
    await judgeAll();
    expect(graph.recorded).toEqual([]);
    graph.isDown = false;
    await judgeAll();
    await judgeAll();
    expect(graph.recorded).toEqual([CHURN]);
    await subgraph.close();
    subgraph = await open();
    await judgeAll();
    expect(graph.recorded).toEqual([CHURN]);
  });

  it('judges with the threshold as it was revised, without raking up the past', async () => {
    await subgraph.ingest.observe(badFrom(11));
    await judgeAll();
    graph.definitions = [definition({ thresholds: [threshold({ value: 0.95, clearValue: null })] })];
    now += 1000;
    await judgeAll();
    const { verdictChanges } = await ask<{ verdictChanges: unknown[] }>('{ verdictChanges { time breached value } }');
    expect(verdictChanges).toEqual([{ time: '2026-09-11T00:00:00.000Z', breached: true, value: 0.9 }]);
  });
});

const latency = definition({
  id: 'serving.latency@1',
  name: 'serving.latency',
  fingerprint: 'f2',
  category: 'LATENCY',
  unit: 'ms',
  direction: 'LOWER_IS_BETTER',
  method: { kind: 'quantile', q: 0.5 },
  minimumSamples: 1,
  thresholds: [threshold({ comparison: 'ABOVE', value: 400, clearValue: null, for: duration('P1D') })],
  otlp: {
    instrument: 'request.duration',
    scale: 1000,
    asset: 'deployment/{env}/{service}',
    dimensions: [],
    numerator: null,
  },
});

const valueOn = (metric: string, day: number, value: number, more: Partial<Observation> = {}) =>
  accuracyOn(day, 0, { metric, components: { value }, ...more });

const range = (from: number, to: number) =>
  `from: "${new Date(FIRST_DAY + from * DAY).toISOString()}", to: "${new Date(FIRST_DAY + to * DAY).toISOString()}"`;

async function refusal(source: string): Promise<unknown> {
  const scope = { signal: new AbortController().signal, traceId: '' };
  const { errors } = await graphql({ schema: subgraph.schema, source, contextValue: subgraph.context(scope) });
  return errors?.map(({ message, originalError }) => ({ message, name: originalError?.name }));
}

describe('what is observed', () => {
  it('takes what it can and says of each of the rest why not', async () => {
    const outcomes = await subgraph.ingest.observe([
      accuracyOn(1, 900),
      accuracyOn(2, 900, { metric: 'prediction.accuracu' }),
      accuracyOn(3, 900, { components: { value: Number.NaN } }),
    ]);
    expect(outcomes).toEqual([
      { accepted: true },
      { accepted: false, code: 'NOT_FOUND', message: expect.stringContaining('did you mean "prediction.accuracy"') },
      { accepted: false, code: 'BAD_USER_INPUT', message: 'value is NaN; a finite number is needed' },
    ]);
  });

  it('is known by a definition that was applied a moment ago', async () => {
    await subgraph.ingest.observe([accuracyOn(1, 900)]);
    graph.definitions = [definition(), latency];
    expect(await subgraph.ingest.observe([valueOn('serving.latency', 1, 100)])).toEqual([{ accepted: true }]);
  });

  it('is taken by the last known definitions while the catalog is down, and not before any were known', async () => {
    await subgraph.ingest.observe([accuracyOn(1, 900)]);
    graph.isDown = true;
    now += 1000;
    expect(await subgraph.ingest.observe([accuracyOn(2, 900)])).toEqual([{ accepted: true }]);
    await subgraph.close();
    subgraph = await open();
    await expect(subgraph.ingest.observe([accuracyOn(3, 900)])).rejects.toThrow('the catalog store does not answer');
  });

  it('counts the whole where it is told, and the dimensions together where it is not', async () => {
    const cohort = (day: number, name: string, numerator: number) =>
      accuracyOn(day, numerator, { dimensions: { cohort: name } });
    await subgraph.ingest.observe([
      cohort(0, 'new', 800),
      cohort(0, 'old', 900),
      cohort(1, 'new', 800),
      accuracyOn(1, 700),
    ]);
    const { metric } = await ask<{ metric: { series: unknown } }>(
      `{ metric(name: "prediction.accuracy", asset: "${CHURN}") { series(${range(0, 2)}) { points { value sampleSize } } } }`,
    );
    expect(metric.series).toEqual({
      points: [
        { value: 0.85, sampleSize: 2000 },
        { value: 0.7, sampleSize: 1000 },
      ],
    });
  });

  it('arrives by telemetry, or is listed as unbound with the reason', async () => {
    graph.definitions = [latency];
    const point = (attributes: Record<string, string>, instrument = 'request.duration'): TelemetryPoint => ({
      protocol: 'OTLP',
      instrument,
      attributes,
      unit: 's',
      startTime: FIRST_DAY,
      time: FIRST_DAY + 60_000,
      measured: { kind: 'histogram', count: 2, sum: 0.4, min: 0.2, max: 0.2, bounds: [0.2], counts: [2, 0] },
      exemplars: ['trace-1'],
    });
    const outcome = await subgraph.ingest.telemetry([
      point({ env: 'prod', service: 'churn' }),
      point({ service: 'churn' }),
      point({}, 'other'),
      point({}, 'other'),
    ]);
    expect(outcome).toEqual({ bound: 1, unbound: 3, rejected: [] });
    const data = await ask<Record<string, unknown>>(`{
      unboundTelemetry { protocol instrument reason count }
      metric(name: "serving.latency", asset: "${CHURN}") { exemplars(${range(0, 1)}) series(${range(0, 1)}) { points { value sampleSize } } }
    }`);
    expect(data).toEqual({
      unboundTelemetry: [
        { protocol: 'OTLP', instrument: 'other', reason: 'no definition has it as its source', count: 2 },
        expect.objectContaining({
          instrument: 'request.duration',
          reason: expect.stringContaining('no attribute env'),
        }),
      ],
      metric: { exemplars: ['trace-1'], series: { points: [{ value: expect.closeTo(200, -1), sampleSize: 2 }] } },
    });
  });
});

describe('what is asked', () => {
  it('compares with the baseline, and grows old with a source that falls silent', async () => {
    const freshness = definition({
      id: 'source.age@1',
      name: 'source.age',
      fingerprint: 'f3',
      category: 'FRESHNESS',
      unit: 'h',
      direction: 'LOWER_IS_BETTER',
      method: { kind: 'freshness' },
      minimumSamples: 1,
      thresholds: [threshold({ comparison: 'ABOVE', value: 30, clearValue: null, for: duration('P1D') })],
    });
    graph.definitions = [
      definition({ baseline: { kind: 'pinned', from: FIRST_DAY, to: FIRST_DAY + 3 * DAY } }),
      freshness,
    ];
    const eventOn = (day: number) => valueOn('source.age', day, (FIRST_DAY + (day + 1) * DAY) / 1000 - 3600);
    await subgraph.ingest.observe([
      ...[900, 880, 890, 700].map((good, day) => accuracyOn(day, good)),
      eventOn(0),
      eventOn(1),
    ]);
    now = FIRST_DAY + 4 * DAY;
    await judgeAll();
    const data = await ask<Record<string, unknown>>(`{
      metric(name: "prediction.accuracy", asset: "${CHURN}") { series(${range(3, 4)}) { baseline { lower expected upper } } }
      metricWindows(assets: ["${CHURN}"], ${range(0, 9)}) { name start step values sampleSizes noiseFloor }
      _entities(representations: [{ __typename: "Asset", id: "${CHURN}" }]) {
        ... on Asset {
          metrics { id category } drift: metrics(category: DRIFT) { id }
          health { status contributions { status metric { definition { id } } } }
        }
      }
    }`);
    expect(data).toMatchObject({
      metric: {
        series: { baseline: { expected: 0.89, lower: expect.closeTo(0.84552, 5), upper: expect.closeTo(0.93448, 5) } },
      },
      metricWindows: [
        {
          name: 'prediction.accuracy',
          step: 'P1D',
          values: [0.9, 0.88, 0.89, 0.7],
          sampleSizes: [1000, 1000, 1000, 1000],
        },
        { name: 'source.age', values: [1, 1, 25, 49], noiseFloor: null },
      ],
      _entities: [
        {
          metrics: [{ category: 'ACCURACY' }, { category: 'FRESHNESS' }],
          drift: [],
          health: {
            status: 'DEGRADED',
            contributions: [
              { status: 'DEGRADED', metric: { definition: { id: 'source.age@1' } } },
              { status: 'AT_RISK', metric: { definition: { id: 'prediction.accuracy@1' } } },
            ],
          },
        },
      ],
    });
  });

  it('says what the windows of another range come to, or of the pinned baseline, without those that touch a third', async () => {
    graph.definitions = [definition({ baseline: { kind: 'pinned', from: FIRST_DAY, to: FIRST_DAY + 3 * DAY } })];
    await subgraph.ingest.observe([900, 880, 890, 700, 890].map((good, day) => accuracyOn(day, good)));
    now = FIRST_DAY + 5 * DAY;
    const spanOf = (first: number, end: number) => `{ ${range(first, end)} }`;
    const { metricWindows } = await ask<{ metricWindows: object[] }>(`{
      metricWindows(assets: ["${CHURN}"], ${range(4, 5)}) {
        values
        inRange: statistics(range: ${spanOf(2, 4)}) { known median }
        pinned: statistics(range: ${spanOf(3, 5)}, pinned: true) { known median medianDeviation standardDeviation }
        without: statistics(range: ${spanOf(0, 3)}, without: ${spanOf(1, 2)}) { known median }
        nothing: statistics(range: ${spanOf(30, 40)}) { known median standardDeviation }
      }
    }`);
    expect(metricWindows).toEqual([
      {
        values: [0.89],
        inRange: { known: 2, median: expect.closeTo(0.795, 12) },
        pinned: {
          known: 3,
          median: 0.89,
          medianDeviation: expect.closeTo(0.01, 12),
          standardDeviation: expect.closeTo(Math.sqrt(0.0002 / 3), 12),
        },
        without: { known: 2, median: expect.closeTo(0.895, 12) },
        nothing: { known: 0, median: null, standardDeviation: null },
      },
    ]);
  });

  it('says of each point what was expected before it, by a rolling baseline', async () => {
    const rolling = { kind: 'rolling' as const, length: duration('P3D') };
    const drop = threshold({ comparison: 'BELOW_BASELINE_BY', value: 0.05, clearValue: null, for: duration('P1D') });
    graph.definitions = [definition({ baseline: rolling, thresholds: [drop] })];
    await subgraph.ingest.observe([900, 880, 890, 700, 890].map((good, day) => accuracyOn(day, good)));
    now = FIRST_DAY + 5 * DAY;
    await judgeAll();
    const data = await ask<Record<string, unknown>>(`{
      metric(name: "prediction.accuracy", asset: "${CHURN}") {
        series(${range(0, 5)}) { baseline { expected } points { baseline { expected } } }
      }
      verdictChanges { breached verdict { kind reason } }
    }`);
    expect(data).toMatchObject({
      metric: {
        series: {
          baseline: { expected: 0.88 },
          points: [null, null, null, { expected: 0.89 }, { expected: 0.88 }].map((baseline) => ({ baseline })),
        },
      },
      verdictChanges: [
        { verdict: { kind: 'INSUFFICIENT_DATA', reason: 'There are too few data in the baseline to compare with.' } },
        {
          breached: true,
          verdict: {
            kind: 'PERSISTENT',
            reason:
              "0.7 is more than 0.05 below the baseline's 0.89, from 1000 samples, and has been since 2026-09-04 00:00 UTC.",
          },
        },
        { breached: false, verdict: { kind: 'NORMAL' } },
      ],
    });
  });

  it('judges no window of the pinned baseline against itself', async () => {
    const baseline = { kind: 'pinned' as const, from: FIRST_DAY, to: FIRST_DAY + 3 * DAY };
    const drop = threshold({ comparison: 'BELOW_BASELINE_BY', value: 0.05, clearValue: null, for: duration('P1D') });
    graph.definitions = [definition({ baseline, thresholds: [drop] })];
    await subgraph.ingest.observe([900, 700, 890, 700].map((good, day) => accuracyOn(day, good)));
    now = FIRST_DAY + 4 * DAY;
    await judgeAll();
    const { verdictChanges } = await ask<Record<string, unknown>>(
      '{ verdictChanges { time verdict { kind reason } } }',
    );
    expect(verdictChanges).toEqual([
      {
        time: '2026-09-02T00:00:00.000Z',
        verdict: {
          kind: 'INSUFFICIENT_DATA',
          reason: 'It is part of the baseline, which lasts until 2026-09-04 00:00 UTC.',
        },
      },
      { time: '2026-09-05T00:00:00.000Z', verdict: expect.objectContaining({ kind: 'PERSISTENT' }) },
    ]);
  });

  it('merges hours into days once they are old, so that a series by days stays what it was', async () => {
    const retention = { raw: duration('P5D'), step: duration('P1D'), keep: duration('P8D') };
    graph.definitions = [definition({ window: duration('PT1H'), retention, thresholds: [] })];
    const hours = Array.from({ length: 240 }, (_, hour) =>
      accuracyOn(0, 500 + hour, { time: FIRST_DAY + (hour + 1) * 3_600_000 }),
    );
    now = FIRST_DAY + 4 * DAY;
    await subgraph.ingest.observe(hours.slice(0, 96));
    now = FIRST_DAY + 10 * DAY;
    const outcomes = await subgraph.ingest.observe(hours);
    expect(outcomes.findIndex(({ accepted }) => accepted)).toBe(120);
    const seriesBy = async (step: string, from: string) =>
      (
        await ask<{ metric: { series: { points: { time: string; value: number; sampleSize: number }[] } } }>(
          `{ metric(name: "prediction.accuracy", asset: "${CHURN}") {
            series(from: "${from}", to: "2026-09-11T00:00:00Z", step: "${step}") { points { time value sampleSize } }
          } }`,
        )
      ).metric.series.points;
    const before = await seriesBy('P1D', '2026-09-03T00:00:00Z');
    expect(before[0]).toEqual({ time: '2026-09-04T00:00:00.000Z', value: 0.5595, sampleSize: 24_000 });
    await judgeAll();
    expect(await seriesBy('P1D', '2026-09-03T00:00:00Z')).toEqual(before);
    expect(await seriesBy('PT1H', '2026-09-06T00:00:00Z')).toHaveLength(120);
    expect(await seriesBy('P1D', '2026-09-01T00:00:00Z')).toHaveLength(before.length);
    await expect(seriesBy('PT1H', '2026-09-03T00:00:00Z')).rejects.toThrow();
  });

  it('pages through metrics', async () => {
    graph.definitions = [definition(), latency];
    await subgraph.ingest.observe([accuracyOn(0, 900), valueOn('serving.latency', 0, 5)]);
    const page = (after: string) =>
      ask<{
        metrics: { edges: { node: { category: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
      }>(
        `{ metrics(first: 1 ${after}) { totalCount edges { node { category } } pageInfo { hasNextPage endCursor } } }`,
      );
    const first = await page('');
    const second = await page(`after: "${first.metrics.pageInfo.endCursor}"`);
    expect(
      [first, second].map(({ metrics }) => [metrics.edges[0]?.node.category, metrics.pageInfo.hasNextPage]),
    ).toEqual([
      ['ACCURACY', true],
      ['LATENCY', false],
    ]);
  });

  it('is nothing for what was never observed or defined', async () => {
    await subgraph.ingest.observe([accuracyOn(0, 900)]);
    const data = await ask(`{
      a: metric(name: "unknown", asset: "${CHURN}") { id }
      b: metric(name: "prediction.accuracy", asset: "deployment/prod/other") { id }
      _entities(representations: [{ __typename: "Asset", id: "deployment/prod/other" }]) { ... on Asset { health { status } metrics { id } } }
    }`);
    expect(data).toEqual({ a: null, b: null, _entities: [{ health: null, metrics: [] }] });
  });

  it.each([
    [
      'a step that is no multiple',
      `metric(name: "prediction.accuracy", asset: "${CHURN}") { series(${range(0, 9)}, step: "PT36H") { step } }`,
      "step PT36H is no whole multiple of the definition's window P1D",
    ],
    [
      'a range backwards',
      `metric(name: "prediction.accuracy", asset: "${CHURN}") { series(${range(9, 0)}) { step } }`,
      '`to` must be after `from`',
    ],
    [
      'more points than a series may have',
      `metric(name: "prediction.accuracy", asset: "${CHURN}") { series(${range(-20_000, 9)}) { step } }`,
      'the range holds more than 10000 steps',
    ],
    ['what is no asset', 'metric(name: "prediction.accuracy", asset: "churn") { id }', '"churn" is not an asset id'],
    [
      'what is no metric',
      '_entities(representations: [{ __typename: "Metric", id: "?" }]) { ... on Metric { status } }',
      '"?" is not the id of a metric',
    ],
    ['a page without size', 'metrics(first: 0) { totalCount }', 'first is 0; expected 1 to 100'],
    ['a cursor of another list', 'verdictChanges(after: "x") { id }', '`after` is not a cursor of a verdict change'],
  ])('refuses %s', async (_, question, message) => {
    await subgraph.ingest.observe([accuracyOn(0, 900)]);
    expect(await refusal(`{ ${question} }`)).toEqual([
      { message: expect.stringContaining(message), name: 'BadUserInput' },
    ]);
  });
});
