import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { accuracyOn, CHURN, DAY, definition, duration, FIRST_DAY, range, threshold } from './fixtures.ts';
import { type OpenedSubgraph, openedSubgraph } from './opened-subgraph.contract.ts';

let subgraph: OpenedSubgraph;
beforeEach(async () => {
  subgraph = await openedSubgraph(10, definition());
});
afterEach(() => subgraph.close());

describe('a baseline', () => {
  it('says what the windows of another range come to, or of the pinned baseline, without those that touch a third', async () => {
    subgraph.graph.definitions = [
      definition({ baseline: { kind: 'pinned', from: FIRST_DAY, to: FIRST_DAY + 3 * DAY } }),
    ];
    await subgraph.ingest.observe([900, 880, 890, 700, 890].map((good, day) => accuracyOn(day, good)));
    subgraph.time.now = FIRST_DAY + 5 * DAY;
    const spanOf = (first: number, end: number) => `{ ${range(first, end)} }`;
    const { metricWindows } = await subgraph.ask<{ metricWindows: object[] }>(`{
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
    subgraph.graph.definitions = [definition({ baseline: rolling, thresholds: [drop] })];
    await subgraph.ingest.observe([900, 880, 890, 700, 890].map((good, day) => accuracyOn(day, good)));
    subgraph.time.now = FIRST_DAY + 5 * DAY;
    await subgraph.judgeAll();
    const data = await subgraph.ask<Record<string, unknown>>(`{
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
    subgraph.graph.definitions = [definition({ baseline, thresholds: [drop] })];
    await subgraph.ingest.observe([900, 700, 890, 700].map((good, day) => accuracyOn(day, good)));
    subgraph.time.now = FIRST_DAY + 4 * DAY;
    await subgraph.judgeAll();
    const { verdictChanges } = await subgraph.ask<Record<string, unknown>>(
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
});
