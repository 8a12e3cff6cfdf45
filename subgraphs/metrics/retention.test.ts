import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { accuracyOn, CHURN, DAY, definition, duration, FIRST_DAY } from './fixtures.ts';
import { type OpenedSubgraph, openedSubgraph } from './opened-subgraph.contract.ts';

let subgraph: OpenedSubgraph;
beforeEach(async () => {
  subgraph = await openedSubgraph(10, definition());
});
afterEach(() => subgraph.close());

describe('keeping measurements', () => {
  it('merges hours into days once they are old, so that a series by days stays what it was', async () => {
    const retention = { raw: duration('P5D'), step: duration('P1D'), keep: duration('P8D') };
    subgraph.graph.definitions = [definition({ window: duration('PT1H'), retention, thresholds: [] })];
    const hours = Array.from({ length: 240 }, (_, hour) =>
      accuracyOn(0, 500 + hour, { time: FIRST_DAY + (hour + 1) * 3_600_000 }),
    );
    subgraph.time.now = FIRST_DAY + 4 * DAY;
    await subgraph.ingest.observe(hours.slice(0, 96));
    subgraph.time.now = FIRST_DAY + 10 * DAY;
    const outcomes = await subgraph.ingest.observe(hours);
    expect(outcomes.findIndex(({ accepted }) => accepted)).toBe(120);
    const series = (step: string, from: string) => `{ metric(name: "prediction.accuracy", asset: "${CHURN}") {
      series(from: "${from}", to: "2026-09-11T00:00:00Z", step: "${step}") { points { time value sampleSize } } } }`;
    const pointsOf = async (question: string) =>
      (await subgraph.ask<{ metric: { series: { points: unknown[] } } }>(question)).metric.series.points;
    const before = await pointsOf(series('P1D', '2026-09-03T00:00:00Z'));
    expect(before[0]).toEqual({ time: '2026-09-04T00:00:00.000Z', value: 0.5595, sampleSize: 24_000 });
    await subgraph.judgeAll();
    expect(await pointsOf(series('P1D', '2026-09-03T00:00:00Z'))).toEqual(before);
    expect(await pointsOf(series('PT1H', '2026-09-06T00:00:00Z'))).toHaveLength(120);
    expect(await pointsOf(series('P1D', '2026-09-01T00:00:00Z'))).toHaveLength(before.length);
    expect(await subgraph.refusal(series('PT1H', '2026-09-03T00:00:00Z'))).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('prediction.accuracy is kept merged into steps of P1D in UTC'),
    });
  });
});
