import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MetricDefinition } from './domain/definition.ts';
import type { Observation } from './domain/observation.ts';
import { accuracyOn, CHURN, DAY, definition, duration, FIRST_DAY, range } from './fixtures.ts';
import { type OpenedSubgraph, openedSubgraph } from './opened-subgraph.contract.ts';

const HOUR = DAY / 24;
const OTHER = 'deployment/prod/other';
const iso = (instant: number) => new Date(instant).toISOString();

let subgraph: OpenedSubgraph;
beforeEach(async () => {
  subgraph = await openedSubgraph(30, definition());
});
afterEach(() => subgraph.close());

async function observe(...observations: Observation[]): Promise<void> {
  expect((await subgraph.ingest.observe(observations)).filter(({ accepted }) => !accepted)).toEqual([]);
}

const cohort = (day: number, numerator: number, dimensions: Record<string, string>, denominator = 1000) =>
  accuracyOn(day, 0, { components: { numerator, denominator }, dimensions });

const metric = (fields: string) => `{ metric(name: "prediction.accuracy", asset: "${CHURN}") { ${fields} } }`;

describe('a metric by its dimensions', () => {
  beforeEach(() =>
    observe(
      cohort(0, 800, { cohort: 'new', region: 'eu' }),
      cohort(0, 100, { cohort: 'new', region: 'us' }, 200),
      cohort(0, 2700, { cohort: 'old', region: 'eu' }, 3000),
      cohort(1, 600, { cohort: 'new', region: 'eu' }),
      cohort(1, 1500, {}, 2000),
    ),
  );

  it('is computed from what carries the values, added up', async () => {
    const series = `series(${range(0, 2)}, dimensions: [{ label: "cohort", values: ["new"] }]) { points { value sampleSize } }`;
    expect(await subgraph.ask(metric(series))).toEqual({
      metric: {
        series: {
          points: [
            { value: 0.75, sampleSize: 1200 },
            { value: 0.6, sampleSize: 1000 },
          ],
        },
      },
    });
  });

  it('is broken down by a label, most samples first, and says how much carries it', async () => {
    const answer = await subgraph.ask(
      metric(`breakdown(by: ["cohort"], ${range(0, 1)}) {
        totalCount coverage
        edges { node { dimensions { label value } value sampleSize series(${range(0, 1)}) { points { value } } } }
      }`),
    );
    expect(answer).toEqual({
      metric: {
        breakdown: {
          totalCount: 2,
          coverage: 1,
          edges: [
            {
              node: {
                dimensions: [{ label: 'cohort', value: 'old' }],
                value: 0.9,
                sampleSize: 3000,
                series: { points: [{ value: 0.9 }] },
              },
            },
            {
              node: {
                dimensions: [{ label: 'cohort', value: 'new' }],
                value: 0.75,
                sampleSize: 1200,
                series: { points: [{ value: 0.75 }] },
              },
            },
          ],
        },
      },
    });
  });

  it('pages through a breakdown without leaving a slice out', async () => {
    const page = async (after: string) => {
      const { metric: found } = await subgraph.ask<{
        metric: {
          breakdown: {
            totalCount: number;
            pageInfo: { hasNextPage: boolean; endCursor: string };
            edges: { node: { sampleSize: number } }[];
          };
        };
      }>(
        metric(`breakdown(by: ["cohort", "region"], ${range(0, 1)}, first: 2 ${after}) {
          totalCount pageInfo { hasNextPage endCursor } edges { node { sampleSize } } }`),
      );
      return found.breakdown;
    };
    const first = await page('');
    const second = await page(`, after: "${first.pageInfo.endCursor}"`);
    const sizes = [...first.edges, ...second.edges].map(({ node }) => node.sampleSize);
    expect(sizes).toEqual([3000, 1000, 200]);
    expect([first, second].map(({ pageInfo, totalCount }) => [pageInfo.hasNextPage, totalCount])).toEqual([
      [true, 3],
      [false, 3],
    ]);
  });

  it('does not show a part for the whole: what was told without the label is missing from coverage', async () => {
    expect(
      await subgraph.ask(
        metric(`breakdown(by: ["region"], ${range(1, 2)}) { coverage edges { node { sampleSize } } }`),
      ),
    ).toEqual({ metric: { breakdown: { coverage: 0.5, edges: [{ node: { sampleSize: 1000 } }] } } });
    expect(await subgraph.ask(metric(`breakdown(by: ["country"], ${range(0, 2)}) { coverage totalCount }`))).toEqual({
      metric: { breakdown: { coverage: 0, totalCount: 0 } },
    });
  });

  it.each([
    ['no label', 'by: []', '0 labels; a breakdown is by 1 to 5'],
    ['a label twice', 'by: ["a", "a"]', 'label "a" is given twice'],
    ['a filter without values', 'by: ["a"], dimensions: [{ label: "b", values: [] }]', 'label "b" has no values'],
    ['a wrong cursor', 'by: ["a"], after: "x"', '`after` is not a cursor of this breakdown'],
  ])('refuses %s', async (_, asked, message) => {
    expect(await subgraph.refusal(metric(`breakdown(${asked}, ${range(0, 1)}) { totalCount }`))).toMatchObject({
      message: expect.stringContaining(message),
      code: 'BAD_USER_INPUT',
    });
  });
});

describe('too many dimensions', () => {
  it('are refused line by line, with the bound and the label to leave out; the rest is kept', async () => {
    const users = Array.from({ length: 1002 }, (_, user) => cohort(0, 9, { user: `${user}` }, 10));
    const outcomes = await subgraph.ingest.observe([...users, accuracyOn(0, 900)]);
    expect(outcomes.map(({ accepted }) => accepted)).toEqual([...users.map((_, user) => user < 1000), true]);
    expect(outcomes[1001]).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining(
        'has 1000 combinations of dimensions within a day, the most that one metric may have; leave out "user"',
      ),
    });
  });
});

describe('a correction', () => {
  it('is visible, with when it came', async () => {
    subgraph.time.now = FIRST_DAY + DAY + HOUR;
    await observe(accuracyOn(0, 900));
    subgraph.time.now = FIRST_DAY + 12 * DAY;
    await observe(accuracyOn(0, 800), accuracyOn(1, 900));
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
    await observe(...hours);
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

describe('a comparison', () => {
  const compared = 'definition { id } asset { id } value sampleSize';
  const comparison = (current: string, reference: string) =>
    `{ compareMetrics(current: { ${current} }, reference: { ${reference} }) {
      difference relativeDifference current { ${compared} } reference { ${compared} } } }`;
  const side = (more: string, asset: string = CHURN) => `metric: "prediction.accuracy", asset: "${asset}", ${more}`;

  beforeEach(() =>
    observe(
      ...[900, 900, 700].map((good, day) => accuracyOn(day, good)),
      accuracyOn(0, 600, { asset: OTHER as typeof CHURN }),
    ),
  );

  it('holds two windows against each other', async () => {
    expect(await subgraph.ask(comparison(side(range(1, 3)), side(range(0, 1))))).toEqual({
      compareMetrics: {
        difference: expect.closeTo(-0.1, 10),
        relativeDifference: expect.closeTo(-0.1 / 0.9, 10),
        current: { definition: { id: 'prediction.accuracy@1' }, asset: { id: CHURN }, value: 0.8, sampleSize: 2000 },
        reference: { definition: { id: 'prediction.accuracy@1' }, asset: { id: CHURN }, value: 0.9, sampleSize: 1000 },
      },
    });
  });

  it('holds two deployments against each other, and knows no difference from nothing', async () => {
    expect(await subgraph.ask(comparison(side(range(0, 1)), side(range(0, 1), OTHER)))).toMatchObject({
      compareMetrics: { difference: expect.closeTo(0.3, 10) },
    });
    expect(await subgraph.ask(comparison(side(range(1, 2)), side(range(1, 2), OTHER)))).toMatchObject({
      compareMetrics: { difference: null, relativeDifference: null, reference: { value: null, sampleSize: 0 } },
    });
  });

  it('is refused where the two mean different things, and says in what', async () => {
    const second: MetricDefinition = definition({
      id: 'prediction.accuracy@2',
      version: 2,
      fingerprint: 'f9',
      unit: '%',
    });
    subgraph.graph.definitions = [definition(), second];
    subgraph.graph.answers.MetricsDefinitionDifferences = ({ one, other }) => {
      expect([one, other]).toEqual(['prediction.accuracy@2', 'prediction.accuracy@1']);
      return { definitionComparison: { differences: [{ field: 'spec.formula' }, { field: 'spec.unit' }] } };
    };
    expect(await subgraph.refusal(comparison(side(range(0, 1)), side(`version: 1, ${range(0, 1)}`)))).toEqual({
      message:
        'prediction.accuracy@2 and prediction.accuracy@1 mean different things: they differ in formula, unit; only values of one fingerprint can be compared',
      code: 'CONFLICT',
      fields: ['formula', 'unit'],
    });
  });

  it('is refused for counts over ranges of unequal length, and for what there is not', async () => {
    subgraph.graph.definitions = [definition({ method: { kind: 'count' } })];
    expect(await subgraph.refusal(comparison(side(range(0, 1)), side(range(0, 2))))).toMatchObject({
      message: expect.stringContaining('its ranges hold 1 and 2 windows of P1D'),
    });
    expect(await subgraph.refusal(comparison(side(range(0, 1)), side(`version: 7, ${range(0, 1)}`)))).toMatchObject({
      message: '"prediction.accuracy" has no version 7; headwater catalog list shows those that there are',
      field: 'reference.metric',
    });
  });
});

describe('the bound of the combinations of dimensions', () => {
  it('holds over a restart, and makes room a day after what came before it', async () => {
    const ofUser = (user: number) => accuracyOn(0, 900, { dimensions: { user: `u${user}` } });
    await observe(...Array.from({ length: 1000 }, (_, user) => ofUser(user)));
    subgraph.time.now += DAY - 1;
    await subgraph.restart();
    expect(await subgraph.ingest.observe([ofUser(1000)])).toEqual([
      { accepted: false, code: 'BAD_USER_INPUT', message: expect.stringContaining('leave out "user"') },
    ]);
    await observe(ofUser(7));
    subgraph.time.now += 2;
    await observe(ofUser(1000));
  });
});
