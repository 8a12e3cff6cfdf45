import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import { silentLog } from '../../platform/log.ts';
import type { Subgraph } from '../../platform/subgraph.ts';
import type { MetricsIngest } from './domain/observation.ts';
import { accuracyOn, CHURN, DAY, definition, FIRST_DAY, GraphOfDefinitions, threshold } from './fixtures.ts';
import { metrics } from './index.ts';

let directory: string;
let now: number;
let graph: GraphOfDefinitions;
let subgraph: Subgraph<MetricsIngest>;

const open = () => metrics({ dataDirectory: directory, clock: () => now, log: silentLog(), graph });

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

  it('tells lineage of the assets that were observed, and again when lineage was down', async () => {
    await subgraph.ingest.observe(badFrom(9));
    await judgeAll();
    expect(graph.recorded).toEqual([CHURN]);
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
