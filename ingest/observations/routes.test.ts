import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { StoreUnavailable } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import type { Observation } from '../../subgraphs/metrics/index.ts';
import { metricsRoutes } from '../index.ts';
import { ingestOf } from '../metrics-ingest.fixture.ts';

const line = (more: object = {}) =>
  JSON.stringify({ metric: 'accuracy', asset: 'deployment/prod/a', time: '2026-11-01T00:00:00Z', value: 0.9, ...more });

describe('observations over HTTP', () => {
  let server: FastifyInstance;
  let observed: Observation[];
  let away: boolean;

  beforeEach(() => {
    observed = [];
    away = false;
    server = fastify();
    const observe = async (observations: readonly Observation[]) => {
      if (away) throw new StoreUnavailable('metrics', new Error('gone'));
      observed.push(...observations);
      return observations.map(({ metric }) =>
        metric === 'unknown'
          ? { accepted: false as const, code: 'NOT_FOUND', message: 'no definition is named "unknown"' }
          : { accepted: true as const },
      );
    };
    metricsRoutes(server, ingestOf({ observe }), silentLog());
  });
  afterEach(() => server.close());

  const post = async (payload: string) => {
    const answer = await server.inject({
      method: 'POST',
      url: '/api/v1/observations',
      headers: { 'content-type': 'application/x-ndjson' },
      payload,
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
  };
  const messagesOf = async (payload: string) =>
    (await post(payload)).body.rejected.map(
      (each: { line: number; message: string }) => `${each.line}: ${each.message}`,
    );

  it('takes the good lines and names each bad one by its number', async () => {
    const { status, body } = await post(
      [line(), '{"metric":', '', line({ metric: 'unknown' }), line({ value: 0.8 })].join('\n'),
    );
    expect(status).toBe(200);
    expect(body.accepted).toBe(2);
    expect(body.rejected).toEqual([
      { line: 2, code: 'MALFORMED_JSON', message: expect.stringContaining('not JSON') },
      { line: 4, code: 'NOT_FOUND', message: 'no definition is named "unknown"' },
    ]);
  });

  it.each([
    [
      'an asset that is not an id',
      { asset: 'column/a/b' },
      'asset: "column/a/b" is not an asset id; expected one of dataset/',
    ],
    ['a time without zone', { time: '2026-11-01T00:00:00' }, 'time: "2026-11-01T00:00:00" is not a time with zone'],
    ['a length that is none', { duration: '1 day' }, 'duration: "1 day" is not an ISO 8601 duration'],
    ['a misspelt field', { dimension: {} }, 'Unrecognized key: "dimension"'],
    [
      'two forms at once',
      { numerator: 1, denominator: 2 },
      'found numerator, denominator beside value: one observation has one form',
    ],
    [
      'half a form',
      { value: undefined, numerator: 1 },
      'found numerator, expected one of value; numerator with denominator',
    ],
    ['no measurement', { value: undefined }, 'found no measurement, expected one of'],
    ['a value that is text', { value: '0.9' }, 'value: expected a finite number, found "0.9"'],
    ['a confusion without a cell', { value: undefined, confusion: { tp: 1, fp: 2, fn: 3 } }, 'confusion.tn: '],
  ])('refuses %s and says what was meant', async (_, more, message) => {
    expect(await messagesOf(line(more))).toEqual([expect.stringContaining(`1: ${message}`)]);
    expect(observed).toEqual([]);
  });

  it.each([
    ['NaN', 'NaN', 'NaN is no number in JSON; leave out what could not be measured'],
    ['-Infinity', '-Infinity', '-Infinity is no number in JSON'],
    ['a number beyond every double', '1e999', 'value: expected a finite number, found Infinity'],
  ])('refuses %s with what to do instead', async (_, written, message) => {
    const text = line().replace('0.9', written);
    expect(await messagesOf([line(), text].join('\n'))).toEqual([
      expect.stringMatching(new RegExp(`^2: .*${message}`)),
    ]);
    expect(observed).toHaveLength(1);
  });

  it('refuses a line longer than a megabyte and keeps the others', async () => {
    const { body } = await post([line({ dimensions: { note: 'x'.repeat(1_100_000) } }), line()].join('\n'));
    expect(body).toEqual({
      accepted: 1,
      rejected: [{ line: 1, code: 'LINE_TOO_LONG', message: expect.stringContaining('1048576') }],
    });
  });

  it('reads a sketch and the other forms of the contract', async () => {
    await post(
      [
        line({ value: undefined, numerator: 910, denominator: 1000, dimensions: { cohort: 'new' } }),
        line({ value: undefined, count: 2, sum: 3, min: 1, max: 2 }),
        line({ value: undefined, bins: { low: 3 }, duration: 'P7D' }),
        line({ value: undefined, confusion: { tp: 1, fp: 2, fn: 3, tn: 4, predictions: 12 } }),
        line({ value: undefined, scores: { positive: { '3': 4 } } }),
        line({ value: undefined, errors: { count: 2, absolute: 3 } }),
        line({ value: undefined, sketch: Buffer.from([1, 2]).toString('base64') }),
      ].join('\n'),
    );
    expect(observed.map(({ components }) => components)).toEqual([
      { numerator: 910, denominator: 1000 },
      { count: 2, sum: 3, min: 1, max: 2 },
      { bins: { low: 3 } },
      { confusion: { tp: 1, fp: 2, fn: 3, tn: 4, predictions: 12 } },
      { scores: { positive: { '3': 4 } } },
      { errors: { count: 2, absolute: 3 } },
      { sketch: new Uint8Array([1, 2]) },
    ]);
  });

  it.each([
    ['a JSON array', `[${line()}]`],
    ['a table', 'metric,asset,value\naccuracy,deployment/prod/a,0.9'],
  ])('refuses %s, which is no NDJSON at all', async (_, payload) => {
    expect(await post(payload)).toMatchObject({
      status: 400,
      body: { error: { code: 'MALFORMED_BODY', message: expect.stringContaining('one observation a line') } },
    });
  });

  it('keeps the numbers of lines over more of them than are read at once', async () => {
    const lines = Array.from({ length: 4_500 }, (_, index) => line({ metric: index === 4_400 ? 'unknown' : 'known' }));
    expect((await post(lines.join('\r\n'))).body).toMatchObject({ accepted: 4_499, rejected: [{ line: 4_401 }] });
    expect(observed).toHaveLength(4_500);
  });

  it('refuses an empty body with what it expects', async () => {
    expect(await post('\n')).toMatchObject({ status: 400, body: { error: { code: 'EMPTY_BODY' } } });
  });

  it('answers 503 with Retry-After while the store is away', async () => {
    away = true;
    expect(await post(line())).toMatchObject({
      status: 503,
      headers: { 'retry-after': expect.anything() },
      body: { error: { code: 'STORE_UNAVAILABLE' } },
    });
  });
});
