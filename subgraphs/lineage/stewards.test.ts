import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openedSubgraph } from './opened-subgraph.contract.ts';
import { dataset, flow, job, run } from './ports/contract-world.contract.ts';

const RETRACT = `mutation ($input: RetractLineageInput!) { retractLineage(input: $input) {
  edgeCount userErrors { code field message }
} }`;
const DECLARE = `mutation ($input: DeclareLineageInput!) { declareLineage(input: $input) { edgeCount userErrors { message } } }`;
const ANNOTATE = `mutation ($input: AnnotateAssetInput!) { annotateAsset(input: $input) {
  asset { id annotations { text author } } userErrors { code field message }
} }`;
const UPSTREAM = `query ($id: ID!) { asset(id: $id) { upstream { edges { node { id } } } } }`;
const PATH = `query ($from: ID!, $to: ID!) { lineagePath(from: $from, to: $to) { steps { via {
  role origin author reason run { id } recordedAt supersededAt
} } } }`;

describe('corrections by stewards', () => {
  let subgraph: Awaited<ReturnType<typeof openedSubgraph>>;
  beforeEach(async () => {
    subgraph = await openedSubgraph();
    await subgraph.ingest.record([run('load', 1, flow('load', ['raw', 'stray'], ['out']))]);
  });
  afterEach(() => subgraph.close());

  const stray = { from: dataset('stray'), to: job('load'), role: 'READS' };
  const retract = async (input: object) => (await subgraph.ask(RETRACT, { input })).data.retractLineage;
  const feeding = async () =>
    (await subgraph.ask(UPSTREAM, { id: job('load') })).data.asset.upstream.edges.map(
      ({ node }: { node: { id: string } }) => node.id,
    );

  it('take an edge out of the graph that a producer wrongly states, also when it states it again', async () => {
    expect(await retract({ edges: [stray], author: 'ada', reason: 'a test left it there' })).toEqual({
      edgeCount: 1,
      userErrors: [],
    });
    await subgraph.ingest.record([run('load', 2, flow('load', ['raw', 'stray'], ['out']))]);
    expect(await feeding()).toEqual([dataset('raw')]);
  });

  it('are taken back by declaring the edge again', async () => {
    await retract({ edges: [{ ...stray, validFrom: '2026-01-01T00:00:00Z' }] });
    await subgraph.ask(DECLARE, { input: { edges: [{ ...stray, validFrom: '2026-01-01T00:00:00Z' }] } });
    expect(await feeding()).toEqual([dataset('raw'), dataset('stray')]);
  });

  it('say what stands nowhere, what does not parse and what ends before it begins, and keep nothing', async () => {
    const { edgeCount, userErrors } = await retract({
      edges: [
        stray,
        { ...stray, from: dataset('never') },
        { ...stray, from: 'table/x' },
        { ...stray, validFrom: '2026-01-02T00:00:00Z', validTo: '2026-01-01T00:00:00Z' },
      ],
    });
    expect(edgeCount).toBe(0);
    expect(userErrors.map(({ code, field }: { code: string; field: string }) => [code, field])).toEqual([
      ['NOT_FOUND', 'edges[1]'],
      ['BAD_USER_INPUT', 'edges[2].from'],
      ['BAD_USER_INPUT', 'edges[3].validTo'],
    ]);
    expect(await feeding()).toEqual([dataset('raw'), dataset('stray')]);
  });

  it('answer a repeated call as before and refuse its key for another', async () => {
    const input = { edges: [stray], idempotencyKey: 'k' };
    await retract(input);
    expect(await retract(input)).toEqual({ edgeCount: 1, userErrors: [] });
    const other = await retract({ ...input, edges: [{ ...stray, from: dataset('raw') }] });
    expect(other.userErrors).toMatchObject([{ code: 'CONFLICT', field: 'idempotencyKey' }]);
  });

  it('tell declared from observed, with who and why', async () => {
    const declared = { from: dataset('extra'), to: job('load'), role: 'READS' };
    const input = { assets: [{ id: dataset('extra') }], edges: [declared], author: 'ada', reason: 'it reads a file' };
    await subgraph.ask(DECLARE, { input });
    const path = async (from: string) =>
      (await subgraph.ask(PATH, { from, to: dataset('out') })).data.lineagePath.steps[1].via;
    expect(await path(dataset('extra'))).toEqual({
      ...{ role: 'READS', origin: 'DECLARED', author: 'ada', reason: 'it reads a file', run: null },
      ...{ recordedAt: '2026-01-10T12:00:00.000Z', supersededAt: null },
    });
    expect(await path(dataset('raw'))).toMatchObject({ origin: 'OBSERVED', author: null, run: { id: 'run/load%401' } });
  });

  it('add notes, newest first, and name what is wrong with one', async () => {
    const note = async (input: object) => (await subgraph.ask(ANNOTATE, { input })).data.annotateAsset;
    expect(await note({ asset: dataset('raw'), text: 'owned by nobody', author: 'ada' })).toEqual({
      asset: { id: dataset('raw'), annotations: [{ text: 'owned by nobody', author: 'ada' }] },
      userErrors: [],
    });
    expect((await note({ asset: dataset('never'), text: ' ' })).userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: 'asset' },
      { code: 'BAD_USER_INPUT', field: 'text' },
    ]);
  });
});
