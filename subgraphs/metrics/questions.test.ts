import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  accuracyOn,
  CHURN,
  DAY,
  definition,
  duration,
  FIRST_DAY,
  LATENCY,
  range,
  threshold,
  valueOn,
} from './fixtures.ts';
import { type OpenedSubgraph, openedSubgraph } from './opened-subgraph.contract.ts';

let subgraph: OpenedSubgraph;
beforeEach(async () => {
  subgraph = await openedSubgraph(10, definition());
});
afterEach(() => subgraph.close());

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
    subgraph.graph.definitions = [
      definition({ baseline: { kind: 'pinned', from: FIRST_DAY, to: FIRST_DAY + 3 * DAY } }),
      freshness,
    ];
    const eventOn = (day: number) => valueOn('source.age', day, (FIRST_DAY + (day + 1) * DAY) / 1000 - 3600);
    await subgraph.ingest.observe([
      ...[900, 880, 890, 700].map((good, day) => accuracyOn(day, good)),
      eventOn(0),
      eventOn(1),
    ]);
    subgraph.time.now = FIRST_DAY + 4 * DAY;
    await subgraph.judgeAll();
    const data = await subgraph.ask<Record<string, unknown>>(`{
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

  it('pages through metrics', async () => {
    subgraph.graph.definitions = [definition(), LATENCY];
    await subgraph.ingest.observe([accuracyOn(0, 900), valueOn('serving.latency', 0, 5)]);
    const page = (after: string) =>
      subgraph.ask<{
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
    const data = await subgraph.ask(`{
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
    expect(await subgraph.refusal(`{ ${question} }`)).toMatchObject({
      message: expect.stringContaining(message),
      code: 'BAD_USER_INPUT',
    });
  });
});
