import { afterEach, describe, expect, it } from '@jest/globals';
import type { GraphAnswer, GraphClient } from '../../platform/graph-client.ts';
import { NOON, openedSubgraph } from './opened-subgraph.contract.ts';
import { dataset, deployment, edge, fact, flow, job, model, run } from './ports/contract-world.contract.ts';

const BLAST = `query ($id: ID!, $first: Int = 20) { asset(id: $id) { blastRadius(first: $first) {
  completeness totalCount edges { exposure depth node { id } }
} } }`;

/** One model trained on orders, served by three deployments. */
const serving = (name: string) =>
  run(name, NOON - 1000, [edge(model('7'), 'SERVES', deployment(name))], { job: deployment(name) });
const estate = [
  run('train', NOON - 1000, [...flow('train', ['orders'], []), edge(job('train'), 'TRAINS', model('7'))]),
  ...['a', 'b', 'c'].map(serving),
];

const windows = (name: string, asset: string, values: (number | null)[], category = 'THROUGHPUT') => ({
  name,
  values,
  metric: { category, asset: { id: asset } },
});

/** A graph whose metrics subgraph measured this, and what it was asked. */
function measured(metricWindows: object[]) {
  const asked: Record<string, unknown>[] = [];
  const graph: GraphClient = {
    async ask<Data>(_: string, variables: Record<string, unknown>) {
      asked.push(variables);
      return { data: { metricWindows } } as GraphAnswer<Data>;
    },
  };
  return { graph, asked };
}

describe('the blast radius', () => {
  let subgraph: Awaited<ReturnType<typeof openedSubgraph>>;
  afterEach(() => subgraph.close());

  async function reached(graph?: GraphClient, first = 20) {
    subgraph = await openedSubgraph(graph);
    await subgraph.ingest.record(estate);
    const { data, errors } = await subgraph.ask(BLAST, { id: dataset('orders'), first });
    expect(errors).toBeUndefined();
    return data.asset.blastRadius;
  }

  it('orders deployments by their share of the traffic, unmeasured ones last', async () => {
    const { graph, asked } = measured([
      windows('requests', deployment('a'), [10, null, 10]),
      windows('requests', deployment('c'), [60]),
      windows('latency', deployment('b'), [900], 'LATENCY'),
    ]);
    const radius = await reached(graph);
    expect(radius).toEqual({
      completeness: 'COMPLETE',
      totalCount: 3,
      edges: [
        { exposure: 0.75, depth: 3, node: { id: deployment('c') } },
        { exposure: 0.25, depth: 3, node: { id: deployment('a') } },
        { exposure: null, depth: 3, node: { id: deployment('b') } },
      ],
    });
    expect(asked).toEqual([
      {
        assets: ['a', 'b', 'c'].map(deployment),
        from: '2026-01-03T12:00:00.000Z',
        to: '2026-01-10T12:00:00.000Z',
      },
    ]);
  });

  it('takes shares of one metric only, the one that most deployments have', async () => {
    const { graph } = measured([
      windows('bytes', deployment('a'), [1e9]),
      windows('requests', deployment('b'), [30]),
      windows('requests', deployment('c'), [10]),
    ]);
    const radius = await reached(graph);
    expect(radius.edges.map((found: { exposure: number }) => found.exposure)).toEqual([0.75, 0.25, null]);
  });

  it('still says what is reached when metrics do not answer', async () => {
    const radius = await reached();
    expect(radius).toMatchObject({ completeness: 'COMPLETE', totalCount: 3 });
    expect(radius.edges.map((found: { exposure: null }) => found.exposure)).toEqual([null, null, null]);
  });

  it('counts all that is reached, however few are asked for', async () => {
    const { graph } = measured([windows('requests', deployment('c'), [5])]);
    const radius = await reached(graph, 1);
    expect(radius.totalCount).toBe(3);
    expect(radius.edges).toEqual([{ exposure: 1, depth: 3, node: { id: deployment('c') } }]);
  });

  it('weighs traffic by importance and by the share of inputs that are reached, and turns pages', async () => {
    const { graph } = measured(['a', 'b', 'c'].map((name) => windows('requests', deployment(name), [10])));
    await reached(graph);
    const tags = (name: string, importance: string) =>
      fact(deployment(name), NOON - 500, { kind: 'tags', tags: { importance } });
    await subgraph.ingest.record([
      run(
        'a',
        NOON - 500,
        [edge(model('7'), 'SERVES', deployment('a')), edge(dataset('other'), 'READS', deployment('a'))],
        {
          job: deployment('a'),
          facts: [tags('a', 'critical')],
        },
      ),
      run('b', NOON - 500, [edge(model('7'), 'SERVES', deployment('b'))], {
        job: deployment('b'),
        facts: [tags('b', 'low'), tags('c', 'whatever')],
      }),
    ]);
    const document = `query ($id: ID!, $first: Int = 20, $after: String) { asset(id: $id) { blastRadius(first: $first, after: $after) {
      pageInfo { hasNextPage endCursor } edges { exposure trafficShare importance inputShare node { id } }
    } } }`;
    const page = async (more: object) =>
      (await subgraph.ask(document, { id: dataset('orders'), ...more })).data.asset.blastRadius;
    const first = await page({ first: 2 });
    const rest = await page({ after: first.pageInfo.endCursor });
    const third = 10 / 30;
    expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
    expect([...first.edges, ...rest.edges]).toEqual([
      { exposure: third, trafficShare: third, importance: null, inputShare: 1, node: { id: deployment('c') } },
      { exposure: third * 0.5, trafficShare: third, importance: 1, inputShare: 0.5, node: { id: deployment('a') } },
      { exposure: third * 0.25, trafficShare: third, importance: 0.25, inputShare: 1, node: { id: deployment('b') } },
    ]);
  });
});
