import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { BadUserInput, StoreUnavailable } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import type { LineageStatement } from '../../subgraphs/lineage/index.ts';
import { lineageRoutes } from '../index.ts';

const event = (more: object = {}) => ({
  eventType: 'COMPLETE',
  eventTime: '2026-11-01T00:00:00Z',
  run: { runId: '01a1f78a-5300-74c7-ae9b-b6446469f8b3' },
  job: { namespace: 'shop', name: 'load' },
  inputs: [{ namespace: 'shop', name: 'raw' }],
  outputs: [],
  ...more,
});

it('says so when an event is more than its store can take', async () => {
  const server = fastify();
  const record = async () => {
    throw new BadUserInput('this is more than the lineage database takes in one transaction');
  };
  lineageRoutes(server, { record }, silentLog());
  const answer = await server.inject({
    method: 'POST',
    url: '/api/v1/lineage',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(event()),
  });
  expect([answer.statusCode, answer.json().error.code]).toEqual([413, 'BAD_USER_INPUT']);
  await server.close();
});

describe('OpenLineage over HTTP', () => {
  let server: FastifyInstance;
  let recorded: LineageStatement[];
  let away: boolean;

  beforeEach(() => {
    recorded = [];
    away = false;
    server = fastify();
    const record = async (statements: readonly LineageStatement[]) => {
      if (away) throw new StoreUnavailable('lineage', new Error('gone'));
      recorded.push(...statements);
    };
    lineageRoutes(server, { record }, silentLog());
  });
  afterEach(() => server.close());

  const post = async (payload: string | Buffer, headers: Record<string, string> = {}, path = '/api/v1/lineage') => {
    const answer = await server.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
  };
  const refusal = async (payload: string | Buffer, headers?: Record<string, string>) => {
    const { status, body } = await post(payload, headers);
    return `${status} ${body.error.code} ${body.error.message}`;
  };

  it.each([
    [
      'without a zone in its time',
      event({ eventTime: '2026-11-01T00:00:00' }),
      'eventTime: found "2026-11-01T00:00:00", expected a time with zone',
    ],
    ['without a run id', event({ run: {} }), 'run.runId: found nothing'],
    ['of a type that does not exist', event({ eventType: 'DONE' }), 'eventType: found "DONE"'],
    ['with a dataset without a name', event({ inputs: [{ namespace: 'shop' }] }), 'inputs.0.name: found nothing'],
    ['that says nothing of a run, job or dataset', { eventTime: '2026-11-01T00:00:00Z' }, 'expected a RunEvent'],
  ])('names the field of an event %s', async (_, raw, message) => {
    expect(await refusal(JSON.stringify(raw))).toContain(`400 INVALID_EVENT ${message}`);
    expect(recorded).toEqual([]);
  });

  it('says where JSON breaks, and that gzip is not gzip', async () => {
    expect(await refusal('{"eventTime":')).toMatch(/^400 MALFORMED_JSON not JSON: /);
    expect(await refusal('{}', { 'content-encoding': 'gzip' })).toMatch(
      /^400 MALFORMED_BODY the body is not valid gzip/,
    );
    expect(await refusal('{}', { 'content-encoding': 'brotli' })).toMatch(/^415 UNSUPPORTED_ENCODING/);
    expect(await refusal('')).toMatch(/^400 EMPTY_BODY/);
    expect(await refusal(`${'['.repeat(40)}${']'.repeat(40)}`)).toMatch(
      /^400 TOO_DEEP the JSON is nested deeper than 32/,
    );
  });

  it('stops a body that unpacks to more than its bound', async () => {
    expect(await refusal(gzipSync(Buffer.alloc(80 * 1024 * 1024)), { 'content-encoding': 'gzip' })).toMatch(
      /^413 BODY_TOO_LARGE the body decompressed is larger than 64 MB/,
    );
  });

  it('takes gzip', async () => {
    expect((await post(gzipSync(JSON.stringify(event())), { 'content-encoding': 'gzip' })).status).toBe(201);
    expect(recorded).toHaveLength(1);
  });

  it('leaves out a facet that does not fit, says so, and keeps the rest of the event', async () => {
    const { status, body } = await post(
      JSON.stringify(
        event({
          job: {
            namespace: 'shop',
            name: 'load',
            facets: { jobType: { jobType: 7 }, documentation: { description: 'Loads.' } },
          },
        }),
      ),
    );
    expect(status).toBe(201);
    expect(body.warnings).toEqual([expect.stringMatching(/^job\.facets\.jobType\.jobType: .*the facet was left out$/)]);
    expect(recorded).toMatchObject([
      {
        job: 'job/shop/load',
        edges: [{ role: 'READS' }],
        facts: [{ kind: 'documentation' }, { kind: 'facet', name: 'documentation' }],
      },
    ]);
  });

  it('remembers that a facet was deleted', async () => {
    await post(
      JSON.stringify(
        event({ job: { namespace: 'shop', name: 'load', facets: { documentation: { _deleted: true } } } }),
      ),
    );
    expect(recorded).toMatchObject([
      {
        facts: [
          { kind: 'facet', name: 'documentation', value: null },
          { kind: 'removed', of: 'documentation' },
        ],
      },
    ]);
  });

  it('keeps the good part of a batch and says what is wrong with the rest', async () => {
    const { status, body } = await post(
      JSON.stringify([event(), 7, event({ eventTime: 'yesterday' })]),
      {},
      '/api/v1/lineage/batch',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      received: 3,
      successful: 1,
      failed: 2,
      failures: [{ index: 1 }, { index: 2, reason: expect.stringContaining('eventTime') }],
    });
    expect(recorded).toHaveLength(1);
  });

  it('answers 503 with Retry-After while the store is away, which every client obeys', async () => {
    away = true;
    const { status, headers, body } = await post(JSON.stringify(event()));
    expect(status).toBe(503);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(body.error.code).toBe('STORE_UNAVAILABLE');
  });

  it('reads a failure that Spark reports in a facet of its own', async () => {
    await post(
      JSON.stringify(
        event({
          eventType: 'FAIL',
          run: {
            runId: '01a1f78a-5300-74c7-ae9b-b6446469f8b3',
            facets: { 'spark.exception': { message: 'no space left' } },
          },
        }),
      ),
    );
    expect(recorded).toMatchObject([
      { type: 'FAIL', error: 'no space left', facts: [{ kind: 'failure', error: 'no space left' }] },
    ]);
  });
});
