import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunReference } from './domain/statement.ts';
import { NOON, openedSubgraph } from './opened-subgraph.contract.ts';
import { dataset, deployment, edge, fact, feature, flow, job, model, run } from './ports/contract-world.contract.ts';

const THEN = NOON - 86_400_000;

/** raw -> load -> orders -> train -> churn 7 -> deployment, with the field raw.a -> orders.a. */
const estate = [
  run('load', THEN, [
    ...flow('load', ['raw'], ['orders']),
    edge(feature('raw', 'a'), 'DERIVES', feature('orders', 'a')),
    edge(feature('orders', 'a'), 'PART_OF', dataset('orders')),
  ]),
  run('train', THEN, [...flow('train', ['orders'], []), edge(job('train'), 'TRAINS', model('7'))]),
  run('deploy', THEN, [edge(model('7'), 'SERVES', deployment('churn'))], { job: deployment('churn') }),
];

describe('asking what feeds what', () => {
  let subgraph: Awaited<ReturnType<typeof openedSubgraph>>;
  beforeEach(async () => {
    subgraph = await openedSubgraph();
    await subgraph.ingest.record(estate);
  });
  afterEach(() => subgraph.close());

  const upstream = (
    more = '',
  ) => `query ($id: ID!, $depth: Int = 9, $first: Int = 100, $after: String, $kinds: [AssetKind!]) {
    asset(id: $id) {
      upstream(depth: $depth, first: $first, after: $after, kinds: $kinds ${more}) {
        completeness totalCount pageInfo { hasNextPage endCursor } edges { depth cursor node { id kind name namespace } }
      }
    }
  }`;
  const ids = (answer: { data: { asset: { upstream: { edges: { node: { id: string } }[] } } } }) =>
    answer.data.asset.upstream.edges.map(({ node }) => node.id);

  it('answers null for an asset that it does not know', async () => {
    expect(await subgraph.ask(upstream(), { id: dataset('nowhere') })).toEqual({ data: { asset: null } });
  });

  it('refuses an id that does not parse, and says what one looks like', async () => {
    const { data, errors } = await subgraph.ask(upstream(), { id: 'table/orders' });
    expect(data).toEqual({ asset: null });
    expect(errors[0].message).toContain('dataset/<namespace>/<name>');
  });

  it('lists what feeds a deployment, nearest first, whole', async () => {
    const answer = await subgraph.ask(upstream(), { id: deployment('churn') });
    expect(ids(answer)).toEqual([model('7'), job('train'), dataset('orders'), job('load'), dataset('raw')]);
    expect(answer.data.asset.upstream).toMatchObject({ completeness: 'COMPLETE', totalCount: 5 });
    expect(answer.data.asset.upstream.edges[0].node).toEqual({
      id: model('7'),
      kind: 'MODEL_VERSION',
      name: 'churn@7',
      namespace: 'n',
    });
  });

  it('says that there is more when the depth cut the walk off', async () => {
    const answer = await subgraph.ask(upstream(), { id: deployment('churn'), depth: 2 });
    expect(answer.data.asset.upstream).toMatchObject({ completeness: 'TRUNCATED', totalCount: 2 });
  });

  it('turns pages with a cursor, each asset on one page', async () => {
    const first = await subgraph.ask(upstream(), { id: deployment('churn'), first: 2 });
    const { pageInfo } = first.data.asset.upstream;
    expect(pageInfo.hasNextPage).toBe(true);
    const rest = await subgraph.ask(upstream(), { id: deployment('churn'), after: pageInfo.endCursor });
    expect([...ids(first), ...ids(rest)]).toHaveLength(5);
    expect(ids(rest)).toEqual([dataset('orders'), job('load'), dataset('raw')]);
    expect(rest.data.asset.upstream.pageInfo.hasNextPage).toBe(false);
  });

  it('filters the answer by kind, not the walk', async () => {
    const answer = await subgraph.ask(upstream(), { id: deployment('churn'), kinds: ['DATASET'] });
    expect(ids(answer)).toEqual([dataset('orders'), dataset('raw')]);
    expect(answer.data.asset.upstream.totalCount).toBe(2);
  });

  it('takes features into the walk only when they are asked for', async () => {
    const named = await subgraph.ask(upstream(), { id: dataset('orders'), kinds: ['FEATURE'] });
    expect(ids(named)).toEqual([feature('orders', 'a'), feature('raw', 'a')]);
    const started = await subgraph.ask(upstream(), { id: feature('orders', 'a') });
    expect(ids(started)).toEqual([feature('raw', 'a')]);
    expect(ids(await subgraph.ask(upstream(), { id: dataset('orders') }))).toEqual([job('load'), dataset('raw')]);
  });

  it('answers as of a time', async () => {
    const asOf = upstream(', asOf: "2026-01-01T00:00:00Z"');
    expect(ids(await subgraph.ask(asOf, { id: deployment('churn') }))).toEqual([]);
  });

  it.each([
    [{ first: 0 }, 'first is 0; expected 1 to 100'],
    [{ first: 101 }, 'first is 101; expected 1 to 100'],
    [{ depth: 0 }, 'depth is 0; expected 1 to 100'],
    [{ depth: 101 }, 'depth is 101; expected 1 to 100'],
    [{ after: 'nonsense' }, '`after` is not a cursor of this list; give an endCursor or cursor that it answered'],
  ])('refuses %j and names the bound', async (variables, message) => {
    const { data, errors } = await subgraph.ask(upstream(), { id: dataset('orders'), ...variables });
    expect(data).toEqual({ asset: { upstream: null } });
    expect(errors[0].message).toBe(message);
  });

  const PATH = `query ($from: ID!, $to: ID!) { lineagePath(from: $from, to: $to) {
    completeness length steps { asset { id } via { role job { id } validFrom validTo } }
  } }`;

  it('shows the way from one asset to another, each step with its job', async () => {
    const { data } = await subgraph.ask(PATH, { from: dataset('orders'), to: deployment('churn') });
    const validFrom = new Date(THEN).toISOString();
    const via = (role: string, id: string) => ({ role, job: { id }, validFrom, validTo: null });
    expect(data.lineagePath).toEqual({
      completeness: 'COMPLETE',
      length: 3,
      steps: [
        { asset: { id: dataset('orders') }, via: null },
        { asset: { id: job('train') }, via: via('READS', job('train')) },
        { asset: { id: model('7') }, via: via('TRAINS', job('train')) },
        { asset: { id: deployment('churn') }, via: via('SERVES', deployment('churn')) },
      ],
    });
  });

  it('says null when there is no way, and when an end is not known', async () => {
    const back = await subgraph.ask(PATH, { from: deployment('churn'), to: dataset('orders') });
    const unknown = await subgraph.ask(PATH, { from: dataset('nowhere'), to: dataset('nowhere') });
    expect([back.data, unknown.data]).toEqual([{ lineagePath: null }, { lineagePath: null }]);
  });

  it('gives a whole neighbourhood: the asked asset first, features too, and the edges among them', async () => {
    const document = `query ($id: ID!) { lineageClosure(id: $id) {
      completeness assets { depth asset { id } } edges { from to role }
    } }`;
    const { data } = await subgraph.ask(document, { id: dataset('orders') });
    expect(data.lineageClosure.completeness).toBe('COMPLETE');
    expect(data.lineageClosure.assets.map((found: { asset: { id: string } }) => found.asset.id)).toEqual([
      dataset('orders'),
      feature('orders', 'a'),
      job('load'),
      dataset('raw'),
      feature('raw', 'a'),
    ]);
    expect(data.lineageClosure.edges).toHaveLength(4);
    expect((await subgraph.ask(document, { id: dataset('nowhere') })).data).toEqual({ lineageClosure: null });
  });

  it('tells which of some assets an asset feeds, however far down, and itself', async () => {
    const document = `query ($id: ID!, $among: [ID!]!) { fedBy(id: $id, among: $among) {
      completeness assets { depth asset { id } }
    } }`;
    const among = [deployment('churn'), dataset('raw'), dataset('orders'), dataset('nowhere')];
    const { data } = await subgraph.ask(document, { id: dataset('orders'), among });
    expect(data.fedBy).toEqual({
      completeness: 'COMPLETE',
      assets: [
        { depth: 0, asset: { id: dataset('orders') } },
        { depth: 3, asset: { id: deployment('churn') } },
      ],
    });
    expect((await subgraph.ask(document, { id: dataset('nowhere'), among })).data).toEqual({ fedBy: null });
  });

  it('resolves a reference to an asset that lineage does not know', async () => {
    const document = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Asset { id kind recordedAt detail { __typename } upstream { totalCount } runs { id } }
    } }`;
    const { data } = await subgraph.ask(document, { of: [{ __typename: 'Asset', id: dataset('nowhere') }] });
    expect(data._entities).toEqual([
      {
        id: dataset('nowhere'),
        kind: 'DATASET',
        recordedAt: null,
        detail: null,
        upstream: { totalCount: 0 },
        runs: [],
      },
    ]);
  });

  it('describes each kind of asset by what was said last', async () => {
    const a = dataset('orders');
    await subgraph.ingest.record([
      run('load', THEN + 1, [], {
        parent: { runId: 'p', job: job('nightly') },
        facts: [
          fact(a, THEN, { kind: 'schema', fields: [{ name: 'a', type: 'INT', description: null }] }),
          fact(a, THEN, { kind: 'documentation', text: 'Orders, one a row.\nMore.' }),
          fact(job('load'), THEN, { kind: 'jobType', jobType: 'SQL_JOB', processingType: 'BATCH', integration: 'DBT' }),
        ],
      }),
    ]);
    const document = `query ($id: ID!) { asset(id: $id) { declaredTitle detail {
      ... on Dataset { fields { name type } datasetType }
      ... on Feature { dataset { id } type }
      ... on Job { jobType sourceCodeVersion parent { id } }
      ... on ModelVersion { model version }
      ... on Deployment { environment }
    } } }`;
    const detail = async (id: string) => (await subgraph.ask(document, { id })).data.asset;
    expect(await detail(a)).toEqual({
      declaredTitle: 'Orders, one a row.',
      detail: { fields: [{ name: 'a', type: 'INT' }], datasetType: null },
    });
    expect((await detail(feature('orders', 'a'))).detail).toEqual({ dataset: { id: a }, type: 'INT' });
    expect((await detail(job('load'))).detail).toEqual({
      jobType: 'SQL_JOB',
      sourceCodeVersion: null,
      parent: { id: job('nightly') },
    });
    expect((await detail(model('7'))).detail).toEqual({ model: 'churn', version: '7' });
    expect((await detail(deployment('churn'))).detail).toEqual({ environment: 'prod' });
  });

  it('lists runs, and finds one by its id', async () => {
    const document = `query ($jobs: [ID!]!, $id: ID!) {
      runs(jobs: $jobs, from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z") { id state job { id } }
      run(id: $id) { id state startedAt endedAt parent { id } }
    }`;
    const { data } = await subgraph.ask(document, { jobs: [job('load')], id: `run/load%40${THEN}` });
    expect(data.runs).toEqual([{ id: `run/load%40${THEN}`, state: 'COMPLETE', job: { id: job('load') } }]);
    expect(data.run).toEqual({
      id: `run/load%40${THEN}`,
      state: 'COMPLETE',
      startedAt: null,
      endedAt: new Date(THEN).toISOString(),
      parent: null,
    });
  });

  it('shows runs that name each other as parents as they do, as far as somebody asks', async () => {
    const [a, b] = ['a', 'b'].map((runId) => ({ runId, job: job(runId) })) as [RunReference, RunReference];
    await subgraph.ingest.record([
      run('a', THEN, [], { runId: 'a', parent: b }),
      run('b', THEN, [], { runId: 'b', parent: a }),
    ]);
    const { data } = await subgraph.ask('{ run(id: "run/a") { parent { id parent { id parent { id } } } } }');
    expect(data.run).toEqual({ parent: { id: 'run/b', parent: { id: 'run/a', parent: { id: 'run/b' } } } });
  });

  it('shows a run that only another names, as of unknown state', async () => {
    const parent = { runId: 'nightly-7', job: job('nightly') };
    await subgraph.ingest.record([run('load', THEN + 1, [], { parent, root: parent })]);
    const document = `query ($id: ID!) { run(id: $id) { parent { id state startedAt job { id } } root { id } } }`;
    const { data } = await subgraph.ask(document, { id: `run/load%40${THEN + 1}` });
    expect(data.run).toEqual({
      parent: { id: 'run/nightly-7', state: 'UNKNOWN', startedAt: null, job: { id: job('nightly') } },
      root: { id: 'run/nightly-7' },
    });
  });
});
