import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describeWithVictoriaMetrics } from '../../../test/servers/needs-victoria-metrics.ts';
import type { ServerProcess } from '../../../test/servers/server-process.ts';
import { startVictoriaMetrics } from '../../../test/servers/victoria-metrics.ts';
import { deploymentId } from '../../../vocabulary/asset-id.ts';
import type { Measurement } from '../domain/measurement.ts';
import { metricStoreContract } from '../ports/metric-store.contract.ts';
import type { MetricStore } from '../ports/metric-store.ts';
import { victoriaMetricsStore } from './victoria-metrics.ts';

const newDirectory = () => mkdtempSync(join(tmpdir(), 'headwater-metrics-'));

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 8, 20, 12);
const METRIC = { name: 'accuracy', fingerprint: 'f1', asset: deploymentId('prod', 'a') };
const EVERYTHING = { ...METRIC, after: 0, until: 1e15 };

const onDay = (day: number, numerator: number): Measurement => ({
  ...METRIC,
  dimensions: '',
  end: NOON + day * DAY,
  duration: DAY,
  components: { numerator, denominator: 10 },
  traceIds: [],
  recordedAt: NOON,
});

describeWithVictoriaMetrics('VictoriaMetrics', () => {
  metricStoreContract(async () => {
    const [server, directory] = [await startVictoriaMetrics(), newDirectory()];
    let store = await victoriaMetricsStore(server.url, directory);
    return {
      store,
      async reopen() {
        await store.close();
        store = await victoriaMetricsStore(server.url, directory);
        return store;
      },
      async discard() {
        await store.close();
        await server.stop();
        rmSync(directory, { recursive: true });
      },
    };
  });

  describe('when it is killed', () => {
    let server: ServerProcess;
    let directories: string[];
    let stores: MetricStore[];
    beforeEach(async () => {
      server = await startVictoriaMetrics();
      directories = [];
      stores = [];
    });
    afterEach(async () => {
      await Promise.all(stores.map((store) => store.close()));
      await server.stop();
      for (const directory of directories) rmSync(directory, { recursive: true });
    });

    const open = async (directory = newDirectory()): Promise<MetricStore> => {
      if (!directories.includes(directory)) directories.push(directory);
      const store = await victoriaMetricsStore(server.url, directory);
      stores.push(store);
      return store;
    };
    const numeratorsIn = async (store: MetricStore) =>
      (await store.measurements([EVERYTHING]))
        .flat()
        .map(({ components }) => (components as never as { numerator: number }).numerator);

    it('has what it acknowledged a moment before, when it is back', async () => {
      const store = await open();
      await store.record([onDay(1, 1), onDay(2, 2)]);
      await store.record([onDay(1, 3)]);
      await server.kill();
      await server.start();
      expect(await numeratorsIn(store)).toEqual([3, 2]);
      await store.record([onDay(2, 4)]);
      expect(await numeratorsIn(store)).toEqual([3, 4]);
    }, 30_000);

    it('has it when Headwater was killed with it, for the next process on the same data directory', async () => {
      const directory = newDirectory();
      const store = await open(directory);
      await store.record([onDay(1, 1), onDay(2, 2)]);
      await server.kill();
      await server.start();
      const next = await open(directory);
      expect(await numeratorsIn(next)).toEqual([1, 2]);
      await next.record([onDay(1, 5)]);
      expect(await numeratorsIn(next)).toEqual([5, 2]);
    }, 30_000);

    it('refuses what it cannot keep, and takes it once it is back', async () => {
      const store = await open();
      await server.kill();
      await expect(store.record([onDay(1, 1)])).rejects.toThrow('the metrics store does not answer');
      await expect(store.measurements([EVERYTHING])).rejects.toThrow('the metrics store does not answer');
      await server.start();
      await store.record([onDay(1, 1)]);
      expect(await numeratorsIn(store)).toEqual([1]);
    }, 30_000);

    it('shows each of two processes what the other wrote, the last correction of either', async () => {
      const [one, other] = [await open(), await open()];
      await one.record([onDay(1, 1), onDay(2, 2)]);
      const arrived = await one.arrivalsAfter(0);
      await other.record([{ ...onDay(1, 7), recordedAt: NOON + 1 }]);
      const seenByOne = async () => (await numeratorsIn(one))[0];
      while ((await seenByOne()) !== 7) await new Promise((done) => setTimeout(done, 100));
      expect(await numeratorsIn(other)).toEqual([7, 2]);
      expect((await one.arrivalsAfter(arrived.cursor)).arrivals).toEqual([{ ...METRIC, earliest: NOON + DAY }]);
    }, 30_000);
  });
});
