import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import { NOON, openedSubgraph } from './opened-subgraph.contract.ts';
import { dataset, deployment, edge, fact, job, model, run } from './ports/contract-world.contract.ts';

const DAY = 86_400_000;
const range = { from: new Date(NOON - DAY).toISOString(), to: new Date(NOON).toISOString() };

describe('asking what changed', () => {
  let subgraph: Awaited<ReturnType<typeof openedSubgraph>>;
  let now = NOON;
  beforeEach(async () => {
    now = NOON;
    subgraph = await openedSubgraph(undefined, () => now);
  });
  afterEach(() => subgraph.close());

  const CHANGES = `query ($assets: [ID!]!, $from: DateTime!, $to: DateTime!) {
    changes(assets: $assets, from: $from, to: $to) { asset { id } time kind summary run { id state } }
  }`;

  /** A day's count of a table's rows, as the day's run tells it. */
  const counted = (daysAgo: number, rows: number) =>
    run('load', NOON - daysAgo * DAY, [], {
      facts: [fact(dataset('orders'), NOON - daysAgo * DAY, { kind: 'rowCount', rows }, `load@${daysAgo}`)],
    });

  it('tells failures, deployments and jumps of several assets in order of time, with the runs that showed them', async () => {
    const failedAt = NOON - 2000;
    await subgraph.ingest.record([
      ...[6, 5, 4, 3, 2].map((daysAgo) => counted(daysAgo, 100)),
      counted(0.5, 7),
      run('score', failedAt, [], {
        type: 'FAIL',
        facts: [fact(job('score'), failedAt, { kind: 'failure', error: 'out of memory' }, `score@${failedAt}`)],
      }),
      run('churn', NOON - 1000, [edge(model('7'), 'SERVES', deployment('churn'))], { job: deployment('churn') }),
    ]);
    const assets = [job('score'), deployment('churn'), dataset('orders')];
    const { data, errors } = await subgraph.ask(CHANGES, { assets, ...range });
    expect(errors).toBeUndefined();
    const told = data.changes.map((change: { kind: string; summary: string; run: { id: string } | null }) => [
      change.kind,
      change.summary,
      change.run?.id,
    ]);
    expect(told).toEqual([
      ['ROW_COUNT_CHANGED', 'The row count fell to 7 from about 100.', undefined],
      ['RUN_FAILED', 'A run failed: out of memory', `run/score%40${failedAt}`],
      ['MODEL_DEPLOYED', 'Version 7 of the model churn was deployed.', `run/churn%40${NOON - 1000}`],
    ]);
  });

  it('answers for each asset of a list apart', async () => {
    await subgraph.ingest.record([...[6, 5, 4, 3, 2].map((daysAgo) => counted(daysAgo, 100)), counted(0.5, 7)]);
    const document = `query ($of: [_Any!]!, $from: DateTime!, $to: DateTime!) { _entities(representations: $of) {
      ... on Asset { changes(from: $from, to: $to) { kind } }
    } }`;
    const of = [dataset('prices'), dataset('orders')].map((id) => ({ __typename: 'Asset', id }));
    expect((await subgraph.ask(document, { of, ...range })).data._entities).toEqual([
      { changes: [] },
      { changes: [{ kind: 'ROW_COUNT_CHANGED' }] },
    ]);
  });

  describe('under a name that was merged into another', () => {
    const [table, folder] = [dataset('table'), dataset('folder')];
    const merged = run('load', NOON - DAY, [], { symlinks: [{ asset: folder, alias: table }] });
    const fell = (name: AssetId) => [
      ...[6, 5, 4, 3, 2].map((daysAgo) => ({ ...counted(daysAgo, 100), facts: [rowsOf(name, daysAgo, 100)] })),
      { ...counted(0.5, 7), facts: [rowsOf(name, 0.5, 7)] },
    ];
    const rowsOf = (name: AssetId, daysAgo: number, rows: number) =>
      fact(name, NOON - daysAgo * DAY, { kind: 'rowCount', rows });

    it('tells once what changed on the asset that it is now, and asked as it was known before, of itself', async () => {
      await subgraph.ingest.record(fell(table));
      now += 1;
      await subgraph.ingest.record([merged]);
      const { data } = await subgraph.ask(CHANGES, { assets: [table, folder], ...range });
      expect(data.changes.map((change: { asset: object }) => change.asset)).toEqual([{ id: folder }]);
      const document = `query ($of: [_Any!]!, $from: DateTime!, $to: DateTime!) { _entities(representations: $of) {
        ... on Asset { changes(from: $from, to: $to) { asset { id } } }
      } }`;
      const of = [{ __typename: 'Asset', id: table }];
      const { data: referred } = await subgraph.ask(document, { of, ...range });
      expect(referred._entities).toEqual([{ changes: [{ asset: { id: folder } }] }]);
      const early = await subgraph.ask(
        `query ($assets: [ID!]!, $from: DateTime!, $to: DateTime!) {
          changes(assets: $assets, from: $from, to: $to, knownAt: "${new Date(NOON).toISOString()}") { asset { id } }
        }`,
        { assets: [table], ...range },
      );
      expect(early.data).toEqual({ changes: [{ asset: { id: table } }] });
    });

    it('tells the runs of the deployment that a job is known as, once though both are named', async () => {
      const symlinks = [{ asset: deployment('churn'), alias: job('churn') }];
      await subgraph.ingest.record([
        run('churn', NOON - 2000, []),
        run('churn', NOON - 1000, [], { job: deployment('churn'), symlinks }),
      ]);
      const told = `id job { id }`;
      const { data, errors } = await subgraph.ask(
        `query ($jobs: [ID!]!, $of: [_Any!]!, $from: DateTime!, $to: DateTime!) {
          runs(jobs: $jobs, from: $from, to: $to) { ${told} }
          _entities(representations: $of) { ... on Asset {
            runs { ${told} } runHistory { totalCount edges { node { ${told} } } }
          } }
        }`,
        { jobs: [job('churn'), deployment('churn')], of: [{ __typename: 'Asset', id: job('churn') }], ...range },
      );
      expect(errors).toBeUndefined();
      const runs = [NOON - 1000, NOON - 2000].map((time) => ({
        ...{ id: `run/churn%40${time}`, job: { id: deployment('churn') } },
      }));
      expect(data.runs).toEqual(runs);
      expect(data._entities).toEqual([{ runs, runHistory: { totalCount: 2, edges: runs.map((node) => ({ node })) } }]);
    });
  });

  it('refuses a range that ends before it begins, and more assets than it may look at', async () => {
    const backwards = await subgraph.ask(CHANGES, { assets: [], from: range.to, to: range.from });
    expect(backwards.errors[0].message).toBe(`to ${range.from} must come after from ${range.to}`);
    const many = Array.from({ length: 5001 }, (_, n) => dataset(`${n}`));
    const { errors } = await subgraph.ask(CHANGES, { assets: many, ...range });
    expect(errors[0].message).toBe('assets names 5001 assets; ask for at most 5000');
  });
});

describe('asking which checks fail now', () => {
  let subgraph: Awaited<ReturnType<typeof openedSubgraph>>;
  beforeEach(async () => {
    subgraph = await openedSubgraph();
  });
  afterEach(() => subgraph.close());

  const load = (time: number, type: 'FAIL' | 'COMPLETE') =>
    run('load', time, [], {
      type,
      facts: type === 'FAIL' ? [fact(job('load'), time, { kind: 'failure', error: 'no space' }, `load@${time}`)] : [],
    });
  const test = (time: number, success: boolean) =>
    run('test', time, [], {
      facts: [
        fact(dataset('orders'), time, { kind: 'assertion', assertion: 'unique', field: 'id', success }, `test@${time}`),
      ],
    });
  const failing = async (...assets: AssetId[]) => {
    const document = 'query ($assets: [ID!]!) { failedChecks(assets: $assets) { asset { id } kind summary since } }';
    const { data, errors } = await subgraph.ask(document, { assets });
    expect(errors).toBeUndefined();
    return data.failedChecks.map((each: { asset: { id: string }; kind: string; since: string }) => [
      ...[each.asset.id, each.kind, Date.parse(each.since) - NOON],
    ]);
  };

  it('names the assertion and the job, and neither once it passed and ran', async () => {
    await subgraph.ingest.record([load(NOON - 2_000, 'FAIL'), test(NOON - 1_000, false)]);
    expect(await failing(job('load'), dataset('orders'), dataset('prices'))).toEqual([
      [dataset('orders'), 'ASSERTION_FAILED', -1_000],
      [job('load'), 'RUN_FAILED', -2_000],
    ]);
    await subgraph.ingest.record([load(NOON - 500, 'COMPLETE'), test(NOON + 60_000, true)]);
    expect(await failing(job('load'), dataset('orders'))).toEqual([]);
  });

  it('refuses an id that is none, naming its place', async () => {
    const { errors } = await subgraph.ask('{ failedChecks(assets: ["nonsense"]) { kind } }');
    expect(errors[0]).toMatchObject({ message: expect.stringContaining('"nonsense" is not an asset id') });
  });
});
