import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithNodeExporter } from '../servers/needs-node-exporter.ts';
import { describeWithPrometheus } from '../servers/needs-prometheus.ts';
import { startPrometheus } from '../servers/prometheus.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { applyCatalog, pointsOf, until } from './measured.ts';
import { runProgram } from './program.ts';
import { type Server, startServer } from './server.ts';

/** The ready definitions as `catalog init` has them, but for windows that a test can wait for, and baselines of as many. */
const library = ['serving', 'resources']
  .map((name) => readFileSync(join(import.meta.dirname, `../../cli/catalog/library/${name}.yaml`), 'utf8'))
  .join('\n---\n')
  .replaceAll('owner: OWNER', 'owner: team')
  .replaceAll('window: PT5M', 'window: PT2S')
  .replaceAll('season: P7D', 'season: PT10M')
  .replaceAll(/length: P\d+D/g, 'length: PT1H');

/** Over all windows that are over: how much of how much. */
async function wholeOf(server: Server, name: string, asset: string) {
  const points = (await pointsOf(server, name, asset)).filter(({ value }) => value !== null);
  const denominator = points.reduce((sum, { sampleSize }) => sum + sampleSize, 0);
  const numerator = points.reduce((sum, { value, sampleSize }) => sum + (value ?? 0) * sampleSize, 0);
  return { numerator, denominator, values: points.map(({ value }) => value as number) };
}

let server: Server;
beforeAll(async () => {
  server = await startServer();
  await applyCatalog(server, library);
}, 60_000);
afterAll(() => server.stop());

describe('the ready definitions, fed by the OpenTelemetry SDK for Node', () => {
  it('know the share of requests that failed', async () => {
    const serve = join(import.meta.dirname, 'opentelemetry/serve.ts');
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: server.url };
    expect(await runProgram(process.execPath, [serve, 'failing', 'protobuf'], { environment })).toEqual({
      ...{ status: 0, output: '' },
    });
    const asset = 'deployment/prod/failing';
    const errors = await until(
      () => wholeOf(server, 'serving.error-rate', asset),
      ({ denominator }) => denominator >= 100,
    );
    expect([errors.numerator, errors.denominator]).toEqual([expect.closeTo(10, 6), 100]);
    expect((await wholeOf(server, 'serving.latency.p50', asset)).denominator).toBe(100);
  }, 120_000);
});

describeWithNodeExporter('the ready definitions, fed by a node exporter', (exporter) =>
  describeWithPrometheus('and a model server, through a real Prometheus', () => {
    let model: HttpServer;
    let counted = { '200': 0, '404': 0, '503': 0 };
    let prometheus: ServerProcess;

    beforeAll(async () => {
      model = createServer((_, response) => {
        const lines = Object.entries(counted).map(([code, count]) => `http_requests_total{code="${code}"} ${count}`);
        response.end(['# TYPE http_requests_total counter', ...lines, ''].join('\n'));
      }).listen(0, '127.0.0.1');
      await once(model, 'listening');
      const labels = { env: 'prod' };
      prometheus = await startPrometheus({
        global: { scrape_interval: '1s', scrape_timeout: '1s' },
        scrape_configs: [
          { job_name: 'machine', static_configs: [{ targets: [new URL(exporter().url).host], labels }] },
          {
            job_name: 'model',
            static_configs: [{ targets: [`127.0.0.1:${(model.address() as AddressInfo).port}`], labels }],
          },
        ],
        remote_write: [{ url: `${server.url}/api/v1/write`, metadata_config: { send_interval: '1s' } }],
      });
    }, 120_000);
    afterAll(async () => {
      model?.closeAllConnections();
      model?.close();
      await prometheus?.stop();
    }, 60_000);

    /** What Prometheus itself answers, by series. */
    async function answerOf(expression: string): Promise<number[]> {
      const answer = await fetch(`${prometheus.url}/api/v1/query?query=${encodeURIComponent(expression)}`);
      const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
      return data.result.map(({ value: [, text] }) => Number(text));
    }

    it('know how busy its processors are', async () => {
      const busy = await until(
        () => wholeOf(server, 'resource.cpu', 'deployment/prod/machine'),
        ({ values }) => values.length >= 3,
      );
      expect(busy.values.every((value) => value >= 0 && value <= 1)).toBe(true);
      // Each processor has a second a second, whatever it does with it.
      const [processors = 0] = await answerOf('count(node_cpu_seconds_total{mode="idle"})');
      const aSecond = busy.denominator / processors / (2 * busy.values.length);
      expect(aSecond).toBeGreaterThan(0.4);
      expect(aSecond).toBeLessThan(1.6);
      const [used = 0] = await answerOf('sum(node_cpu_seconds_total{mode!~"idle|iowait"})');
      expect(busy.numerator).toBeGreaterThan(0);
      expect(busy.numerator).toBeLessThan(used);
    }, 120_000);

    it('know what a process holds', async () => {
      const held = await until(
        () => wholeOf(server, 'resource.memory-held', 'deployment/prod/machine'),
        ({ values }) => values.length >= 2,
      );
      const [[least = 0], [most = 0]] = (await Promise.all(
        ['min', 'max'].map((which) => answerOf(`${which}_over_time(process_resident_memory_bytes{job="machine"}[1h])`)),
      )) as [number[], number[]];
      for (const value of held.values) {
        expect(value * 2 ** 20).toBeGreaterThanOrEqual(least - 1);
        expect(value * 2 ** 20).toBeLessThanOrEqual(most + 1);
      }
    }, 120_000);

    it('know the share of requests that failed, of which those that the caller caused are none', async () => {
      await until(
        () => answerOf('count_over_time(http_requests_total{code="503"}[1h])'),
        ([scrapes = 0]) => scrapes >= 2,
      );
      counted = { '200': 80, '404': 15, '503': 5 };
      const errors = await until(
        () => wholeOf(server, 'serving.error-rate', 'deployment/prod/model'),
        ({ denominator }) => denominator >= 100,
      );
      expect([errors.numerator, errors.denominator]).toEqual([expect.closeTo(5, 6), 100]);
    }, 120_000);
  }),
);
