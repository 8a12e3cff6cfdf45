import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { GraphUnavailable } from '../../platform/errors.ts';
import type { GraphAnswer, GraphClient } from '../../platform/graph-client.ts';
import { silentLog } from '../../platform/log.ts';
import { lineageRoutes, openKeptQuality } from '../index.ts';

type Figure = Record<string, unknown>;

/** The graph, which hears of figures. */
class Metrics implements GraphClient {
  readonly heard: Figure[] = [];
  readonly batches: number[] = [];
  away = false;
  /** A dataset whose figures are refused for good. */
  refuses: string | null = null;

  async ask<Data>(_: string, { figures }: Record<string, unknown>): Promise<GraphAnswer<Data>> {
    await nextTurn();
    if (this.away) throw new GraphUnavailable('the gateway does not answer');
    const told = figures as Figure[];
    if (told.some(({ asset }) => asset === this.refuses))
      return { data: null, errors: [{ message: 'figures.0.asset: no', extensions: { code: 'BAD_USER_INPUT' } }] };
    this.heard.push(...told);
    this.batches.push(told.length);
    return { data: { recordDataQuality: told.length } as Data };
  }
}

let server: FastifyInstance;
let metrics: Metrics;
let directory: string;
let quality: Awaited<ReturnType<typeof openKeptQuality>>;

const openQuality = () => openKeptQuality({ dataDirectory: directory, graph: metrics, log: silentLog() });

beforeEach(async () => {
  metrics = new Metrics();
  server = fastify();
  const record = async () => {};
  directory = mkdtempSync(join(tmpdir(), 'headwater-quality-'));
  quality = await openQuality();
  const taking = { take: (events: Parameters<typeof quality.take>[0]) => quality.take(events) };
  lineageRoutes(server, { record } as never, silentLog(), () => Date.UTC(2026, 10, 2), taking);
});
afterEach(async () => {
  await server.close();
  await quality.close();
  rmSync(directory, { recursive: true });
});

const TIME = '2026-11-01T02:00:00.000Z';
const ORDERS = 'dataset/warehouse/orders';
const AMOUNT = 'feature/warehouse/orders/amount';

const dataset = (more: object) => ({ namespace: 'warehouse', name: 'orders', ...more });
const run = (more: object, eventType = 'COMPLETE') => ({
  eventTime: TIME,
  eventType,
  run: { runId: '01935000-0000-7000-8000-000000000001' },
  job: { namespace: 'checks', name: 'orders' },
  ...more,
});
const post = (payload: object, url = '/api/v1/lineage') =>
  server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(payload),
  });

/** What was told, without what is the same of all. */
const told = () =>
  metrics.heard.map((figure) =>
    Object.fromEntries(Object.entries(figure).filter(([name, value]) => name !== 'time' && value !== null)),
  );

describe('what OpenLineage tells of the quality of data', () => {
  it('are figures of the dataset and of its fields, at the time of the event', async () => {
    const dataQualityMetrics = {
      ...{ rowCount: 200, bytes: '4096', lastUpdated: '2026-11-01T01:00:00Z' },
      columnMetrics: {
        amount: { nullCount: 10, distinctCount: 50, sum: 900, count: 190, min: 1, max: 20, quantiles: { '0.5': 4 } },
      },
    };
    await post(run({ inputs: [dataset({ inputFacets: { dataQualityMetrics } })] }));
    expect(told()).toEqual([
      { facet: 'rowCount', asset: ORDERS, unit: '1', value: 200 },
      { facet: 'bytes', asset: ORDERS, unit: 'By', value: 4096 },
      { facet: 'lastUpdated', asset: ORDERS, unit: 's', value: 1_793_494_800 },
      { facet: 'nullCount', asset: AMOUNT, unit: '1', value: 10 },
      { facet: 'nullShare', asset: AMOUNT, unit: '1', numerator: 10, denominator: 200, value: 0.05 },
      { facet: 'distinctCount', asset: AMOUNT, unit: '1', value: 50 },
      { facet: 'distinctShare', asset: AMOUNT, unit: '1', numerator: 50, denominator: 200, value: 0.25 },
      { facet: 'mean', asset: AMOUNT, count: 190, sum: 900, min: 1, max: 20 },
      { facet: 'min', asset: AMOUNT, value: 1 },
      { facet: 'max', asset: AMOUNT, value: 20 },
      { facet: 'quantile', asset: AMOUNT, quantile: 0.5, value: 4 },
    ]);
    expect(new Set(metrics.heard.map(({ time }) => time))).toEqual(new Set([TIME]));
  });

  it('is how much was written, of which the row count is told by nobody else', async () => {
    const outputStatistics = { rowCount: 7, size: 512, fileCount: 1 };
    await post(run({ outputs: [dataset({ outputFacets: { outputStatistics } })] }));
    expect(told().map(({ facet, value }) => [facet, value])).toEqual([
      ...[
        ['rowCount', 7],
        ['bytes', 512],
        ['fileCount', 1],
      ],
      ...[
        ['rowsWritten', 7],
        ['bytesWritten', 512],
        ['filesWritten', 1],
      ],
    ]);
  });

  it('is how many checks failed, of the dataset and of each field', async () => {
    const assertions = [
      { assertion: 'not_null', column: 'amount', success: false },
      { assertion: 'unique', column: 'amount', success: true },
      { assertion: 'row_count', success: true },
    ];
    await post(run({ inputs: [dataset({ inputFacets: { dataQualityAssertions: { assertions } } })] }, 'FAIL'));
    expect(told()).toEqual([
      { facet: 'assertionsFailed', asset: ORDERS, unit: '1', numerator: 1, denominator: 3, value: 1 },
      { facet: 'assertionsFailed', asset: AMOUNT, unit: '1', numerator: 1, denominator: 2, value: 1 },
    ]);
  });

  it('is nothing before the run ends, since it is told again then', async () => {
    const inputs = [dataset({ inputFacets: { dataQualityMetrics: { rowCount: 1, columnMetrics: {} } } })];
    for (const type of ['START', 'RUNNING']) await post(run({ inputs }, type));
    expect(told()).toEqual([]);
  });

  it('may be told of a dataset by itself, and by a batch', async () => {
    const facets = { dataQualityMetrics: { rowCount: 3, columnMetrics: {} } };
    await post([{ eventTime: TIME, dataset: dataset({ facets }) }], '/api/v1/lineage/batch');
    expect(told()).toEqual([{ facet: 'rowCount', asset: ORDERS, unit: '1', value: 3 }]);
  });

  it('costs one question for many events that come at once', async () => {
    const inputs = [dataset({ inputFacets: { dataQualityMetrics: { rowCount: 1, columnMetrics: {} } } })];
    await Promise.all(Array.from({ length: 50 }, () => post(run({ inputs }))));
    expect(told()).toHaveLength(50);
    expect(metrics.batches.length).toBeLessThan(50);
  });
});

describe('while the metrics are away', () => {
  const of = (name: string, rowCount = 1) =>
    run({
      inputs: [{ namespace: 'warehouse', name, inputFacets: { dataQualityMetrics: { rowCount, columnMetrics: {} } } }],
    });
  const heardOf = () => metrics.heard.map(({ asset, value }) => `${asset} ${value}`);

  it('an event is taken, says that its figures wait, and has them told in order when they are back', async () => {
    metrics.away = true;
    const taken = await post(of('orders', 1));
    expect([taken.statusCode, taken.json().warnings]).toEqual([
      201,
      [expect.stringContaining('figures of data quality')],
    ]);
    await expect(quality.deliver()).rejects.toThrow('the gateway does not answer');
    metrics.away = false;
    // It came while another waited, so it does too.
    expect((await post([of('orders', 2), of('lines', 3)], '/api/v1/lineage/batch')).json().summary.successful).toBe(2);
    expect(heardOf()).toEqual([]);
    expect((await quality.readiness()).reason).toBe('3 events wait for the metrics');
    expect([await quality.deliver(), await quality.deliver()]).toEqual([true, false]);
    expect(heardOf()).toEqual([`${ORDERS} 1`, `${ORDERS} 2`, 'dataset/warehouse/lines 3']);
    expect([(await post(of('orders', 4))).json(), heardOf().length]).toEqual([{}, 4]);
  });

  it('what waits outlives the process', async () => {
    metrics.away = true;
    await post(of('orders'));
    await quality.close();
    metrics.away = false;
    quality = await openQuality();
    expect(await quality.deliver()).toBe(true);
    expect(heardOf()).toEqual([`${ORDERS} 1`]);
  });

  it('an event without figures has nothing to wait for', async () => {
    metrics.away = true;
    expect((await post(run({ inputs: [dataset({})] }))).json()).toEqual({});
    expect((await quality.readiness()).reason).toBe('nothing waits');
  });

  it('figures that the metrics refuse for good hold up no others', async () => {
    metrics.refuses = 'dataset/warehouse/odd';
    for (const name of ['odd', 'orders', 'odd', 'lines']) await post(of(name));
    expect([await quality.deliver(), await quality.deliver()]).toEqual([true, false]);
    expect(heardOf().toSorted()).toEqual(['dataset/warehouse/lines 1', `${ORDERS} 1`]);
  });

  it('an event is asked for again where its figures can neither be told nor kept', async () => {
    metrics.away = true;
    await quality.close();
    const refused = await post(of('orders'));
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '2']);
    quality = await openQuality();
  });
});
