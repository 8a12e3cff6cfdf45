import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { startHeadwater } from '../../gateway/headwater.ts';
import { silentLog } from '../../platform/log.ts';
import { ALERTS_A_MODEL, allFiring, LOAD, measureStorm, ORDERS, pagesOf, seedStorm } from './storm.ts';

const MODELS = 1_667;
const ALERTS = MODELS * ALERTS_A_MODEL;

it('makes one incident of 5,000 alerts from one root, and calls each audience once', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-storm-'));
  const headwater = await startHeadwater({ port: 0, dataDirectory, log: silentLog() });
  try {
    await seedStorm(headwater.url, MODELS);
    await measureStorm(headwater.url, MODELS);
    const { incidents } = await allFiring(headwater.url, ALERTS, 200_000);
    expect(incidents).toEqual([
      {
        title: expect.stringMatching(/^Accuracy of model-\d+ fell: load_orders failed/),
        severity: 'CRITICAL',
        asset: expect.stringMatching(new RegExp(`^(${LOAD}|${ORDERS})$`)),
        alerts: ALERTS,
        calls: ['DATA_STEWARD', 'ON_CALL', 'PRODUCT_OWNER'],
      },
    ]);
    expect(await pagesOf(headwater.url)).toEqual({ ON_CALL: 1, DATA_STEWARD: 1, PRODUCT_OWNER: 1 });
  } finally {
    await headwater.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}, 300_000);
