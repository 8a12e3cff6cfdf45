import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, documentOf } from '../graph/scenario/seed.ts';
import { type HeadwaterProcess, startProcess } from '../servers/processes.ts';

const catalog = readFileSync(join(import.meta.dirname, '../graph/scenario/catalog.yaml'), 'utf8');
const MINUTE = 60_000;
const START = Date.UTC(2026, 8, 1);
/** Answers of each kind that are waited for before the kill. */
const ENOUGH = 30;

const runOf = (index: number) => ({
  eventType: 'COMPLETE',
  eventTime: new Date(START + index * MINUTE).toISOString(),
  run: { runId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}` },
  job: { namespace: 'stream', name: `job${index}` },
  inputs: [{ namespace: 'stream', name: `in${index}` }],
  outputs: [{ namespace: 'stream', name: `out${index}` }],
});

const observationOf = (index: number) => ({
  metric: 'serving.requests',
  asset: `deployment/prod/streamed${index}`,
  time: '2026-09-02T00:00:00Z',
  value: index + 1,
});

describe('kill -9 while data streams in', () => {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-killed-'));
  let server: HeadwaterProcess;
  const acknowledged = { events: [] as number[], observations: [] as number[] };
  const start = () => startProcess(['gateway/main.ts'], { HEADWATER_PORT: '0', HEADWATER_DATA_DIR: directory });

  beforeAll(async () => {
    server = await start();
    await ask(server.url, documentOf('apply-catalog'), { input: { document: catalog } });
    let killed = false;
    const stream = async (path: string, bodyOf: (index: number) => string, seen: number[]) => {
      for (let index = 0; !killed; index += 1) {
        const answered = await fetch(server.url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: bodyOf(index),
        }).catch(() => null);
        if (answered?.ok) seen.push(index);
      }
    };
    const streams = [
      stream('/api/v1/lineage', (index) => JSON.stringify(runOf(index)), acknowledged.events),
      stream('/api/v1/observations', (index) => JSON.stringify(observationOf(index)), acknowledged.observations),
    ];
    while (Object.values(acknowledged).some(({ length }) => length < ENOUGH))
      await new Promise((done) => setTimeout(done, 10));
    await server.end('SIGKILL');
    killed = true;
    await Promise.all(streams);
    server = await start();
  }, 90_000);

  afterAll(async () => {
    await server?.end('SIGTERM');
    rmSync(directory, { recursive: true, force: true });
  });

  it('has each event that it acknowledged', async () => {
    const lost = await missing(
      acknowledged.events,
      (index) => `asset(id: "dataset/stream/out${index}") { upstream(depth: 2) { totalCount } }`,
      { upstream: { totalCount: 2 } },
    );
    expect(lost).toEqual([]);
  }, 60_000);

  it('has each observation that it acknowledged', async () => {
    const lost = await missing(
      acknowledged.observations,
      (index) =>
        `metric(name: "serving.requests", asset: "deployment/prod/streamed${index}") { series(from: "2026-09-01T00:00:00Z", to: "2026-09-02T00:00:00Z") { points { value } } }`,
      (index) => ({ series: { points: [{ value: index + 1 }] } }),
    );
    expect(lost).toEqual([]);
  }, 60_000);

  /** Those of which the answer is not the expected one, asked fifty at a time. */
  async function missing(
    indexes: number[],
    fieldOf: (index: number) => string,
    expected: object | ((index: number) => object),
  ): Promise<number[]> {
    const lost: number[] = [];
    for (let from = 0; from < indexes.length; from += 50) {
      const some = indexes.slice(from, from + 50);
      const { data } = await ask(
        server.url,
        `{ ${some.map((index) => `a${index}: ${fieldOf(index)}`).join(' ')} }`,
        {},
      );
      const wanted = (index: number) => (typeof expected === 'function' ? expected(index) : expected);
      lost.push(...some.filter((index) => JSON.stringify(data?.[`a${index}`]) !== JSON.stringify(wanted(index))));
    }
    return lost;
  }
});
