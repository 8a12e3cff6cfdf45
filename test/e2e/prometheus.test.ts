import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithPrometheus } from '../servers/needs-prometheus.ts';
import { startPrometheus } from '../servers/prometheus.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { applyCatalog, definitionOf, exemplarsOf, pointsOf, totalOf, unboundOf, until } from './measured.ts';
import { type Server, startServer } from './server.ts';

const CHURN = 'deployment/prod/churn';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const BOUNDS = [0.05, 0.1, 0.2, 0.4];

/** A model server as Prometheus scrapes it: what it has counted since it began. */
class Exporter {
  requests = 0;
  durations: number[] = [];
  /** A number that halves make up, so that the mean of many is the same. */
  auc = 0.9375;
  readonly ready: Promise<unknown>;
  readonly #server: HttpServer;

  constructor() {
    this.#server = createServer((_, response) => {
      response.setHeader('content-type', 'application/openmetrics-text; version=1.0.0; charset=utf-8');
      response.end(this.#page());
    }).listen(0, '127.0.0.1');
    this.ready = once(this.#server, 'listening');
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  serve(...durations: number[]): void {
    this.requests += durations.length;
    this.durations.push(...durations);
  }

  /** As the process behind it does when it is started again. */
  beginAgain(): void {
    this.requests = 0;
    this.durations = [];
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #page(): string {
    const upTo = (bound: number) => this.durations.filter((each) => each <= bound).length;
    const buckets = [...BOUNDS, Number.POSITIVE_INFINITY].map(
      (bound) =>
        `request_duration_seconds_bucket{le="${bound === Number.POSITIVE_INFINITY ? '+Inf' : bound}"} ${upTo(bound)}${bound === 0.4 && upTo(0.4) > 0 ? ` # {trace_id="${TRACE}"} 0.3` : ''}`,
    );
    return [
      '# TYPE requests counter',
      `requests_total{code="200"} ${this.requests}`,
      '# TYPE request_duration_seconds histogram',
      ...buckets,
      `request_duration_seconds_sum ${this.durations.reduce((sum, each) => sum + each, 0)}`,
      `request_duration_seconds_count ${this.durations.length}`,
      '# TYPE model_auc gauge',
      `model_auc ${this.auc}`,
      '# TYPE model_brier gauge',
      'model_brier NaN',
      '# EOF\n',
    ].join('\n');
  }
}

const prometheus = (metric: string) => ({ prometheus: { metric, asset: 'deployment/{env}/{job}' } });
const CATALOG = [
  definitionOf('requests', {
    unit: '{request}',
    method: { kind: 'count' },
    category: 'THROUGHPUT',
    source: prometheus('requests_total'),
  }),
  definitionOf('latency.median', {
    unit: 'ms',
    method: { kind: 'quantile', q: 0.5 },
    source: prometheus('request_duration_seconds'),
  }),
  definitionOf('latency.mean', {
    unit: 'ms',
    method: { kind: 'mean' },
    source: prometheus('request_duration_seconds'),
  }),
  definitionOf('auc', { unit: '1', method: { kind: 'value' }, category: 'ACCURACY', source: prometheus('model_auc') }),
  definitionOf('brier', {
    unit: '1',
    method: { kind: 'value' },
    category: 'ACCURACY',
    source: prometheus('model_brier'),
  }),
  definitionOf('up', {
    unit: '1',
    method: { kind: 'value' },
    category: 'FAILURES',
    source: { prometheus: { metric: 'up', asset: 'deployment/{environment}/{job}' } },
  }),
].join('\n---\n');

/** Small and fast, over several shards, so that the parts of a histogram come in several requests. */
const settingsFor = (headwater: string, exporter: string) => ({
  global: { scrape_interval: '1s', scrape_timeout: '1s' },
  scrape_configs: [{ job_name: 'churn', static_configs: [{ targets: [exporter], labels: { env: 'prod' } }] }],
  remote_write: [
    {
      url: `${headwater}/api/v1/write`,
      send_exemplars: true,
      metadata_config: { send_interval: '1s' },
      queue_config: { min_shards: 4, batch_send_deadline: '200ms' },
    },
  ],
});

describeWithPrometheus('a real Prometheus that writes remotely', () => {
  let server: Server;
  let exporter: Exporter;
  let writer: ServerProcess;

  beforeAll(async () => {
    server = await startServer();
    await applyCatalog(server, CATALOG);
    exporter = new Exporter();
    await exporter.ready;
    writer = await startPrometheus(settingsFor(server.url, exporter.address));
    // From the first scrape on it is counted.
    await until(
      () => pointsOf(server, 'auc', CHURN),
      (points) => points.length > 0,
    );
  }, 120_000);

  afterAll(async () => {
    exporter?.stop();
    await writer?.stop();
    await server?.stop();
  }, 60_000);

  const requestsCounted = async () => totalOf(await pointsOf(server, 'requests', CHURN));

  it('has its counters counted, its histograms joined and its gauges told', async () => {
    exporter.serve(...Array.from({ length: 60 }, () => 0.08), ...Array.from({ length: 40 }, () => 0.3));
    expect(await until(requestsCounted, (total) => total >= 100)).toBe(100);
    const samplesOf = async (name: string) =>
      (await pointsOf(server, name, CHURN)).reduce((sum, { sampleSize }) => sum + sampleSize, 0);
    expect(
      await until(
        () => samplesOf('latency.median'),
        (samples) => samples >= 100,
      ),
    ).toBeCloseTo(100, 6);
    const points = await pointsOf(server, 'latency.mean', CHURN);
    const total = points.reduce((sum, { value, sampleSize }) => sum + (value ?? 0) * sampleSize, 0);
    expect(total).toBeCloseTo(60 * 80 + 40 * 300, 6);
    const median = (await pointsOf(server, 'latency.median', CHURN)).find(({ value }) => value !== null)?.value;
    // In the bucket from 50 to 100 ms.
    expect(median).toBeGreaterThan(50);
    expect(median).toBeLessThan(101);
    expect((await pointsOf(server, 'auc', CHURN)).map(({ value }) => value)).toContain(0.9375);
  }, 120_000);

  it('brings the traces of its exemplars', async () => {
    exporter.serve(0.3);
    expect(
      await until(
        () => exemplarsOf(server, 'latency.median', CHURN),
        (ids) => ids.length > 0,
      ),
    ).toEqual([TRACE]);
  }, 120_000);

  it('goes on counting when the process behind a counter began again', async () => {
    const before = await until(requestsCounted, (total) => total >= 101);
    exporter.beginAgain();
    exporter.serve(0.1, 0.1, 0.1);
    expect(await until(requestsCounted, (total) => total >= before + 3)).toBe(before + 3);
  }, 120_000);

  it('is told of what nobody took, and why', async () => {
    const unbound = await until(
      () => unboundOf(server),
      (all) =>
        ['scrape_duration_seconds', 'model_brier', 'up'].every((name) => all.some((one) => one.instrument === name)),
    );
    const reasons = Object.fromEntries(
      unbound.map(({ protocol, instrument, reason }) => [`${protocol} ${instrument}`, reason]),
    );
    expect(reasons).toMatchObject({
      'PROMETHEUS scrape_duration_seconds': 'no definition has it as its source',
      'PROMETHEUS model_brier': 'a value of NaN cannot be added up; a finite number is needed',
      'PROMETHEUS up': expect.stringContaining('it has no attribute environment'),
    });
  }, 120_000);

  it('leaves no zero behind when what it scraped is gone', async () => {
    exporter.stop();
    const upIs = async () => {
      const answer = await fetch(`${writer.url}/api/v1/query?query=up`);
      const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
      return data.result[0]?.value[1];
    };
    expect(await until(upIs, (up) => up === '0')).toBe('0');
    // It writes in order: what tells that the target is gone comes after the stale markers.
    const seen = async () => (await unboundOf(server)).find(({ instrument }) => instrument === 'up')?.count ?? 0;
    const then = await seen();
    await until(seen, (count) => count >= then + 3);
    const values = (await pointsOf(server, 'auc', CHURN)).map(({ value }) => value);
    expect(values.filter((value) => value !== null)).toEqual(
      values.filter((value) => value !== null).map(() => 0.9375),
    );
  }, 120_000);
});
