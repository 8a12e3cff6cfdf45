import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openedSubgraph } from './opened-subgraph.contract.ts';
import { dataset, deployment, edge, fact, feature, flow, job, run } from './ports/contract-world.contract.ts';

const DIFF = `query ($from: DateTime!, $to: DateTime!, $asset: ID, $first: Int! = 100, $after: String) {
  lineageDiff(from: $from, to: $to, asset: $asset, first: $first, after: $after) {
    completeness totalCount pageInfo { hasNextPage endCursor }
    edges { kind role from { id } to { id } before { validTo transformation { type } } after { validFrom transformation { type } } }
  }
}`;

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
const time = (hour: number) => Date.parse(at(hour));

describe('lineage between two times', () => {
  let subgraph: Awaited<ReturnType<typeof openedSubgraph>>;
  beforeEach(async () => {
    subgraph = await openedSubgraph();
  });
  afterEach(() => subgraph.close());

  const derives = (type: string) => ({
    ...edge(feature('raw', 'a'), 'DERIVES', feature('out', 'a')),
    transformation: { type, subtype: null, masking: false },
  });
  const diff = async (variables: object) => (await subgraph.ask(DIFF, variables as never)).data.lineageDiff;
  const kinds = (found: { edges: { kind: string; from: { id: string }; to: { id: string } }[] }) =>
    found.edges.map(({ kind, from, to }) => `${kind} ${from.id} ${to.id}`);

  it('lists what was added, what ended and what changed', async () => {
    await subgraph.ingest.record([
      run('load', time(1), [...flow('load', ['old', 'raw'], ['out']), derives('DIRECT')]),
      run('load', time(3), [...flow('load', ['new', 'raw'], ['out']), derives('INDIRECT')]),
    ]);
    const found = await diff({ from: at(2), to: at(4) });
    expect(kinds(found)).toEqual([
      `ADDED ${dataset('new')} ${job('load')}`,
      `ENDED ${dataset('old')} ${job('load')}`,
      `CHANGED ${feature('raw', 'a')} ${feature('out', 'a')}`,
    ]);
    expect(found).toMatchObject({ completeness: 'COMPLETE', totalCount: 3 });
    expect(found.edges[1]).toMatchObject({ before: { validTo: at(3) }, after: null });
    expect(found.edges[2]).toMatchObject({
      before: { transformation: { type: 'DIRECT' } },
      after: { validFrom: at(3), transformation: { type: 'INDIRECT' } },
    });
  });

  it('keeps to what is upstream of an asset at either time', async () => {
    await subgraph.ingest.record([
      run('load', time(1), flow('load', ['old'], ['out'])),
      run('load', time(3), flow('load', ['new'], ['out'])),
      run('other', time(3), flow('other', ['elsewhere'], ['else'])),
    ]);
    expect(kinds(await diff({ from: at(2), to: at(4), asset: dataset('out') }))).toEqual([
      `ADDED ${dataset('new')} ${job('load')}`,
      `ENDED ${dataset('old')} ${job('load')}`,
    ]);
  });

  it('pages, and nothing is shown twice or left out', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    await subgraph.ingest.record([run('load', time(3), flow('load', names, []))]);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await diff({ from: at(2), to: at(4), first: 2, after });
      seen.push(...kinds(page));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(names.map((name) => `ADDED ${dataset(name)} ${job('load')}`));
  });

  it('refuses a range that ends before it begins', async () => {
    const { errors } = await subgraph.ask(DIFF, { from: at(4), to: at(2) });
    expect(errors[0].message).toBe(`to ${at(2)} must come after from ${at(4)}`);
  });
});

describe('what producers said', () => {
  let subgraph: Awaited<ReturnType<typeof openedSubgraph>>;
  beforeEach(async () => {
    subgraph = await openedSubgraph();
  });
  afterEach(() => subgraph.close());

  const facet = (hour: number, name: string, value: unknown, of: 'dataset' | 'output' = 'dataset') =>
    fact(dataset('raw'), time(hour), { kind: 'facet', of, name, value }, `load@${time(hour)}`);

  it('is given back as it was sent, as of a time, without what was taken back', async () => {
    await subgraph.ingest.record([
      run('load', time(1), [], { facts: [facet(1, 'storage', { layer: 'iceberg' }), facet(1, 'custom', [1, 2])] }),
      run('load', time(3), [], {
        facts: [facet(3, 'storage', null), facet(3, 'outputStatistics', { rowCount: 1 }, 'output')],
      }),
    ]);
    const facets = `query ($id: ID!, $asOf: DateTime) { asset(id: $id) { facets(asOf: $asOf) { holder name value time run { id } } } }`;
    const ask = async (asOf: string | null) =>
      (await subgraph.ask(facets, { id: dataset('raw'), asOf })).data.asset.facets;
    expect(await ask(at(2))).toMatchObject([
      { holder: 'DATASET', name: 'custom', value: [1, 2], time: at(1), run: { id: `run/load%40${time(1)}` } },
      { holder: 'DATASET', name: 'storage', value: { layer: 'iceberg' } },
    ]);
    expect((await ask(null)).map(({ name }: { name: string }) => name)).toEqual(['custom', 'outputStatistics']);
  });

  it('tells that a dataset was dropped or renamed away, and that it came back', async () => {
    const lifecycle = (
      asset: string,
      hour: number,
      change: 'DROP' | 'RENAME' | 'RENAMED' | 'WRITTEN',
      other: string | null,
    ) =>
      run('ddl', time(hour), [], {
        facts: [
          fact(dataset(asset), time(hour), { kind: 'lifecycle', change, other: other && dataset(other) } as never),
        ],
      });
    const ask = async (name: string) =>
      (
        await subgraph.ask(
          'query ($id: ID!) { asset(id: $id) { deletedAt renamedTo { id } renamedFrom { id } changes(from: "2025-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z") { kind summary } } }',
          { id: dataset(name) },
        )
      ).data.asset;
    await subgraph.ingest.record([
      lifecycle('gone', 1, 'DROP', null),
      lifecycle('old', 1, 'RENAMED', 'new'),
      lifecycle('new', 1, 'RENAME', 'old'),
    ]);
    expect(await ask('gone')).toMatchObject({
      deletedAt: at(1),
      changes: [{ kind: 'DATASET_DROPPED', summary: 'The dataset was dropped.' }],
    });
    expect(await ask('old')).toMatchObject({ deletedAt: at(1), renamedTo: { id: dataset('new') } });
    expect(await ask('new')).toMatchObject({ deletedAt: null, renamedFrom: { id: dataset('old') } });
    await subgraph.ingest.record([lifecycle('gone', 2, 'WRITTEN', null)]);
    expect(await ask('gone')).toMatchObject({ deletedAt: null });
  });

  it('tells of a run how long it took, what it was for and what it read and wrote, in which versions', async () => {
    await subgraph.ingest.record([
      run('load', time(1), flow('load', ['raw'], ['out']), {
        ...{ type: 'START' as const, runId: 'r', nominal: { start: time(0), end: time(24) } },
        root: { runId: 'top', job: job('nightly') },
        versions: [{ asset: dataset('raw'), version: '7' }],
      }),
      run('load', time(1) + 1500, [], { runId: 'r', facets: [{ name: 'engine', value: { name: 'spark' } }] }),
      run('nightly', time(2), [], { runId: 'top' }),
    ]);
    const { data } = await subgraph.ask(
      `{ run(id: "run/r") { duration nominalStart nominalEnd root { id job { id } } facets { name value }
         inputs { asset { id } version } outputs { asset { id } version } } }`,
    );
    expect(data.run).toEqual({
      ...{ duration: 'PT1.5S', nominalStart: at(0), nominalEnd: at(24) },
      root: { id: 'run/top', job: { id: job('nightly') } },
      facets: [{ name: 'engine', value: { name: 'spark' } }],
      inputs: [{ asset: { id: dataset('raw') }, version: '7' }],
      outputs: [{ asset: { id: dataset('out') }, version: null }],
    });
  });

  it('answers for an asset under either of its names', async () => {
    await subgraph.ingest.record([
      run('load', time(1), flow('load', ['raw'], ['table']), {
        symlinks: [{ asset: dataset('folder'), alias: dataset('table') }],
      }),
    ]);
    const { data } = await subgraph.ask(
      'query ($id: ID!) { asset(id: $id) { id aliases upstream { edges { node { id } } } } }',
      { id: dataset('table') },
    );
    expect(data.asset).toEqual({
      id: dataset('folder'),
      aliases: [dataset('table')],
      upstream: { edges: [{ node: { id: job('load') } }] },
    });
  });
});

describe('fields', () => {
  it('say what they are computed from and how, and what a change of one reaches', async () => {
    const subgraph = await openedSubgraph();
    const transformation = { type: 'DIRECT', subtype: 'AGGREGATION', masking: true };
    const [price, total] = [feature('orders', 'price'), feature('sales', 'total')];
    const serves = edge(dataset('sales'), 'READS', deployment('shop'));
    await subgraph.ingest.record([
      run('sum', time(1), [
        ...flow('sum', ['orders'], ['sales']),
        { ...edge(price, 'DERIVES', total), transformation },
        edge(price, 'PART_OF', dataset('orders')),
        edge(total, 'PART_OF', dataset('sales')),
      ]),
      run('shop', time(1), [serves], { job: deployment('shop') }),
    ]);
    const { data } = await subgraph.ask(
      `query ($total: ID!, $price: ID!) {
         total: asset(id: $total) { detail { ... on Feature { derivedFrom { field { id } via { transformation { type subtype masking } } } } } }
         price: asset(id: $price) { detail { ... on Feature { impact(first: 3) {
           completeness totalCount pageInfo { hasNextPage } edges { depth certainty direct node { id } } } } } }
       }`,
      { total, price },
    );
    await subgraph.close();
    expect(data.total.detail.derivedFrom).toEqual([{ field: { id: price }, via: { transformation } }]);
    expect(data.price.detail.impact).toEqual({
      ...{ completeness: 'COMPLETE', totalCount: 5, pageInfo: { hasNextPage: true } },
      edges: [
        { depth: 1, certainty: 'FIELD', direct: true, node: { id: dataset('orders') } },
        { depth: 1, certainty: 'FIELD', direct: true, node: { id: total } },
        { depth: 2, certainty: 'FIELD', direct: true, node: { id: dataset('sales') } },
      ],
    });
  });
});
