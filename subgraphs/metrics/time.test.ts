import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { accuracyOn, CHURN, DAY, definition, duration, FIRST_DAY, range } from './fixtures.ts';
import { type OpenedSubgraph, openedSubgraph } from './opened-subgraph.contract.ts';

const HOUR = DAY / 24;
const iso = (instant: number) => new Date(instant).toISOString();

let subgraph: OpenedSubgraph;
beforeEach(async () => {
  subgraph = await openedSubgraph(30, definition());
});
afterEach(() => subgraph.close());

const metric = (fields: string) => `{ metric(name: "prediction.accuracy", asset: "${CHURN}") { ${fields} } }`;

describe('a correction', () => {
  it('is visible, with when it came', async () => {
    subgraph.time.now = FIRST_DAY + DAY + HOUR;
    await subgraph.observe(accuracyOn(0, 900));
    subgraph.time.now = FIRST_DAY + 12 * DAY;
    await subgraph.observe(accuracyOn(0, 800), accuracyOn(1, 900));
    expect(await subgraph.ask(metric(`series(${range(0, 2)}) { points { value revisedAt } }`))).toEqual({
      metric: {
        series: {
          points: [
            { value: 0.8, revisedAt: iso(subgraph.time.now) },
            { value: 0.9, revisedAt: null },
          ],
        },
      },
    });
  });
});

describe('days of a zone', () => {
  const hourly = definition({ window: duration('PT1H'), minimumSamples: 1 });
  beforeEach(async () => {
    subgraph.graph.definitions = [hourly];
    subgraph.time.now = Date.parse('2026-11-01T00:00:00Z');
    const start = Date.parse('2026-10-23T22:00:00Z');
    const hours = Array.from({ length: 96 }, (_, hour) =>
      accuracyOn(0, 0, { time: start + (hour + 1) * HOUR, components: { numerator: 9, denominator: 10 } }),
    );
    await subgraph.observe(...hours);
  });

  it('have 25 hours when the clock goes back', async () => {
    const weekend = 'from: "2026-10-23T22:00:00Z", to: "2026-10-26T23:00:00Z"';
    expect(
      await subgraph.ask(
        metric(`series(${weekend}, step: "P1D", timezone: "Europe/Berlin") { points { time sampleSize } }`),
      ),
    ).toEqual({
      metric: {
        series: {
          points: [
            { time: '2026-10-24T22:00:00.000Z', sampleSize: 240 },
            { time: '2026-10-25T23:00:00.000Z', sampleSize: 250 },
            { time: '2026-10-26T23:00:00.000Z', sampleSize: 240 },
          ],
        },
      },
    });
  });

  it('are refused where they would cut a window in two, and in no zone', async () => {
    subgraph.graph.definitions = [definition()];
    subgraph.time.now += 1000;
    expect(
      await subgraph.refusal(
        metric(
          'series(from: "2026-03-20T00:00:00Z", to: "2026-04-02T00:00:00Z", step: "P1D", timezone: "Europe/Berlin") { step }',
        ),
      ),
    ).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'timezone',
      message: expect.stringContaining('leave out timezone'),
    });
    expect(await subgraph.refusal(metric(`series(${range(0, 1)}, timezone: "Berlin") { step }`))).toMatchObject({
      message: '"Berlin" is not an IANA time zone such as Europe/Berlin',
    });
  });
});
