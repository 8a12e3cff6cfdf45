import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithNeo4j } from '../servers/needs-neo4j.ts';
import { describeWithPython } from '../servers/needs-python.ts';
import { runProgram, startProgram } from './program.ts';
import { type Server, startServer } from './server.ts';

const NIGHTLY = join(import.meta.dirname, 'openlineage-client/nightly.py');
const CORNERS = join(import.meta.dirname, 'openlineage-client/corners.py');
const JOB = 'job/nightly/fact_orders';
const ORDERS = 'dataset/warehouse/fact.orders';

/** What nightly.py did, as anybody reads it in that file. */
const WHAT_IT_DID = {
  upstream: [JOB, 'dataset/warehouse/raw.orders'],
  first: [JOB, 'dataset/warehouse/raw.currencies', 'dataset/warehouse/raw.orders'],
  runs: [
    { state: 'FAIL', startedAt: '2026-11-03T01:00:00.000Z', endedAt: '2026-11-03T01:30:00.000Z', error: 'disk full ✗' },
    { state: 'COMPLETE', startedAt: '2026-11-02T01:00:00.000Z', endedAt: '2026-11-02T01:30:00.000Z', error: null },
    { state: 'COMPLETE', startedAt: '2026-11-01T01:00:00.000Z', endedAt: '2026-11-01T01:30:00.000Z', error: null },
  ],
  parent: 'job/scheduler/nightly',
};

async function whatIsKnown(server: Server) {
  const { asset, job } = await server.ask<{
    asset: { upstream: { edges: { node: { id: string } }[] } };
    job: { detail: { parent: { id: string } } };
  }>(`{
    asset(id: "${ORDERS}") { upstream(depth: 5, asOf: "2026-11-01T12:00:00Z") { edges { node { id } } } }
    job: asset(id: "${JOB}") { detail { ... on Job { parent { id } } } }
  }`);
  return {
    upstream: await server.upstream(ORDERS),
    first: asset.upstream.edges.map(({ node }) => node.id),
    runs: await server.runs(JOB),
    parent: job.detail.parent.id,
  };
}

describeWithPython('the official OpenLineage client for Python', 'openlineage', (programs) => {
  let server: Server;

  beforeAll(async () => {
    server = await startServer();
  });

  afterAll(() => server.stop());

  const tell = (environment: Record<string, string> = {}) =>
    runProgram(join(programs(), 'python'), [NIGHTLY], {
      environment: { OPENLINEAGE_URL: server.url, ...environment },
    });

  it('is understood: each night in its own time, an input ends with the run that no longer reads it', async () => {
    expect(await tell()).toEqual({ status: 0, output: '' });
    expect(await whatIsKnown(server)).toEqual(WHAT_IT_DID);
  });

  it('adds nothing when it says the same again, compressed', async () => {
    const ended = await tell({
      OPENLINEAGE__TRANSPORT: JSON.stringify({ type: 'http', url: server.url, compression: 'gzip' }),
      LOG_LEVEL: 'DEBUG',
    });
    expect(ended).toMatchObject({ status: 0, output: expect.stringContaining('compression=<HttpCompression.GZIP') });
    expect(await whatIsKnown(server)).toEqual(WHAT_IT_DID);
  });
});

describeWithPython('the official OpenLineage client for Python in rare corners', 'openlineage', (programs) => {
  let server: Server;

  beforeAll(async () => {
    server = await startServer();
    const environment = { OPENLINEAGE_URL: server.url };
    expect(await runProgram(join(programs(), 'python'), [CORNERS], { environment })).toEqual({ status: 0, output: '' });
  });

  afterAll(() => server.stop());

  it('tells two checks of one kind apart by their names', async () => {
    const { asset } = await server.ask<{ asset: { changes: { time: string }[] } }>(
      '{ asset(id: "dataset/warehouse/orders") { changes(from: "2026-11-01T00:00:00Z", to: "2026-11-05T00:00:00Z") { time } } }',
    );
    expect(asset.changes.map(({ time }) => time)).toEqual(['2026-11-02T02:00:00.000Z']);
  });

  it('knows the run that another names as its parent, though it told nothing itself', async () => {
    const { asset } = await server.ask<{ asset: unknown }>(
      '{ asset(id: "job/loads/orders") { runs { parent { id job { id } } } } }',
    );
    expect(asset).toEqual({
      runs: [{ parent: { id: 'run/01935000-0000-7000-8000-00000000ffff', job: { id: 'job/scheduler/nightly' } } }],
    });
  });

  // A parent is named without its job's type, by which a deployment is told from a job.
  it('knows a deployment that is named as a parent by the name of its job', async () => {
    const { named, scoring } = await server.ask<{ named: unknown; scoring: unknown }>(`{
      named: asset(id: "job/prod/churn") { id }
      scoring: asset(id: "job/prod/score") { detail { ... on Job { parent { id } } } }
    }`);
    expect({ named, scoring }).toEqual({
      named: { id: 'deployment/prod/churn' },
      scoring: { detail: { parent: { id: 'deployment/prod/churn' } } },
    });
  });
});

describeWithNeo4j('the official OpenLineage client for Python while the store is away', (neo4j) => {
  describeWithPython('and comes back', 'openlineage', (programs) => {
    let server: Server;

    beforeAll(async () => {
      const { url, user, password } = neo4j();
      server = await startServer({
        HEADWATER_LINEAGE_URL: url,
        HEADWATER_LINEAGE_USER: user,
        HEADWATER_LINEAGE_PASSWORD: password,
      });
    }, 60_000);

    afterAll(() => server.stop());

    it('obeys 503 with Retry-After until it is heard, and loses nothing', async () => {
      await neo4j().kill();
      const told = startProgram(join(programs(), 'python'), [NIGHTLY], {
        environment: {
          OPENLINEAGE__TRANSPORT: JSON.stringify({ type: 'http', url: server.url, retry: { total: 100 } }),
          LOG_LEVEL: 'DEBUG',
        },
      });
      let over = false;
      told.ended.finally(() => {
        over = true;
      });
      while (!over && !told.output().includes('" 503')) await wait(100);
      expect(told.output()).toContain('" 503');
      await neo4j().start();
      expect(await told.ended).toMatchObject({ status: 0 });
      expect(await whatIsKnown(server)).toEqual(WHAT_IT_DID);
    }, 120_000);
  });
});
