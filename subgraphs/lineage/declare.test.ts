import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openedSubgraph } from './opened-subgraph.contract.ts';
import { dataset, deployment, job, model } from './ports/contract-world.contract.ts';

const DECLARE = `mutation ($input: DeclareLineageInput!) { declareLineage(input: $input) {
  assets { id kind } edgeCount userErrors { code field message }
} }`;

const UPSTREAM = `query ($id: ID!, $asOf: DateTime) { asset(id: $id) { declaredTitle upstream(asOf: $asOf) { edges { node { id } } } } }`;

describe('declaring lineage', () => {
  let subgraph: Awaited<ReturnType<typeof openedSubgraph>>;
  beforeEach(async () => {
    subgraph = await openedSubgraph();
  });
  afterEach(() => subgraph.close());

  const declare = async (input: object) => (await subgraph.ask(DECLARE, { input })).data.declareLineage;
  const feeding = async (id: string, asOf?: string) =>
    (await subgraph.ask(UPSTREAM, { id, asOf })).data.asset?.upstream.edges.map(
      ({ node }: { node: { id: string } }) => node.id,
    );

  const calls = { from: 'service/prod/search', to: 'service/prod/site', role: 'CALLS' };
  const both = [{ id: calls.from, title: 'Search' }, { id: calls.to }];

  it('keeps assets and edges, and answers with them', async () => {
    const answer = await declare({ assets: both, edges: [{ ...calls, validFrom: '2026-01-01T00:00:00Z' }] });
    expect(answer).toEqual({
      assets: both.map(({ id }) => ({ id, kind: 'SERVICE' })),
      edgeCount: 1,
      userErrors: [],
    });
    expect(await feeding(calls.to, '2026-01-02T00:00:00Z')).toEqual([calls.from]);
    expect(await feeding(calls.to, '2025-12-31T00:00:00Z')).toEqual([]);
    expect((await subgraph.ask(UPSTREAM, { id: calls.from })).data.asset.declaredTitle).toBe('Search');
  });

  it('takes an edge between assets declared earlier', async () => {
    await declare({ assets: both });
    expect(await declare({ edges: [calls] })).toEqual({ assets: [], edgeCount: 1, userErrors: [] });
    expect(await feeding(calls.to)).toEqual([calls.from]);
  });

  it('lists every fault at once and keeps nothing', async () => {
    const answer = await declare({
      assets: [{ id: dataset('a') }, { id: 'table/b' }],
      edges: [
        { from: dataset('a'), to: job('unknown'), role: 'READS' },
        { from: dataset('a'), to: dataset('a'), role: 'READS' },
        { from: 'nonsense', to: dataset('a'), role: 'WRITES' },
        { ...calls, validFrom: '2026-01-02T00:00:00Z', validTo: '2026-01-01T00:00:00Z' },
      ],
    });
    expect(answer).toMatchObject({ assets: [], edgeCount: 0 });
    expect(answer.userErrors.map(({ code, field }: { code: string; field: string }) => [code, field])).toEqual([
      ['BAD_USER_INPUT', 'assets[1].id'],
      ['NOT_FOUND', 'edges[0].to'],
      ['BAD_USER_INPUT', 'edges[1]'],
      ['BAD_USER_INPUT', 'edges[2].from'],
      ['NOT_FOUND', 'edges[3].from'],
      ['NOT_FOUND', 'edges[3].to'],
      ['BAD_USER_INPUT', 'edges[3].validTo'],
    ]);
    expect(await feeding(dataset('a'))).toBeUndefined();
  });

  it.each([
    [
      'SERVES',
      deployment('d'),
      model('1'),
      'SERVES leads from MODEL_VERSION to DEPLOYMENT, not from DEPLOYMENT to MODEL_VERSION',
    ],
    [
      'READS',
      job('j'),
      dataset('a'),
      'READS leads from DATASET or FEATURE or MODEL_VERSION to JOB or DEPLOYMENT or SERVICE, not from JOB to DATASET',
    ],
    ['PART_OF', 'feature/n/a/x', dataset('b'), 'PART_OF leads from a feature to its own dataset, dataset/n/a'],
  ])('refuses the role %s from %s to %s', async (role, from, to, message) => {
    const answer = await declare({ assets: [{ id: from }, { id: to }], edges: [{ from, to, role }] });
    expect(answer.userErrors).toEqual([{ code: 'BAD_USER_INPUT', field: 'edges[0].role', message }]);
  });

  it('answers as before when the same declaration comes again with its key', async () => {
    const input = { assets: both, edges: [calls], idempotencyKey: 'search calls site' };
    const first = await declare(input);
    expect(await declare(input)).toEqual(first);
  });

  it('refuses a key that belongs to another declaration', async () => {
    await declare({ assets: both, edges: [calls], idempotencyKey: 'k' });
    const { edgeCount, userErrors } = await declare({ assets: both, idempotencyKey: 'k' });
    expect(edgeCount).toBe(0);
    expect(userErrors).toMatchObject([{ code: 'CONFLICT', field: 'idempotencyKey' }]);
  });

  it('ends an edge that is declared again with an end', async () => {
    const since = { ...calls, validFrom: '2026-01-01T00:00:00Z' };
    await declare({ assets: both, edges: [since] });
    await declare({ edges: [{ ...since, validTo: '2026-01-05T00:00:00Z' }] });
    expect(await feeding(calls.to, '2026-01-04T00:00:00Z')).toEqual([calls.from]);
    expect(await feeding(calls.to, '2026-01-05T00:00:00Z')).toEqual([]);
  });

  it('makes measured assets known, each once', async () => {
    const record = `mutation ($ids: [ID!]!) { recordAssets(ids: $ids) }`;
    const ids = [dataset('a'), dataset('b')];
    expect((await subgraph.ask(record, { ids })).data).toEqual({ recordAssets: 2 });
    expect((await subgraph.ask(record, { ids: [...ids, dataset('c')] })).data).toEqual({ recordAssets: 1 });
    const { errors } = await subgraph.ask(record, { ids: [dataset('d'), 'nonsense'] });
    expect(errors[0].message).toContain('"nonsense" is not an asset id');
    expect(await feeding(dataset('d'))).toBeUndefined();
  });
});
