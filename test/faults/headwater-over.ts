import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { type Headwater, type HeadwaterOptions, startHeadwater } from '../../gateway/headwater.ts';
import { silentLog } from '../../platform/log.ts';
import { type Answer, ask, seed } from '../graph/scenario/seed.ts';

/** Which parts there are is said only where one is not ready. */
interface Readyz {
  ready: boolean;
  parts?: { part: string; ready: boolean }[];
}

/** A Headwater over a store of a suite, with the estate of the contract in it. */
export function headwaterOver(store: () => Promise<Partial<HeadwaterOptions>>) {
  let headwater: Headwater;
  let dataDirectory: string;
  beforeAll(async () => {
    dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-away-'));
    headwater = await startHeadwater({ port: 0, dataDirectory, log: silentLog(), ...(await store()) });
    await seed(headwater.url);
  }, 180_000);
  afterAll(async () => {
    await headwater?.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  }, 60_000);
  return {
    url: () => headwater.url,
    settle: () => headwater.settle(),
    ask: (document: string, variables: object = {}): Promise<Answer> => ask(headwater.url, document, variables),
    post: (path: string, body: object, type = 'application/json'): Promise<Response> =>
      fetch(headwater.url + path, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) }),
    /** The parts that are not ready; none where all are. */
    async partsAway(): Promise<string[]> {
      const response = await fetch(`${headwater.url}/readyz`);
      const { ready, parts = [] } = (await response.json()) as Readyz;
      expect(response.status).toBe(ready ? 200 : 503);
      return parts.flatMap((each) => (each.ready ? [] : each.part));
    },
  };
}

/** That this was turned away for want of a store, with when to come again. */
export async function expectTurnedAway(response: Response, store: string): Promise<void> {
  expect(response.status).toBe(503);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await response.json()).toMatchObject({
    error: { code: 'STORE_UNAVAILABLE', message: expect.stringContaining(store) },
  });
}
