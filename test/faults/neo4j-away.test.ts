import { beforeAll, expect, it } from '@jest/globals';
import { events } from '../graph/scenario/estate.ts';
import { documentOf } from '../graph/scenario/seed.ts';
import { describeWithNeo4j } from '../servers/needs-neo4j.ts';
import { expectTurnedAway, headwaterOver } from './headwater-over.ts';

const LINEAGE = { id: 'deployment/prod/churn', depth: 10, asOf: '2026-10-01T00:00:00Z' };
const SERIES = {
  metric: 'prediction.accuracy',
  asset: 'deployment/prod/churn',
  from: '2026-09-20T00:00:00Z',
  to: '2026-10-01T00:00:00Z',
};
const PATIENCE = 30_000;

/** Asks until an answer is one that was waited for, or patience ends; answers the last. */
async function patiently<Answer>(ask: () => Promise<Answer>, isIt: (answer: Answer) => boolean): Promise<Answer> {
  const begun = Date.now();
  let answer = await ask();
  while (!isIt(answer) && Date.now() - begun < PATIENCE) answer = await ask();
  return answer;
}

describeWithNeo4j('Neo4j is killed while Headwater runs', (neo4j) => {
  const headwater = headwaterOver(async () => ({ neo4j: neo4j() }));
  beforeAll(() => neo4j().kill());

  const post = () => headwater.post('/api/v1/lineage', events()[0] as object);

  it('turns events away with 503 and says when to come again', async () => {
    await expectTurnedAway(await post(), 'lineage');
  });

  it('goes on answering for metrics and the catalog', async () => {
    const { data, errors } = await headwater.ask(documentOf('metric-series'), SERIES);
    expect(errors).toBeUndefined();
    expect(data?.metric).toMatchObject({
      definition: { name: 'prediction.accuracy' },
      series: { points: expect.any(Array) },
    });
  });

  it('answers null for lineage, with the code and the trace, beside what others know', async () => {
    const document =
      '{ metric(name: "prediction.accuracy", asset: "deployment/prod/churn") { status asset { id owner { name } upstream { totalCount } } } }';
    const { data, errors } = await headwater.ask(document);
    expect(data?.metric).toMatchObject({
      asset: { id: 'deployment/prod/churn', owner: { name: 'churn-ml' }, upstream: null },
    });
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['metric', 'asset', 'upstream'],
        extensions: expect.objectContaining({
          code: 'STORE_UNAVAILABLE',
          traceId: expect.stringMatching(/^[\da-f]{32}$/),
        }),
      }),
    ]);
  });

  it('says in /readyz which part is away', async () => {
    expect(await headwater.partsAway()).toContain('lineage-store');
  });

  it('recovers by itself when Neo4j is back, with everything it had acknowledged', async () => {
    await neo4j().start();
    const accepted = await patiently(post, ({ status }) => status === 201);
    expect(accepted.status).toBe(201);
    // Its first walks may be too slow for a page: it makes itself ready for them meanwhile.
    const { data, errors } = await patiently(
      () => headwater.ask(documentOf('lineage'), LINEAGE),
      (answer) => !answer.errors && !JSON.stringify(answer.data).includes('TIMED_OUT'),
    );
    expect(errors).toBeUndefined();
    expect(data?.asset).toMatchObject({ upstream: { completeness: 'COMPLETE', totalCount: 8 } });
  }, 120_000);
});
