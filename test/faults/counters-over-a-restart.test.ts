import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bodyOf, HEADERS } from '../../ingest/remote-write/write-request.fixture.ts';
import { ask } from '../graph/scenario/seed.ts';
import { type HeadwaterProcess, startProcess } from '../servers/processes.ts';

const [MINUTE, HOUR] = [60_000, 3_600_000];
const BASE = Math.floor(Date.now() / HOUR) * HOUR - 2 * HOUR;
const at = (minute: number): number => BASE + minute * MINUTE;

const CATALOG = [
  ['requests', { otlp: { instrument: 'http.requests', asset: 'deployment/prod/{service.name}' } }],
  ['sizes', { otlp: { instrument: 'http.size', asset: 'deployment/prod/{service.name}' } }],
  ['scraped', { prometheus: { metric: 'requests_total', asset: 'deployment/prod/{job}' } }],
].map(([name, source]) =>
  JSON.stringify({
    ...{ apiVersion: 'headwater/v1', kind: 'MetricDefinition', metadata: { name, title: name, owner: 'team' } },
    spec: {
      ...{ category: 'THROUGHPUT', appliesTo: ['DEPLOYMENT'], unit: '1', direction: 'NEITHER', formula: name },
      ...{ method: { kind: 'count' }, window: 'PT1H', source },
    },
  }),
);

/** One program's counters as it exports them: how many since it began. */
interface Exported {
  minute: number;
  began: number;
  requests: number;
  sizes: [number, number];
  instance?: string;
}

const nanoseconds = (minute: number): string => `${at(minute)}000000`;

function exportOf({ minute, began, requests, sizes, instance = '1' }: Exported): string {
  const times = { startTimeUnixNano: nanoseconds(began), timeUnixNano: nanoseconds(minute) };
  const count = sizes[0] + sizes[1];
  const metrics = [
    { name: 'http.requests', sum: { ...cumulative, isMonotonic: true, dataPoints: [{ ...times, asInt: requests }] } },
    {
      name: 'http.size',
      histogram: {
        ...cumulative,
        dataPoints: [{ ...times, count, sum: count, bucketCounts: sizes, explicitBounds: [10] }],
      },
    },
  ];
  const attributes = Object.entries({ 'service.name': 'api', 'service.instance.id': instance }).map(
    ([key, stringValue]) => ({ key, value: { stringValue } }),
  );
  return JSON.stringify({ resourceMetrics: [{ resource: { attributes }, scopeMetrics: [{ metrics }] }] });
}
const cumulative = { aggregationTemporality: 2 };

describe('counters that go on counting while Headwater is killed and started again', () => {
  let directory: string;
  let server: HeadwaterProcess;
  const start = () => startProcess(['gateway/main.ts'], { HEADWATER_PORT: '0', HEADWATER_DATA_DIR: directory });

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'headwater-restarted-'));
    server = await start();
    await ask(
      server.url,
      'mutation Apply($document: String!) { applyCatalog(input: { document: $document }) { userErrors { message } } }',
      { document: CATALOG.join('\n---\n') },
    );
  }, 60_000);
  afterEach(async () => {
    await server.end('SIGTERM');
    rmSync(directory, { recursive: true, force: true });
  });

  async function killed(): Promise<void> {
    await server.end('SIGKILL');
    server = await start();
  }

  async function post(path: string, headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer>) {
    const answer = await fetch(server.url + path, { method: 'POST', headers, body });
    expect([answer.ok, await answer.text()]).toEqual([true, path === '/v1/metrics' ? '{}' : '']);
  }
  const exports = (exported: Exported) =>
    post('/v1/metrics', { 'content-type': 'application/json' }, exportOf(exported));
  const scrape = (minute: number, value: number) => {
    const labels = { __name__: 'requests_total', job: 'api' };
    return post('/api/v1/write', HEADERS, new Uint8Array(bodyOf([{ labels, samples: [[at(minute), value]] }])));
  };

  /** How many were counted in the hour. */
  async function countedAs(name: string): Promise<number | undefined> {
    const [from, to] = [BASE, BASE + HOUR].map((time) => new Date(time).toISOString());
    const { data } = await ask(
      server.url,
      `{ metric(name: "${name}", asset: "deployment/prod/api") { series(from: "${from}", to: "${to}") { points { value } } } }`,
      {},
    );
    const { metric } = data as { metric: { series: { points: { value: number }[] } } | null };
    return metric?.series.points[0]?.value;
  }

  it('lose no interval and have none counted twice, by OTLP', async () => {
    await exports({ minute: 1, began: 0, requests: 100, sizes: [10, 0] });
    const last: Exported = { minute: 2, began: 0, requests: 105, sizes: [11, 1] };
    await exports(last);
    await killed();
    // A client that never read the answer sends it again.
    await exports(last);
    await exports({ minute: 4, began: 0, requests: 109, sizes: [13, 2] });
    // One that began while nobody listened: all it counted is new.
    await exports({ minute: 4, began: 3, requests: 4, sizes: [1, 0], instance: '2' });
    await killed();
    // The program was started anew as well.
    await exports({ minute: 6, began: 5, requests: 3, sizes: [0, 2] });
    expect([await countedAs('requests'), await countedAs('sizes')]).toEqual([5 + 4 + 4 + 3, 2 + 3 + 1 + 2]);
  }, 120_000);

  it('lose no interval and have none counted twice, by remote write', async () => {
    await scrape(1, 100);
    await scrape(2, 107);
    await killed();
    await scrape(2, 107);
    await scrape(4, 110);
    await killed();
    // It fell, and so began again.
    await scrape(5, 2);
    expect(await countedAs('scraped')).toBe(7 + 3 + 2);
  }, 120_000);
});
