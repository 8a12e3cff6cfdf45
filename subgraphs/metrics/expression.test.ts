import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deploymentId } from '../../vocabulary/asset-id.ts';
import type { Observation } from './domain/observation.ts';
import { CHURN, DAY, definition, FIRST_DAY, threshold, valueOn } from './fixtures.ts';
import { type OpenedSubgraph, openedSubgraph } from './opened-subgraph.contract.ts';

const OTHER = deploymentId('prod', 'other');

const counted = (name: string) =>
  definition({
    id: `${name}@1`,
    name,
    fingerprint: name,
    method: { kind: 'count' },
    minimumSamples: 1,
    thresholds: [],
  });

const F1 = definition({
  id: 'f1@1',
  name: 'f1',
  fingerprint: 'f1',
  method: {
    kind: 'expression',
    expression: '2.0 * tp / (2.0 * tp + fp + fn)',
    over: { tp: 'tp', fp: 'fp', fn: 'fn' },
  },
  minimumSamples: 10,
  thresholds: [threshold({ value: 0.85, clearValue: 0.87 })],
});

const INPUTS = ['tp', 'fp', 'fn'].map(counted);

let subgraph: OpenedSubgraph;
beforeEach(async () => {
  subgraph = await openedSubgraph(4, ...INPUTS, F1);
});
afterEach(() => subgraph.close());

const confusion = (day: number, tp: number, fp: number, fn: number, more: Partial<Observation> = {}) => [
  valueOn('tp', day, tp, more),
  valueOn('fp', day, fp, more),
  valueOn('fn', day, fn, more),
];

interface Points {
  metric: { series: { points: { value: number | null; sampleSize: number; reason: string | null }[] } };
}

const pointsOf = async (step: string): Promise<Points['metric']['series']['points']> =>
  (
    await subgraph.ask<Points>(`{ metric(name: "f1", asset: "${CHURN}") {
      series(from: "2026-09-01T00:00:00Z", to: "2026-09-05T00:00:00Z", step: "${step}") { points { value sampleSize reason } }
    } }`)
  ).metric.series.points;

describe('a metric computed from others', () => {
  it('has the series, the roll-up and the verdict of any other', async () => {
    await subgraph.ingest.observe([0, 1, 2, 3].flatMap((day) => confusion(day, day < 2 ? 90 : 60, 10, 30)));
    await subgraph.judgeAll();
    const days = await pointsOf('P1D');
    expect(days.map(({ value }) => value)).toEqual([0.8181818181818182, 0.8181818181818182, 0.75, 0.75]);
    // 300 true positives over four days, 40 and 120 of the others: the union, and no mean of the four.
    expect((await pointsOf('P4D'))[0]).toEqual({ value: 600 / 760, sampleSize: 300, reason: null });
    expect(
      await subgraph.ask(
        `{ metric(name: "f1", asset: "${CHURN}") { status verdict { kind reason } latest { value } } }`,
      ),
    ).toEqual({
      metric: {
        status: 'DEGRADED',
        verdict: {
          kind: 'PERSISTENT',
          reason: '0.75 is below 0.85, from 60 samples, and has been since 2026-09-01 00:00 UTC.',
        },
        latest: { value: 0.75 },
      },
    });
  });

  it('says which input has no data, and what divides by zero', async () => {
    await subgraph.ingest.observe([...confusion(0, 90, 10, 30), valueOn('tp', 1, 5), ...confusion(2, 0, 0, 0)]);
    expect(await pointsOf('P1D')).toEqual([
      { value: expect.closeTo(0.818, 3), sampleSize: 90, reason: null },
      { value: null, sampleSize: 5, reason: 'It cannot be computed: its input fp, fp, has no data.' },
      {
        value: null,
        sampleSize: 0,
        reason: 'It cannot be computed: 2.0 * tp / (2.0 * tp + fp + fn) divides by zero.',
      },
    ]);
  });

  it('adds up inputs of which one was observed as a whole and another by cohort', async () => {
    await subgraph.ingest.observe([
      valueOn('tp', 0, 90),
      valueOn('tp', 0, 50, { dimensions: { cohort: 'new' } }),
      ...['new', 'old'].flatMap((cohort) => [
        valueOn('fp', 0, 5, { dimensions: { cohort } }),
        valueOn('fn', 0, 15, { dimensions: { cohort } }),
      ]),
    ]);
    expect((await pointsOf('P1D'))[0]?.value).toBeCloseTo(180 / 220, 12);
    const sliced = await subgraph.ask<Points>(`{ metric(name: "f1", asset: "${CHURN}") {
      series(from: "2026-09-01T00:00:00Z", to: "2026-09-05T00:00:00Z", dimensions: [{ label: "cohort", values: ["new"] }]) {
        points { value }
      } } }`);
    expect(sliced.metric.series.points).toEqual([{ value: 100 / 120 }]);
  });

  it('stands on assets that have all its inputs, and on no other', async () => {
    await subgraph.ingest.observe([...confusion(0, 9, 1, 1), valueOn('tp', 0, 9, { asset: OTHER })]);
    const data = await subgraph.ask(`{
      metrics(name: "f1") { totalCount edges { node { asset { id } } } }
      all: metrics(first: 3) { totalCount pageInfo { hasNextPage endCursor } }
      metric(name: "f1", asset: "${OTHER}") { id }
    }`);
    expect(data).toEqual({
      metrics: { totalCount: 1, edges: [{ node: { asset: { id: CHURN } } }] },
      all: { totalCount: 5, pageInfo: { hasNextPage: true, endCursor: expect.any(String) } },
      metric: null,
    });
  });

  it('is judged again when a correction of an input comes', async () => {
    await subgraph.ingest.observe([0, 1, 2].flatMap((day) => confusion(day, 60, 10, 30)));
    subgraph.time.now = FIRST_DAY + 3 * DAY;
    await subgraph.judgeAll();
    await subgraph.ingest.observe([valueOn('tp', 2, 900)]);
    await subgraph.judgeAll();
    const { metric } = await subgraph.ask<{ metric: unknown }>(`{ metric(name: "f1", asset: "${CHURN}") {
      latest { value } verdict { kind } } }`);
    expect(metric).toEqual({ latest: { value: expect.closeTo(0.978, 3) }, verdict: { kind: 'RECOVERING' } });
  });

  it('is judged by what was there before it was defined', async () => {
    subgraph.graph.definitions = INPUTS;
    await subgraph.ingest.observe([0, 1, 2, 3].flatMap((day) => confusion(day, 60, 10, 30)));
    await subgraph.judgeAll();
    subgraph.graph.definitions = [...INPUTS, F1];
    subgraph.time.now += 1000;
    await subgraph.judgeAll();
    expect(await subgraph.ask(`{ metric(name: "f1", asset: "${CHURN}") { verdict { kind } } }`)).toEqual({
      metric: { verdict: { kind: 'PERSISTENT' } },
    });
  });

  it('refuses to be observed by itself', async () => {
    expect(await subgraph.ingest.observe([valueOn('f1', 0, 0.9)])).toEqual([
      {
        accepted: false,
        code: 'BAD_USER_INPUT',
        message: 'f1 is computed from tp, fp, fn and cannot be observed itself; observe those',
      },
    ]);
  });
});
