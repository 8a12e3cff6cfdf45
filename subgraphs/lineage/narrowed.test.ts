import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunStatement } from './domain/statement.ts';
import { NOON, openedSubgraph } from './opened-subgraph.contract.ts';
import { dataset, deployment, edge, fact, flow, job, model, run } from './ports/contract-world.contract.ts';

const HOUR = 3_600_000;
const THEN = NOON - 24 * HOUR;
const iso = (time: number) => new Date(time).toISOString();

describe('questions narrowed down', () => {
  let subgraph: Awaited<ReturnType<typeof openedSubgraph>>;
  let now: number;
  beforeEach(async () => {
    now = NOON;
    subgraph = await openedSubgraph(undefined, () => now);
  });
  afterEach(() => subgraph.close());

  const field = async (id: string, asked: string) => {
    const { data, errors } = await subgraph.ask(`query ($id: ID!) { asset(id: $id) { asked: ${asked} } }`, { id });
    expect(errors).toBeUndefined();
    return data.asset.asked;
  };
  const idsOf = (found: { edges: { node: { id: string } }[] }) => found.edges.map(({ node }) => node.id);

  describe('what changed upstream', () => {
    const failed = (name: string, time: number) =>
      run(name, time, [], {
        type: 'FAIL',
        runId: `${name} failed`,
        facts: [fact(job(name), time, { kind: 'failure', error: null }, `${name} failed`)],
      });
    const renamed = fact(dataset('raw'), THEN + HOUR, { kind: 'schema', fields: [] });
    const before = { ...renamed, time: THEN, fields: [{ name: 'a', type: null, description: null }] };
    const changes = (more: string) =>
      field(
        job('use'),
        `upstreamChanges(from: "${iso(THEN)}", to: "${iso(NOON)}", ${more}) { totalCount edges { node { kind asset { id } } } }`,
      );
    const told = (found: { edges: { node: { kind: string; asset: { id: string } } }[] }) =>
      found.edges.map(({ node }) => [node.kind, node.asset.id]);
    const schema = ['SCHEMA_CHANGED', dataset('raw')];
    const failure = ['RUN_FAILED', job('load')];

    beforeEach(() =>
      subgraph.ingest.record([
        run('load', THEN, flow('load', ['raw'], ['out'])),
        run('use', THEN, flow('use', ['out'], []), {
          facts: [before, renamed, fact(dataset('raw'), THEN, { kind: 'tags', tags: { tier: 'gold' } })],
        }),
        failed('load', THEN + 2 * HOUR),
      ]),
    );

    it('by kind of change, by kind of asset, by namespace and by tag, and counts what is left', async () => {
      expect(told(await changes('changes: [SCHEMA_CHANGED]'))).toEqual([schema]);
      expect(told(await changes('kinds: [JOB]'))).toEqual([failure]);
      expect(told(await changes('tags: [{key: "tier", value: "gold"}]'))).toEqual([schema]);
      expect(await changes('namespace: "elsewhere"')).toEqual({ totalCount: 0, edges: [] });
      expect(await changes('kinds: [JOB, DATASET]')).toMatchObject({ totalCount: 2 });
    });

    it('as it was known, without edges and failures that were learned of later', async () => {
      now += HOUR;
      await subgraph.ingest.record([
        run('early', THEN + HOUR, flow('early', [], ['raw'])),
        failed('early', THEN + 3 * HOUR),
      ]);
      expect(told(await changes(`knownAt: "${iso(NOON)}"`))).toEqual([failure, schema]);
      expect(told(await changes('first: 9'))).toEqual([['RUN_FAILED', job('early')], failure, schema]);
      expect(await changes(`knownAt: "${iso(NOON - 1)}"`)).toEqual({ totalCount: 0, edges: [] });
    });

    it('also of single assets, and of a walk that asks for what changed', async () => {
      const range = `from: "${iso(THEN)}", to: "${iso(NOON)}"`;
      const known = `knownAt: "${iso(NOON - 1)}"`;
      expect(await field(job('load'), `changes(${range}, ${known}) { kind }`)).toEqual([]);
      expect(await field(job('load'), `changes(${range}) { kind }`)).toEqual([{ kind: 'RUN_FAILED' }]);
      const { data } = await subgraph.ask(`{ changes(assets: ["${job('load')}"], ${range}, ${known}) { kind } }`);
      expect(data.changes).toEqual([]);
      now += HOUR;
      await subgraph.ingest.record([failed('use', THEN + 4 * HOUR)]);
      const since = `changedSince: "${iso(THEN)}"`;
      const walk = (more: string) => field(dataset('out'), `downstream(${since}${more}) { edges { node { id } } }`);
      expect(idsOf(await walk(''))).toEqual([job('use')]);
      expect(idsOf(await walk(`, knownAt: "${iso(NOON)}"`))).toEqual([]);
    });
  });

  it('the blast radius by environment, tag and change, exposure staying what it is among all', async () => {
    const serve = (environment: string, tags: Record<string, string>) => {
      const id = deployment('churn').replace('prod', environment) as never;
      return run(environment, THEN, [edge(model('7'), 'SERVES', id)], {
        job: id,
        facts: [fact(id, THEN, { kind: 'tags', tags })],
      });
    };
    await subgraph.ingest.record([serve('prod', { tier: 'gold' }), serve('staging', {})]);
    const radius = (more: string) => field(model('7'), `blastRadius(${more}) { totalCount edges { node { id } } }`);
    const prod = { totalCount: 1, edges: [{ node: { id: 'deployment/prod/churn' } }] };
    expect(await radius('first: 9')).toMatchObject({ totalCount: 2 });
    expect(await radius('namespace: "prod"')).toEqual(prod);
    expect(await radius('tags: [{key: "tier"}]')).toEqual(prod);
    expect(await radius(`changedSince: "${iso(THEN)}"`)).toMatchObject({ totalCount: 2 });
    expect(await radius(`changedSince: "${iso(THEN + 1)}"`)).toMatchObject({ totalCount: 0 });
  });

  it('coverage gaps by tag, and as of a time', async () => {
    const id = deployment('churn');
    await subgraph.ingest.record([
      run('bare', THEN, [], { job: id, facts: [fact(id, THEN, { kind: 'tags', tags: { tier: 'gold' } })] }),
      run('bare', THEN + HOUR, [edge(model('7'), 'SERVES', id)], { job: id }),
    ]);
    const gaps = async (more: string) => {
      const { data } = await subgraph.ask(`{ coverageGaps(${more}) { edges { gap node { id } } } }`);
      return idsOf(data.coverageGaps);
    };
    const serving = 'gaps: [DEPLOYMENT_WITHOUT_MODEL_VERSION]';
    expect(await gaps(serving)).toEqual([]);
    expect(await gaps(`${serving}, asOf: "${iso(THEN)}"`)).toEqual([id]);
    expect(await gaps(`${serving}, asOf: "${iso(THEN)}", tags: [{key: "tier", value: "gold"}]`)).toEqual([id]);
    expect(await gaps(`${serving}, asOf: "${iso(THEN)}", tags: [{key: "tier", value: "tin"}]`)).toEqual([]);
    await subgraph.ingest.record([run('late', THEN + HOUR, [])]);
    expect(await gaps(`gaps: [JOB_WITHOUT_RUNS], asOf: "${iso(THEN)}"`)).toEqual([job('late')]);
  });

  it('by nothing that was taken back', async () => {
    const said = [
      fact(dataset('raw'), THEN, { kind: 'tags', tags: { tier: 'gold' } }),
      fact(dataset('raw'), THEN, { kind: 'owner', owners: ['team/data'] }),
    ];
    const takenBack = (['tags', 'owner'] as const).map((of) =>
      fact(dataset('raw'), THEN + HOUR, { kind: 'removed', of }),
    );
    await subgraph.ingest.record([
      run('load', THEN, flow('load', ['raw'], []), { facts: said }),
      run('load', THEN + HOUR, flow('load', ['raw'], []), { facts: takenBack }),
    ]);
    const tagged = (more: string) =>
      field(job('load'), `upstream(tags: [{key: "tier"}]${more}) { edges { node { id } } }`);
    expect(idsOf(await tagged(`, asOf: "${iso(THEN)}"`))).toEqual([dataset('raw')]);
    expect(idsOf(await tagged(''))).toEqual([]);
    const { data } = await subgraph.ask('{ coverageGaps(gaps: [DATASET_WITHOUT_OWNER]) { edges { node { id } } } }');
    expect(idsOf(data.coverageGaps)).toEqual([dataset('raw')]);
  });

  it('a search by what changed', async () => {
    const failure = fact(job('load_b'), THEN + HOUR, { kind: 'failure', error: null }, 'r');
    await subgraph.ingest.record([
      run('load_a', THEN, []),
      run('load_b', THEN + HOUR, [], { type: 'FAIL', runId: 'r', facts: [failure] }),
    ]);
    const search = `searchAssets(query: "load", changedSince: "${iso(THEN)}") { totalCount edges { node { id } } }`;
    const { data } = await subgraph.ask(`{ ${search} }`);
    expect(data.searchAssets).toEqual({ totalCount: 1, edges: [{ node: { id: job('load_b') } }] });
  });

  describe('the runs of a job', () => {
    const ran = (index: number, type: RunStatement['type'] = 'COMPLETE') =>
      run('nightly', THEN + index, [], { runId: `r${index}`, type });
    const runs = (more: string) =>
      field(
        job('nightly'),
        `runHistory(${more}) { completeness totalCount pageInfo { hasNextPage endCursor } edges { node { id } } }`,
      );

    it('by time and by state, counted where they fit one page', async () => {
      await subgraph.ingest.record([ran(1), ran(2, 'FAIL'), ran(3), ran(4, 'FAIL')]);
      const whole = await runs('first: 4');
      expect(whole).toMatchObject({ completeness: 'COMPLETE', totalCount: 4, pageInfo: { hasNextPage: false } });
      expect(await runs('first: 3')).toMatchObject({ totalCount: null, pageInfo: { hasNextPage: true } });
      expect(idsOf(await runs(`from: "${iso(THEN + 2)}", to: "${iso(THEN + 4)}"`))).toEqual(['run/r3', 'run/r2']);
      expect(idsOf(await runs('states: [FAIL]'))).toEqual(['run/r4', 'run/r2']);
      expect(await runs('states: [FAIL]')).toMatchObject({ totalCount: 2, completeness: 'COMPLETE' });
      const first = await runs(`states: [FAIL], first: 1, from: "${iso(THEN + 1)}"`);
      const rest = await runs(`states: [FAIL], from: "${iso(THEN + 1)}", after: "${first.pageInfo.endCursor}"`);
      expect([...idsOf(first), ...idsOf(rest)]).toEqual(['run/r4', 'run/r2']);
      expect(rest).toMatchObject({ totalCount: null, pageInfo: { hasNextPage: false } });
    });

    it('say after a long stretch of others that there may be more, and lead on', async () => {
      await subgraph.ingest.record([ran(0, 'FAIL'), ...Array.from({ length: 6_000 }, (_, index) => ran(index + 1))]);
      const first = await runs('states: [FAIL]');
      expect(first).toMatchObject({ completeness: 'TRUNCATED', totalCount: null, edges: [] });
      expect(first.pageInfo.hasNextPage).toBe(true);
      const rest = await runs(`states: [FAIL], after: "${first.pageInfo.endCursor}"`);
      expect([idsOf(rest), rest.completeness]).toEqual([['run/r0'], 'COMPLETE']);
    });
  });
});
