import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { silentLog } from '../platform/log.ts';
import { describeWithPostgres } from '../test/servers/needs-postgres.ts';
import { httpClient } from './client.ts';
import { type Demo, startDemo } from './demo.ts';

/** But for the value an alert fired at and the time it was over: windows are judged while the last of their data still come in. */
const QUESTIONS = {
  incidents: `{ incidents(state: [OPEN, ACKNOWLEDGED, RESOLVED], first: 100) { totalCount edges { node {
    title state severity openedAt asset { id }
    alerts(first: 50) { edges { node { audience state firedAt metric { definition { name } asset { id } } } } }
  } } } }`,
  definitions: `{ definitions(first: 100) { totalCount edges { node {
    name version revision fingerprint owner { name } thresholds { audience severity value }
  } } } }`,
  health: `{ asset(id: "deployment/prod/flight-delay") { health { status } upstream(depth: 10) { edges { node {
    id health { status } owner { name }
  } } } } }`,
};

/** What began at the same time stands in the order of ids, which are another's in each. */
function inOneOrder(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(inOneOrder).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, inOneOrder(child)]));
}

describeWithPostgres('the demonstration in SQLite and in Postgres', (postgres) => {
  const directories = ['sqlite', 'postgres'].map((name) => mkdtempSync(join(tmpdir(), `headwater-demo-${name}-`)));
  let demos: Demo[] = [];

  beforeAll(async () => {
    const databaseUrls = [null, await postgres().newDatabase()];
    for (const [index, databaseUrl] of databaseUrls.entries()) {
      const dataDirectory = directories[index] ?? '';
      const options = { port: 0, dataDirectory, databaseUrl, log: silentLog(), fault: null, progress: () => {} };
      demos.push(await startDemo(options));
    }
  }, 180_000);

  afterAll(async () => {
    await Promise.all(demos.map((demo) => demo.close()));
    demos = [];
    for (const directory of directories) rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  it.each(Object.entries(QUESTIONS))('answers the same of %s', async (_, question) => {
    const [inSqlite, inPostgres] = await Promise.all(
      demos.map(({ url }) => httpClient(url).ask<Record<string, unknown>>(question, {})),
    );
    expect(Object.values(inSqlite ?? {})[0]).toBeTruthy();
    expect(inOneOrder(inPostgres)).toEqual(inOneOrder(inSqlite));
  });
});
