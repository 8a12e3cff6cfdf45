import { beforeAll, expect, it } from '@jest/globals';
import { documentOf } from '../graph/scenario/seed.ts';
import { describeWithVictoriaMetrics } from '../servers/needs-victoria-metrics.ts';
import { expectTurnedAway, headwaterOver } from './headwater-over.ts';

const ASSET = 'deployment/prod/churn';
const SERIES = {
  metric: 'prediction.accuracy',
  asset: ASSET,
  from: '2026-09-20T00:00:00Z',
  to: '2026-10-01T00:00:00Z',
};
const PATIENCE = 30_000;

describeWithVictoriaMetrics('VictoriaMetrics is killed while Headwater runs', (server) => {
  const headwater = headwaterOver(async () => ({ metricsUrl: server().url }));
  let before: unknown;

  beforeAll(async () => {
    before = await series();
    await observe(0.5);
    await server().kill();
  }, 180_000);

  const series = () => headwater.ask(documentOf('metric-series'), SERIES);

  const observe = (accuracy: number) => {
    const counts = { numerator: accuracy * 1000, denominator: 1000 };
    const observation = { metric: 'prediction.accuracy', asset: ASSET, time: '2026-09-21T00:00:00Z', ...counts };
    return headwater.post('/api/v1/observations', observation, 'application/x-ndjson');
  };

  it('turns observations away with 503 and says when to come again', async () => {
    await expectTurnedAway(await observe(0.6), 'metrics');
  });

  it('answers null for the series, with the code, and goes on answering for lineage and the catalog', async () => {
    const { errors } = await series();
    expect(errors).toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'STORE_UNAVAILABLE' }) }),
    ]);
    const { data } = await headwater.ask(`{ asset(id: "${ASSET}") { id owner { name } upstream { totalCount } } }`);
    expect(data?.asset).toMatchObject({
      id: ASSET,
      owner: { name: 'churn-ml' },
      upstream: { totalCount: expect.any(Number) },
    });
  });

  it('says in /readyz which part is away', async () => {
    expect(await headwater.partsAway()).toContain('metric-store');
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
