import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { StoreUnavailable } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import type { Span } from '../../subgraphs/incidents/index.ts';
import type { TelemetryPoint } from '../../subgraphs/metrics/index.ts';
import { bodyOf, capturedRequests, expectedOf, headersOf } from '../captures.fixture.ts';
import { incidentsRoutes, metricsRoutes } from '../index.ts';
import { differenceOf, newDifferences } from './differences.ts';

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
  incidentsRoutes(server, { spans: keep }, silentLog());
  const telemetry = async (read: readonly TelemetryPoint[]) => {
    points.push(...read);
    return { bound: read.length, unbound: 0, rejected: [] };
  };
  metricsRoutes(server, { observe: async () => [], telemetry }, silentLog());
});
afterEach(() => server.close());

const post = (url: string, payload: Buffer | string, headers: Record<string, string>) =>
  server.inject({ method: 'POST', url, headers, payload });

describe.each([
  'otel-py-proto-gzip-cumulative-s1',
  'otel-py-proto-none-cumulative-s2',
  'otel-node-json-none-cumulative-s1',
])('telemetry of %s', (group) => {
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
    const gauges = points.filter(({ measured }) => measured.kind === 'gauge').length;
    expect(gauges).toBe((expected.points_by_type as { gauge: number }).gauge);
  });
});

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

  it('is to be sent again while the store is away', async () => {
    away = true;
    const answer = await post('/v1/traces', '{}', { 'content-type': 'application/json' });
    expect([answer.statusCode, Number(answer.headers['retry-after']) > 0]).toEqual([503, true]);
  });

  it('costs a value that cannot be added up', async () => {
    const metric = {
      name: 'm',
      gauge: {
        dataPoints: [
          { timeUnixNano: '1', asDouble: 'NaN' },
          { timeUnixNano: '1', asDouble: 2 },
        ],
      },
    };
    const answer = await post(
      '/v1/metrics',
      JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics: [metric] }] }] }),
      { 'content-type': 'application/json' },
    );
    expect(answer.json()).toEqual({
      partialSuccess: { rejectedDataPoints: '1', errorMessage: expect.stringContaining('NaN') },
    });
    expect(points.map(({ measured }) => measured)).toEqual([{ kind: 'gauge', value: 2 }]);
  });
});

describe('a cumulative sum', () => {
  const sum = (time: number, value: number, startTime = 100): TelemetryPoint => ({
    protocol: 'OTLP',
    instrument: 'requests',
    attributes: {},
    startTime,
    time,
    measured: { kind: 'sum', value },
    exemplars: [],
  });
  const added = (...sent: TelemetryPoint[]) => {
    const differences = newDifferences(100);
    return sent.map((point) => {
      const difference = differenceOf(point, differences);
      return difference?.measured.kind === 'sum' ? difference.measured.value : null;
    });
  };

  it('counts what it grew by', () => expect(added(sum(101, 5), sum(102, 8), sum(103, 8))).toEqual([5, 3, 0]));
  it('counts from its new start when the process behind it began again', () =>
    expect(added(sum(101, 5), sum(103, 2, 102))).toEqual([5, 2]));
  it('counts nothing twice when a point comes again or late', () =>
    expect(added(sum(102, 5), sum(102, 5), sum(101, 3))).toEqual([5, null, null]));
  it('does not count what it held before anybody listened', () =>
    expect(added(sum(101, 500, 50), sum(102, 507, 50))).toEqual([null, 7]));
});
