import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { accuracyOn, CHURN, DAY, definition, threshold } from './fixtures.ts';
import { type OpenedSubgraph, openedSubgraph } from './opened-subgraph.contract.ts';

let subgraph: OpenedSubgraph;
beforeEach(async () => {
  subgraph = await openedSubgraph(10, definition());
});
afterEach(() => subgraph.close());

const badFrom = (day: number) => Array.from({ length: 10 }, (_, index) => accuracyOn(index, index < day ? 900 : 700));

describe('judging', () => {
  it('turns observations into a series, a verdict and a change to act on', async () => {
    const outcomes = await subgraph.ingest.observe(badFrom(7));
    expect(outcomes.every(({ accepted }) => accepted)).toBe(true);
    await subgraph.judgeAll();
    const data = await subgraph.ask<{ metric: unknown; verdictChanges: unknown[] }>(`{
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
    await subgraph.judgeAll();
    const question = '{ verdictChanges { id cursor } metrics(first: 5) { totalCount edges { node { id status } } } }';
    const before = await subgraph.ask(question);
    await subgraph.restart();
    expect(await subgraph.work()).toBe(false);
    expect(await subgraph.ask(question)).toEqual(before);
  });

  it('judges a window again when its data come late, and says how it stands then', async () => {
    await subgraph.ingest.observe(badFrom(9).slice(0, 9));
    await subgraph.judgeAll();
    subgraph.time.now += DAY;
    await subgraph.judgeAll();
    await subgraph.ingest.observe([accuracyOn(9, 700), accuracyOn(10, 700)]);
    await subgraph.judgeAll();
    const { verdictChanges } = await subgraph.ask<{
      verdictChanges: { time: string; verdict: { kind: string }; id: string }[];
    }>('{ verdictChanges { id time verdict { kind } breached } }');
    expect(verdictChanges.map(({ time, verdict }) => [time.slice(8, 10), verdict.kind])).toEqual([
      ['12', 'INSUFFICIENT_DATA'],
      ['12', 'PERSISTENT'],
    ]);
    expect(new Set(verdictChanges.map(({ id }) => id)).size).toBe(2);
  });

  it('tells lineage of the assets that were observed, once, also when lineage was down', async () => {
    await subgraph.ingest.observe(badFrom(9));
    subgraph.graph.isDown = true;
    subgraph.time.now += 1000;
    await subgraph.judgeAll();
    expect(subgraph.graph.recorded).toEqual([]);
    subgraph.graph.isDown = false;
    await subgraph.judgeAll();
    await subgraph.judgeAll();
    expect(subgraph.graph.recorded).toEqual([CHURN]);
    await subgraph.restart();
    await subgraph.judgeAll();
    expect(subgraph.graph.recorded).toEqual([CHURN]);
  });

  it('judges with the threshold as it was revised, without raking up the past', async () => {
    await subgraph.ingest.observe(badFrom(11));
    await subgraph.judgeAll();
    subgraph.graph.definitions = [definition({ thresholds: [threshold({ value: 0.95, clearValue: null })] })];
    subgraph.time.now += 1000;
    await subgraph.judgeAll();
    const { verdictChanges } = await subgraph.ask<{ verdictChanges: unknown[] }>(
      '{ verdictChanges { time breached value } }',
    );
    expect(verdictChanges).toEqual([{ time: '2026-09-11T00:00:00.000Z', breached: true, value: 0.9 }]);
  });
});
