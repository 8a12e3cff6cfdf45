import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, it } from '@jest/globals';
import { observations, traces } from '../graph/scenario/estate.ts';
import { documentOf, settled } from '../graph/scenario/seed.ts';
import { describeWithPostgres } from '../servers/needs-postgres.ts';
import { headwaterOver } from './headwater-over.ts';

const LINEAGE = { id: 'deployment/prod/churn', depth: 10, asOf: '2026-10-01T00:00:00Z' };
const OPEN_ALERTS = '{ alerts(state: [FIRING]) { totalCount edges { node { id incident { id } } } } }';
const DEFINITION = '{ definition(name: "prediction.accuracy") { name version owner { name } } }';
const PATIENCE = 30_000;

describeWithPostgres('Postgres is killed while Headwater runs', (postgres) => {
  const headwater = headwaterOver(async () => ({ databaseUrl: await postgres().newDatabase() }));
  let before: unknown;

  beforeAll(async () => {
    await settled(headwater.url());
    before = await headwater.ask(OPEN_ALERTS);
    await postgres().kill();
  }, 120_000);

  const postTraces = () => headwater.post('/v1/traces', traces());
  const postObservation = () =>
    headwater.post('/api/v1/observations', observations()[0] as object, 'application/x-ndjson');

  it('turns spans away with 503 and says when to come again', async () => {
    const refused = await postTraces();
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('goes on taking measurements by the definitions it knows', async () => {
    expect((await postObservation()).status).toBe(200);
  });

  it('goes on answering for lineage', async () => {
    const { data, errors } = await headwater.ask(documentOf('lineage'), LINEAGE);
    expect(data?.asset).toMatchObject({ upstream: { completeness: 'COMPLETE', totalCount: 8 } });
    // What the others know of each asset is null, with the code of an outage and nothing of ours.
    for (const error of errors ?? []) expect(error.extensions?.code).toBe('STORE_UNAVAILABLE');
  });

  it.each([
    ['the catalog', DEFINITION, 'definition'],
    ['incidents', OPEN_ALERTS, 'alerts'],
  ])('says of %s that its store is away, and not how to reach it', async (_, document, field) => {
    const answer = await headwater.ask(document);
    expect(answer.data?.[field] ?? null).toBeNull();
    expect(answer.errors?.[0]?.extensions?.code).toBe('STORE_UNAVAILABLE');
    expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|headwater-test|ECONNREFUSED/);
  });

  it('says in /readyz which parts are away', async () => {
    expect(await headwater.partsAway()).toEqual([
      'catalog-store',
      'evaluation-store',
      'data-quality-outbox',
      'incident-store',
      'trace-store',
    ]);
  });

  it('recovers by itself when Postgres is back, with everything it had acknowledged', async () => {
    await postgres().start();
    for (const start = Date.now(); Date.now() - start < PATIENCE; await pause(100))
      if ((await headwater.partsAway()).length === 0) break;
    expect((await postTraces()).status).toBe(200);
    await headwater.settle();
    expect(await headwater.ask(OPEN_ALERTS)).toEqual(before);
    expect(await headwater.ask(DEFINITION)).toEqual({
      data: { definition: { name: 'prediction.accuracy', version: 1, owner: expect.anything() } },
    });
  }, 60_000);
});
