import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { accuracyOn, CHURN, DAY, definition, range } from './fixtures.ts';
import { type OpenedSubgraph, openedSubgraph } from './opened-subgraph.contract.ts';

let subgraph: OpenedSubgraph;
beforeEach(async () => {
  subgraph = await openedSubgraph(30, definition());
});
afterEach(() => subgraph.close());

const cohort = (day: number, numerator: number, dimensions: Record<string, string>, denominator = 1000) =>
  accuracyOn(day, 0, { components: { numerator, denominator }, dimensions });

const metric = (fields: string) => `{ metric(name: "prediction.accuracy", asset: "${CHURN}") { ${fields} } }`;

describe('a metric by its dimensions', () => {
  beforeEach(() =>
    subgraph.observe(
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

describe('the bound of the combinations of dimensions', () => {
  it('holds over a restart, and makes room a day after what came before it', async () => {
    const ofUser = (user: number) => accuracyOn(0, 900, { dimensions: { user: `u${user}` } });
    await subgraph.observe(...Array.from({ length: 1000 }, (_, user) => ofUser(user)));
    subgraph.time.now += DAY - 1;
    await subgraph.restart();
    expect(await subgraph.ingest.observe([ofUser(1000)])).toEqual([
      { accepted: false, code: 'BAD_USER_INPUT', message: expect.stringContaining('leave out "user"') },
    ]);
    await subgraph.observe(ofUser(7));
    subgraph.time.now += 2;
    await subgraph.observe(ofUser(1000));
  });
});
