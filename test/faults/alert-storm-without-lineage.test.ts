import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { httpClient } from '../../demo/client.ts';
import { freePort } from '../servers/ports.ts';
import { type HeadwaterProcess, startProcess } from '../servers/processes.ts';
import { ALERTS_A_MODEL, allFiring, measureStorm, pagesOf, seedStorm, type Weathered, weathered } from './storm.ts';

/** More than are folded by their causes one by one. */
const MODELS = 40;
const ALERTS = MODELS * ALERTS_A_MODEL;
const ROOTS = 2;
const PATIENCE = 120_000;
const AUDIENCES = ['DATA_STEWARD', 'ON_CALL', 'PRODUCT_OWNER'];

describe('a storm of alerts from two roots while lineage is away', () => {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-no-lineage-'));
  const started: HeadwaterProcess[] = [];
  let url: string;
  let startLineage: () => Promise<HeadwaterProcess>;

  const start = async (script: string[], environment: Record<string, string>) => {
    const each = await startProcess(script, { HEADWATER_LOG_LEVEL: 'silent', ...environment });
    started.push(each);
    return each;
  };

  beforeAll(async () => {
    const [gateway, ...free] = await Promise.all(Array.from({ length: 5 }, freePort));
    const ports = ['catalog', 'metrics', 'lineage', 'incidents'].map((name, index) => [name, free[index]] as const);
    const startSubgraph = ([name, port]: (typeof ports)[number]) =>
      start(['gateway/subgraph.ts', name], {
        HEADWATER_DATA_DIR: directory,
        HEADWATER_GATEWAY_URL: `http://127.0.0.1:${gateway}/graphql`,
        HEADWATER_PORT: String(port),
      });
    startLineage = () => startSubgraph(['lineage', free[2]]);
    const [, , lineage] = await Promise.all(ports.map(startSubgraph));
    ({ url } = await start(['gateway/main.ts'], {
      HEADWATER_PORT: String(gateway),
      HEADWATER_SUBGRAPHS: ports.map(([name, port]) => `${name}=http://127.0.0.1:${port}`).join(','),
    }));
    await seedStorm(url, MODELS, ROOTS);
    await lineage?.end('SIGKILL');
    await measureStorm(url, MODELS, ROOTS);
  }, 120_000);
  afterAll(async () => {
    await Promise.all(started.map((each) => each.end('SIGKILL')));
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  const reasons = async () => {
    const document = '{ incidents(state: [OPEN]) { edges { node { provisional } } } }';
    const { incidents } = await httpClient(url).ask<{
      incidents: { edges: { node: { provisional: string | null } }[] };
    }>(document);
    return incidents.edges.map(({ node }) => node.provisional);
  };
  const allKnown = async (): Promise<Weathered> => {
    for (const began = Date.now(); Date.now() - began < PATIENCE; await pause(200))
      if ((await reasons()).every((reason) => reason === null)) return weathered(url);
    throw new Error(
      `causes are not known of all within ${PATIENCE / 1_000} s: ${JSON.stringify(await weathered(url))}`,
    );
  };

  it('is one incident that says that no cause is known, and calls each audience once', async () => {
    const { incidents } = await allFiring(url, ALERTS, PATIENCE);
    expect(incidents).toMatchObject([
      {
        title: expect.stringMatching(/^Accuracy of model-\d+ fell, and others at the same time: no cause known$/),
        alerts: ALERTS,
        calls: AUDIENCES,
      },
    ]);
    expect(await reasons()).toEqual([
      `No cause is known of ${ALERTS} of its alerts, which fired at about the same time: it may be more than one trouble.`,
    ]);
    expect(await pagesOf(url)).toEqual({ ON_CALL: 1, DATA_STEWARD: 1, PRODUCT_OWNER: 1 });
  }, 150_000);

  it('is two incidents when lineage is back, and only of the one that nobody was called for is anybody called', async () => {
    await startLineage();
    const { incidents } = await allKnown();
    expect(incidents.map(({ alerts }) => alerts)).toEqual([ALERTS / ROOTS, ALERTS / ROOTS]);
    expect(incidents.map(({ title }) => title.replace(/^Accuracy of model-\d+ fell: /, '')).sort()).toEqual([
      expect.stringMatching(/^load_orders failed/),
      expect.stringMatching(/^load_tills failed/),
    ]);
    expect(incidents.map(({ calls }) => calls)).toEqual([AUDIENCES, AUDIENCES]);
    expect(await pagesOf(url)).toEqual({ ON_CALL: 2, DATA_STEWARD: 2, PRODUCT_OWNER: 2 });
  }, 150_000);
});
