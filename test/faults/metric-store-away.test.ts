import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Headwater, startHeadwater } from '../../gateway/headwater.ts';
import { silentLog } from '../../platform/log.ts';
import { ask, documentOf, seed } from '../graph/scenario/seed.ts';
import { describeWithVictoriaMetrics } from '../servers/needs-victoria-metrics.ts';

const ASSET = 'deployment/prod/churn';
const SERIES = {
  metric: 'prediction.accuracy',
  asset: ASSET,
  from: '2026-09-20T00:00:00Z',
  to: '2026-10-01T00:00:00Z',
};
const PATIENCE = 30_000;

describeWithVictoriaMetrics('VictoriaMetrics is killed while Headwater runs', (server) => {
  let headwater: Headwater;
  let directory: string;
  let before: unknown;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'headwater-away-'));
    headwater = await startHeadwater({ port: 0, dataDirectory: directory, metricsUrl: server().url, log: silentLog() });
    await seed(headwater.url);
    before = await series();
    await observe(0.5);
    await server().kill();
  }, 180_000);

  afterAll(async () => {
    await headwater?.close();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  const series = () => ask(headwater.url, documentOf('metric-series'), SERIES);

  const observe = (accuracy: number) =>
    fetch(`${headwater.url}/api/v1/observations`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: JSON.stringify({
        metric: 'prediction.accuracy',
        asset: ASSET,
        time: '2026-09-21T00:00:00Z',
        numerator: accuracy * 1000,
        denominator: 1000,
      }),
    });

  it('turns observations away with 503 and says when to come again', async () => {
    const refused = await observe(0.6);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({
      error: { code: 'STORE_UNAVAILABLE', message: expect.stringContaining('metrics') },
    });
  });

  it('answers null for the series, with the code, and goes on answering for lineage and the catalog', async () => {
    const { errors } = await series();
    expect(errors).toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'STORE_UNAVAILABLE' }) }),
    ]);
    const { data } = await ask(
      headwater.url,
      `{ asset(id: "${ASSET}") { id owner { name } upstream { totalCount } } }`,
      {},
    );
    expect(data?.asset).toMatchObject({
      id: ASSET,
      owner: { name: 'churn-ml' },
      upstream: { totalCount: expect.any(Number) },
    });
  });

  it('says in /readyz which part is away', async () => {
    const response = await fetch(`${headwater.url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      ready: false,
      parts: expect.arrayContaining([expect.objectContaining({ part: 'metric-store', ready: false })]),
    });
  });

  it('recovers by itself with everything it had acknowledged, also what VictoriaMetrics had in memory only', async () => {
    await server().start();
    let answer = await series();
    for (const start = Date.now(); answer.errors && Date.now() - start < PATIENCE; ) answer = await series();
    expect(valueOn('2026-09-21T00:00:00.000Z', answer)).toBe(0.5);
    expect(others(answer)).toEqual(others(before));
    expect((await observe(0.7)).status).toBe(200);
    expect(valueOn('2026-09-21T00:00:00.000Z', await series())).toBe(0.7);
  }, 120_000);
});

type Points = { time: string; value: number }[];

const pointsOf = (answer: unknown): Points =>
  (answer as { data: { metric: { series: { points: Points } } } }).data.metric.series.points;

const valueOn = (end: string, answer: unknown) =>
  pointsOf(answer).find(({ time }) => Date.parse(time) === Date.parse(end))?.value;

const others = (answer: unknown): Points => pointsOf(answer).filter(({ time }) => !time.startsWith('2026-09-21T00:00'));
