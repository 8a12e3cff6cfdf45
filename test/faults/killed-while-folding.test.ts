import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { describeWithPostgres } from '../servers/needs-postgres.ts';
import { freePort } from '../servers/ports.ts';
import { type HeadwaterProcess, startProcess } from '../servers/processes.ts';
import { ALERTS_A_MODEL, measureStorm, pagesOf, seedStorm, weathered } from './storm.ts';

/** Followed a thousand changes at a time, so that a kill after the first leaves most of them. */
const MODELS = 1_000;
const PATIENCE = 120_000;

describeWithPostgres('two replicas of incidents on one Postgres', (postgres) => {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-folding-'));
  const started: HeadwaterProcess[] = [];
  let databaseUrl: string;
  let gateway: HeadwaterProcess;
  let gatewayUrl: string;

  const start = async (script: string[], environment: Record<string, string>) => {
    const each = await startProcess(script, environment);
    started.push(each);
    return each;
  };
  const subgraph = (name: string, port: number, replica = name) =>
    start(['gateway/subgraph.ts', name], {
      HEADWATER_DATABASE_URL: databaseUrl,
      HEADWATER_GATEWAY_URL: gatewayUrl,
      HEADWATER_PORT: String(port),
      HEADWATER_DATA_DIR: join(directory, replica),
      HEADWATER_LOG_LEVEL: 'silent',
    });
  const rows = async (query: string): Promise<Record<string, string>[]> => {
    const client = new pg.Client(databaseUrl);
    await client.connect();
    const found = await client.query(query).catch(() => ({ rows: [] }));
    await client.end();
    return found.rows;
  };
  const holder = async () => (await rows('select holder from headwater_incidents.lease'))[0]?.holder ?? null;
  const fired = async () => Number((await rows('select count(*) from headwater_incidents.alert'))[0]?.count ?? 0);

  beforeAll(async () => {
    databaseUrl = await postgres().newDatabase();
    const gatewayPort = await freePort();
    gatewayUrl = `http://127.0.0.1:${gatewayPort}/graphql`;
    const ports = { catalog: await freePort(), metrics: await freePort(), lineage: await freePort() };
    for (const [name, port] of Object.entries(ports)) await subgraph(name, port);
    // Asked of the one that stays.
    const incidents = await freePort();
    await subgraph('incidents', incidents, 'stays');
    const addresses = Object.entries({ ...ports, incidents }).map(([name, port]) => `${name}=http://127.0.0.1:${port}`);
    gateway = await start(['gateway/main.ts'], {
      HEADWATER_PORT: String(gatewayPort),
      HEADWATER_SUBGRAPHS: addresses.join(','),
    });
    await seedStorm(gateway.url, MODELS);
  }, 120_000);
  afterAll(async () => {
    await Promise.all(started.map((each) => each.end('SIGKILL')));
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  it('act once on each change, though the one that works is killed with kill -9 in the middle of it', async () => {
    const until = async <Found>(ask: () => Promise<Found>, isWanted: (found: Found) => boolean): Promise<Found> => {
      for (const began = Date.now(); Date.now() - began < PATIENCE; await pause(20)) {
        const found = await ask();
        if (isWanted(found)) return found;
      }
      throw new Error(`not so within ${PATIENCE / 1_000} s: ${JSON.stringify(await weathered(gateway.url))}`);
    };
    const staying = await until(holder, (found) => found !== null);
    const goes = await subgraph('incidents', 0, 'goes');
    // The one that stays hands over, so that the other works when it is killed.
    await rows('update headwater_incidents.lease set expires_at = 0');
    await until(
      async () => {
        await rows(`update headwater_incidents.lease set expires_at = 0 where holder = '${staying}'`);
        return holder();
      },
      (found) => found !== null && found !== staying,
    );
    await measureStorm(gateway.url, MODELS);
    await until(fired, (count) => count > 0);
    const working = await holder();
    expect(working).not.toBe(staying);
    await goes.end('SIGKILL');
    const { incidents } = await until(
      () => weathered(gateway.url),
      ({ alerts }) => alerts === MODELS * ALERTS_A_MODEL,
    );
    expect(incidents.map(({ alerts }) => alerts)).toEqual([MODELS * ALERTS_A_MODEL]);
    expect(await pagesOf(gateway.url)).toEqual({ ON_CALL: 1, DATA_STEWARD: 1, PRODUCT_OWNER: 1 });
    expect(await holder()).toBe(staying);
    const [told] = await rows(
      `select count(*), count(distinct body::json ->> 'alert') as alerts from headwater_incidents.incident_change
       where body::json ->> 'kind' = 'ALERT_FIRED'`,
    );
    expect(told).toEqual({ count: String(MODELS * ALERTS_A_MODEL), alerts: String(MODELS * ALERTS_A_MODEL) });
  }, 240_000);
});
