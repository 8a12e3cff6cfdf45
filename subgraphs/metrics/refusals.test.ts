import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { metricsRoutes } from '../../ingest/index.ts';
import { silentLog } from '../../platform/log.ts';
import { featureId } from '../../vocabulary/asset-id.ts';
import { CHURN, DAY, definition, FIRST_DAY, psiOver, range } from './fixtures.ts';
import { type OpenedSubgraph, openedSubgraph } from './opened-subgraph.contract.ts';

const AGE = featureId('warehouse', 'customers', 'age');

/** From the first day to the third. */
const BASELINE = { kind: 'pinned' as const, from: FIRST_DAY, to: FIRST_DAY + 2 * DAY };

const DEFINITIONS = [
  definition(),
  definition({
    id: 'drift@1',
    name: 'drift',
    fingerprint: 'drift',
    category: 'DRIFT',
    appliesTo: ['FEATURE'],
    method: psiOver({ kind: 'deciles', of: 'baseline' }),
    minimumSamples: 10,
    baseline: BASELINE,
    thresholds: [],
  }),
];

let subgraph: OpenedSubgraph;
let server: FastifyInstance;

beforeEach(async () => {
  subgraph = await openedSubgraph(9, ...DEFINITIONS);
  server = fastify();
  metricsRoutes(server, subgraph.ingest, silentLog());
});

afterEach(async () => {
  await server.close();
  await subgraph.close();
});

const on = (day: number, more: object): string =>
  JSON.stringify({ metric: 'drift', asset: AGE, time: new Date(FIRST_DAY + (day + 1) * DAY).toISOString(), ...more });

async function post(...lines: string[]): Promise<{ accepted: number; rejected: { line: number; message: string }[] }> {
  const headers = { 'content-type': 'application/x-ndjson' };
  const answer = await server.inject({
    method: 'POST',
    url: '/api/v1/observations',
    headers,
    payload: lines.join('\n'),
  });
  return answer.json();
}

async function pointsOf(name: string, asset: string): Promise<unknown[]> {
  const { metric } = await subgraph.ask<{ metric: { series: { points: unknown[] } } }>(
    `{ metric(name: "${name}", asset: "${asset}") { series(${range(2, 8)}) { points { value reason sampleSize } } } }`,
  );
  return metric.series.points;
}

const TOLD = { '0': 40, '1': 60 };

describe('observations that cannot be measured', () => {
  it('name the bins that the baseline does not have', async () => {
    expect(await post(on(0, { bins: TOLD }), on(1, { bins: { ...TOLD, missing: 5 } }))).toMatchObject({ accepted: 2 });
    const { accepted, rejected } = await post(
      on(3, { bins: { '0': 50, '1': 50, missing: 2 } }),
      on(4, { bins: { '0': 50, '1': 40, '2': 10, '3': 7 } }),
    );
    expect(accepted).toBe(1);
    expect(rejected).toEqual([
      {
        line: 2,
        code: 'BAD_USER_INPUT',
        message:
          'drift is a distance: the baseline has no bin "2", "3"; its bins are 0, 1, missing; count in bins drawn as for the baseline',
      },
    ]);
  });

  it('are held against a baseline that comes with them, whatever the order', async () => {
    const lines = [on(3, { bins: { '0': 1, '7': 9 } }), on(0, { bins: TOLD }), on(4, { bins: TOLD })];
    expect((await post(...lines)).rejected.map(({ line }) => line)).toEqual([1]);
  });

  it('are held against a bin that a later part of the baseline told of', async () => {
    await post(on(0, { bins: TOLD }), on(3, { bins: TOLD }));
    await post(on(1, { bins: { ...TOLD, '2': 1 } }));
    expect((await post(on(4, { bins: { ...TOLD, '2': 3 } }))).rejected).toEqual([]);
  });

  it('have no value where a baseline came after them that does not have their bins', async () => {
    await post(on(3, { bins: { '0': 1, '7': 99 } }));
    await post(on(0, { bins: TOLD }));
    expect(await pointsOf('drift', AGE)).toEqual([
      {
        value: null,
        reason: 'It cannot be computed: the baseline has no bin "7"; its bins are 0, 1.',
        sampleSize: 100,
      },
    ]);
  });

  it.each([
    ['NaN', '{"value": NaN}', 'NaN is no number in JSON'],
    [
      'an infinite number',
      '{"numerator": 1e999, "denominator": 10}',
      'numerator: expected a finite number, found Infinity',
    ],
    ['a negative count', '{"numerator": 1, "denominator": -10}', 'denominator is -10; it cannot be negative'],
    ['some of nothing', '{"numerator": 1, "denominator": 0}', 'numerator is 1 of a denominator of 0'],
  ])('are refused for %s', async (_, components, message) => {
    const about = `"metric": "prediction.accuracy", "asset": "${CHURN}", "time": "2026-09-05T00:00:00Z"`;
    const { accepted, rejected } = await post(components.replace('{', `{${about}, `));
    expect(accepted).toBe(0);
    expect(rejected[0]?.message).toContain(message);
  });

  it('have no value, and a reason, where nothing is divided by nothing', async () => {
    await post(on(3, { metric: 'prediction.accuracy', asset: CHURN, numerator: 0, denominator: 0 }));
    expect(await pointsOf('prediction.accuracy', CHURN)).toEqual([
      { value: null, reason: 'It cannot be computed: its denominator is zero.', sampleSize: 0 },
    ]);
  });
});
