import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { silentLog } from '../platform/log.ts';
import { type Headwater, type HeadwaterOptions, startHeadwater } from './headwater.ts';

let dataDirectory: string;
let started: Headwater[];

beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-'));
  started = [];
});

afterEach(async () => {
  for (const server of started) await server.close();
  rmSync(dataDirectory, { recursive: true });
});

const start = async (options: Partial<HeadwaterOptions> = {}): Promise<Headwater> => {
  const server = await startHeadwater({ port: 0, dataDirectory, log: silentLog(), ...options });
  started.push(server);
  return server;
};

const stop = async (server: Headwater): Promise<void> => {
  started.splice(started.indexOf(server), 1);
  await server.close();
};

const ask = async ({ url }: Headwater, query: string): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })).json();
};

const DECLARATION = `mutation {
  declareLineage(input: { assets: [{ id: "dataset/warehouse/orders", title: "Orders" }] }) { userErrors { message } }
}`;

describe('everything in one process', () => {
  it('is ready, answers from all four subgraphs, and keeps what it was told', async () => {
    const first = await start();
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    expect(await ask(first, DECLARATION)).toEqual({ data: { declareLineage: { userErrors: [] } } });
    await stop(first);
    expect(
      await ask(
        await start(),
        '{ asset(id: "dataset/warehouse/orders") { title: name owner { name } health { status } incidents { id } } }',
      ),
    ).toEqual({ data: { asset: { title: 'orders', owner: null, health: null, incidents: [] } } });
  });

  it('is refused a data directory that another process holds', async () => {
    await start();
    await expect(start()).rejects.toThrow(`the data directory ${dataDirectory} is in use by process ${process.pid}`);
  });

  it('is refused a port that is taken, and leaves the data directory free', async () => {
    const other = mkdtempSync(join(tmpdir(), 'headwater-'));
    const first = await start();
    const port = Number(new URL(first.url).port);
    await expect(start({ port, dataDirectory: other })).rejects.toThrow(`port ${port} is in use`);
    await stop(await start({ dataDirectory: other }));
    rmSync(other, { recursive: true });
  });
});
