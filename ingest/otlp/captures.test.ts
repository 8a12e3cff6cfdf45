import { setImmediate as nextTurn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { StoreUnavailable } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import type { Span } from '../../subgraphs/incidents/index.ts';
import type { TelemetryPoint } from '../../subgraphs/metrics/index.ts';
import { bodyOf, capturedRequests, expectedOf, headersOf } from '../captures.fixture.ts';
import { metricsRoutes } from '../index.ts';
import { ingestOf } from '../metrics-ingest.fixture.ts';
import { MetricsRequest, Response } from './messages.ts';
import { otlpTraceRoutes } from './routes.ts';

/** Up-down counters of the captured programs. */
const LEVELS = ['model.inflight', 'rank.queue'];
const GROUPS = [
  'otel-py-proto-gzip-cumulative-s1',
  'otel-py-proto-none-cumulative-s2',
  'otel-node-json-none-cumulative-s1',
];
/** Everything that is sent here is some definition's source. */
const claimed = async () =>
  new Set(['m', 'good', ...GROUPS.flatMap((group) => expectedOf(group).metric_names as string[])]);
/** Since when the server listened: before any of the captured series began. */
const clock = () => 0;

let server: FastifyInstance;
let spans: Span[];
let points: TelemetryPoint[];
let away: boolean;

beforeEach(() => {
  [spans, points, away] = [[], [], false];
  server = fastify();
  const keep = async (read: readonly Span[]) => {
    if (away) throw new StoreUnavailable('incidents', new Error('gone'));
    spans.push(...read);
  };
  otlpTraceRoutes(server, { spans: keep }, silentLog());
  const telemetry = async (read: readonly TelemetryPoint[]) => {
    await nextTurn();
    if (away) throw new StoreUnavailable('metrics', new Error('gone'));
    points.push(...read);
    return { bound: read.length, unbound: 0, rejected: [] };
  };
  metricsRoutes(server, ingestOf({ claimed, telemetry }), silentLog(), clock);
});
afterEach(() => server.close());

const post = (url: string, payload: Buffer | string, headers: Record<string, string>) =>
  server.inject({ method: 'POST', url, headers, payload });

describe.each(GROUPS)('telemetry of %s', (group) => {
  it('brings every span and trace that was sent, in the encoding of the request', async () => {
    for (const request of capturedRequests(group)) {
      const answer = await post(request.path, bodyOf(request), headersOf(request));
      expect([request.file, answer.statusCode, answer.headers['content-type']?.toString().split(';')[0]]).toEqual([
        request.file,
        200,
        headersOf(request)['Content-Type']?.split(';')[0] ?? headersOf(request)['content-type'],
      ]);
    }
    const expected = expectedOf(group);
    expect({
      spans_sent: spans.length,
      traces: new Set(spans.map(({ traceId }) => traceId)).size,
      error_spans: spans.filter(({ status }) => status === 'ERROR').length,
      root_spans: spans.filter(({ parentSpanId }) => parentSpanId === null).length,
    }).toEqual({
      spans_sent: expected.spans_sent,
      traces: expected.traces,
      error_spans: expected.error_spans,
      root_spans: expected.root_spans,
    });
  });

  it('brings every point with its exemplars, and takes sums that may fall for the levels that they are', async () => {
    for (const request of capturedRequests(group)) await post(request.path, bodyOf(request), headersOf(request));
    const expected = expectedOf(group);
    const exemplars = points.flatMap((point) => point.exemplars);
    expect({
      data_points: points.length,
      metric_names: [...new Set(points.map(({ instrument }) => instrument))].sort(),
      exemplars: exemplars.filter((traceId) => /^[\da-f]{32}$/.test(traceId)).length,
    }).toEqual({
      data_points: expected.data_points,
      metric_names: expected.metric_names,
      exemplars: expected.exemplars,
    });
    const ofKind = (kind: string) => points.filter(({ measured }) => measured.kind === kind);
    const levels = points.filter(({ instrument }) => LEVELS.includes(instrument));
    expect(levels.map(({ measured }) => measured.kind)).toEqual(levels.map(() => 'gauge'));
    expect({
      sum: ofKind('sum').length + levels.length,
      gauge: ofKind('gauge').length - levels.length,
      histogram: ofKind('histogram').length,
      exponential_histogram: ofKind('exponentialHistogram').length,
    }).toEqual(expected.points_by_type);
  });
});

const metricsOf = (metric: object) =>
  JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'm', ...metric }] }] }] });
const asJson = { 'content-type': 'application/json' };

describe('OTLP that is wrong', () => {
  it('is refused as a google.rpc.Status when it is not protobuf or not JSON', async () => {
    const garbage = await post('/v1/traces', Buffer.from([0xff, 0xff, 0xff]), {
      'content-type': 'application/x-protobuf',
    });
    expect([garbage.statusCode, garbage.headers['content-type']]).toEqual([400, 'application/x-protobuf']);
    const json = await post('/v1/traces', '{"resourceSpans": 7}', { 'content-type': 'application/json' });
    expect([json.statusCode, json.json()]).toEqual([
      400,
      { code: 3, message: expect.stringContaining('resourceSpans') },
    ]);
    const list = await post('/v1/traces', '[]', { 'content-type': 'application/json' });
    expect(list.json().message).toMatch(/^the body: /);
  });

  it('costs the span that has no usable id and no other', async () => {
    const good = {
      traceId: 'ab'.repeat(16),
      spanId: 'cd'.repeat(8),
      name: 'a',
      startTimeUnixNano: '1',
      endTimeUnixNano: '2',
    };
    const sent = { resourceSpans: [{ scopeSpans: [{ spans: [good, { ...good, traceId: '00'.repeat(16) }] }] }] };
    const answer = await post('/v1/traces', gzipSync(JSON.stringify(sent)), {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    });
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { partialSuccess: { rejectedSpans: '1', errorMessage: expect.stringContaining('traceId') } },
    ]);
    expect(spans).toHaveLength(1);
  });

  it.each([
    ['-1', '2'],
    ['99999999999999999999999', '99999999999999999999999'],
    ['1', '18446744073709551616'],
  ])('costs a span whose time is none of 64 bits: from %s to %s', async (startTimeUnixNano, endTimeUnixNano) => {
    const odd = { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8), name: 'a', startTimeUnixNano, endTimeUnixNano };
    const sent = { resourceSpans: [{ scopeSpans: [{ spans: [odd] }] }] };
    const answer = await post('/v1/traces', JSON.stringify(sent), { 'content-type': 'application/json' });
    expect(answer.json()).toEqual({
      partialSuccess: { rejectedSpans: '1', errorMessage: expect.stringContaining('is no time in nanoseconds') },
    });
    expect(spans).toHaveLength(0);
  });

  it('is to be sent again while the store is away', async () => {
    away = true;
    const answer = await post('/v1/traces', '{}', { 'content-type': 'application/json' });
    expect([answer.statusCode, Number(answer.headers['retry-after']) > 0]).toEqual([503, true]);
  });

  it('is refused when it says nothing of its encoding, or another one', async () => {
    const answer = await post('/v1/metrics', 'requests 7', { 'content-type': 'text/plain' });
    expect([answer.statusCode, answer.json().message]).toEqual([
      415,
      'content-type text/plain is not read; send application/json or application/x-protobuf',
    ]);
  });

  it.each([
    ['a value that cannot be added up', { gauge: { dataPoints: [{ timeUnixNano: '1', asDouble: 'NaN' }] } }, 'NaN'],
    ['a point without time', { gauge: { dataPoints: [{ asDouble: 1 }] } }, 'timeUnixNano'],
    [
      'a histogram whose buckets do not hold what it counts',
      {
        histogram: {
          aggregationTemporality: 1,
          dataPoints: [{ timeUnixNano: '1', count: 4, bucketCounts: ['1', 2], explicitBounds: [1] }],
        },
      },
      'hold 3 and its count says 4',
    ],
    [
      'a histogram whose bounds fall',
      {
        histogram: {
          aggregationTemporality: 1,
          dataPoints: [{ timeUnixNano: '1', count: 3, bucketCounts: [1, 1, 1], explicitBounds: [2, 1] }],
        },
      },
      'must rise',
    ],
    [
      'an exponential histogram of a scale that is none',
      { exponentialHistogram: { aggregationTemporality: 1, dataPoints: [{ timeUnixNano: '1', scale: 40 }] } },
      'scale 40',
    ],
    ['a sum of unknown temporality', { sum: { dataPoints: [{ timeUnixNano: '1', asInt: 1 }] } }, 'Temporality 0'],
    [
      'a histogram whose counts do not fit its bounds',
      {
        histogram: {
          aggregationTemporality: 1,
          dataPoints: [{ timeUnixNano: '1', count: 3, bucketCounts: ['1', 2], explicitBounds: [1, 2] }],
        },
      },
      '2 counts for 2 bounds',
    ],
  ])('costs %s and says why', async (_, metric, reason) => {
    const good = { name: 'good', gauge: { dataPoints: [{ timeUnixNano: '1', asInt: '2' }] } };
    const sent = { resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'bad', ...metric }, good] }] }] };
    const answer = await post('/v1/metrics', JSON.stringify(sent), asJson);
    expect(answer.json()).toEqual({
      partialSuccess: { rejectedDataPoints: '1', errorMessage: expect.stringMatching(`^bad: .*${reason}`) },
    });
    expect(points.map(({ measured }) => measured)).toEqual([{ kind: 'gauge', value: 2 }]);
  });

  it('costs the point, not the request, when a value in protobuf is not a number', async () => {
    const dataPoints = [
      { timeUnixNano: 1, asDouble: Number.NaN },
      { timeUnixNano: 1, asDouble: 2 },
    ];
    const sent = { resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'm', gauge: { dataPoints } }] }] }] };
    const body = Buffer.from(MetricsRequest.encode(MetricsRequest.fromObject(sent)).finish());
    const answer = await post('/v1/metrics', body, { 'content-type': 'application/x-protobuf' });
    expect(Response.toObject(Response.decode(answer.rawPayload), { longs: Number })).toEqual({
      partialSuccess: { rejected: 1, errorMessage: expect.stringContaining('NaN') },
    });
    expect(points).toHaveLength(1);
  });
});

it('counts a cumulative point once, whether or not the store was away when it was first sent', async () => {
  const dataPoints = [{ startTimeUnixNano: '1000000', timeUnixNano: '2000000', asInt: '5' }];
  const body = metricsOf({ sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints } });
  away = true;
  expect((await post('/v1/metrics', body, asJson)).statusCode).toBe(503);
  away = false;
  await Promise.all([post('/v1/metrics', body, asJson), post('/v1/metrics', body, asJson)]);
  expect(points.map(({ measured }) => measured)).toEqual([{ kind: 'sum', value: 5 }]);
});
