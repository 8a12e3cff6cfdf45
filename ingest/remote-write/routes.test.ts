import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { StoreUnavailable } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import type { LeftOut, TelemetryPoint } from '../../subgraphs/metrics/index.ts';
import { bodyOf as captured, capturedRequests, expectedOf } from '../captures.fixture.ts';
import { metricsRoutes } from '../index.ts';
import { ingestOf } from '../metrics-ingest.fixture.ts';
import { bodyOf, HEADERS, sumBits, type TestSeries } from './write-request.fixture.ts';

let server: FastifyInstance;
let points: TelemetryPoint[];
let leftOut: LeftOut[];
let claimed: Set<string>;
let away: boolean;

beforeEach(() => {
  [points, leftOut, claimed, away] = [
    [],
    [],
    new Set(['auc', 'latency_seconds', 'requests_total', 'score', 'up']),
    false,
  ];
  server = fastify();
  const ingest = ingestOf({
    claimed: async (protocol) => (protocol === 'PROMETHEUS' ? claimed : new Set()),
    leaveOut: (parts) => leftOut.push(...parts),
    telemetry: async (read) => {
      if (away) throw new StoreUnavailable('metrics', new Error('gone'));
      points.push(...read);
      return { bound: read.length, unbound: 0, rejected: [] };
    },
  });
  metricsRoutes(server, ingest, silentLog(), () => 0);
});
afterEach(() => server.close());

const post = (payload: Buffer, headers: Record<string, string | undefined> = {}) => {
  const sent = Object.entries({ ...HEADERS, ...headers }).filter(([, value]) => value !== undefined);
  return server.inject({ method: 'POST', url: '/api/v1/write', headers: Object.fromEntries(sent), payload });
};

/** Sends each of these as a request of its own, and answers what each point added. */
async function added(...requests: TestSeries[][]): Promise<TelemetryPoint['measured'][]> {
  for (const request of requests) expect((await post(bodyOf(request))).statusCode).toBe(204);
  return points.map(({ measured }) => measured);
}

const requests = (...samples: [number, number | 'stale'][]): TestSeries => ({
  labels: { __name__: 'requests_total', job: 'a' },
  samples,
});
const bucket = (le: string, ...samples: [number, number | 'stale'][]): TestSeries => ({
  labels: { __name__: 'latency_seconds_bucket', job: 'a', le },
  samples,
});
const part = (name: 'sum' | 'count', ...samples: [number, number | 'stale'][]): TestSeries => ({
  labels: { __name__: `latency_seconds_${name}`, job: 'a' },
  samples,
});

describe('what a real Prometheus wrote', () => {
  const GROUP = 'prom-prom-startup';
  const sendAll = async () => {
    for (const request of capturedRequests(GROUP)) {
      const headers = Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
      expect((await post(captured(request), headers)).statusCode).toBe(204);
    }
  };
  const countOf = (parts: LeftOut[]) => parts.reduce((sum, { count }) => sum + count, 0);

  it('is all there: what no definition claims is counted by its name', async () => {
    claimed = new Set();
    await sendAll();
    const expected = expectedOf(GROUP);
    expect(countOf(leftOut)).toBe(expected.distinct_points);
    const names = (expected.metric_names as string[]).map((name) => name.replace(/_bucket$/, ''));
    expect(new Set(leftOut.map(({ instrument }) => instrument))).toEqual(new Set(names));
  });

  it('becomes gauges, differences of counters, and histograms with their traces; of real NaN it is said that it is none', async () => {
    const names = ['model_auc', 'model_feature_psi', 'model_latency_seconds', 'model_latency_native_seconds'];
    claimed = new Set([...names, 'model_predictions_total', 'up']);
    await sendAll();
    const counts = Map.groupBy(points, ({ instrument, measured }) => `${instrument} ${measured.kind}`);
    // 52 of each histogram and 104 of the counter were scraped, of 4 and 8 series; the first of each is where counting begins.
    expect(Object.fromEntries([...counts].map(([name, each]) => [name, each.length]))).toEqual({
      'model_auc gauge': 26,
      'model_feature_psi gauge': 78,
      'model_latency_seconds histogram': 48,
      'model_latency_native_seconds exponentialHistogram': 48,
      'model_predictions_total sum': 96,
      'up gauge': 26,
    });
    const notANumber = leftOut.filter(({ reason }) => reason.startsWith('a value of NaN'));
    expect(notANumber.map(({ instrument }) => instrument)).toContain('model_auc');
    expect(countOf(notANumber)).toBe(expectedOf(GROUP).nan_not_stale);
    expect(points.flatMap(({ exemplars }) => exemplars).every((id) => /^[\da-f]{32}$/.test(id))).toBe(true);
    expect(points.some(({ exemplars, measured }) => measured.kind === 'histogram' && exemplars.length > 0)).toBe(true);
  });
});

describe('a counter', () => {
  it('counts from its second sample on what it grew by, and from zero when it fell', async () => {
    expect(await added([requests([1000, 5], [2000, 8])], [requests([3000, 2])])).toEqual([
      { kind: 'sum', value: 3 },
      { kind: 'sum', value: 2 },
    ]);
    expect(points.map(({ startTime, time }) => [startTime, time])).toEqual([
      [1000, 2000],
      [2000, 3000],
    ]);
  });

  it('counts nothing twice when samples come again, late or in another order', async () => {
    const sums = await added([requests([2000, 8], [1000, 5])], [requests([2000, 8])], [requests([1500, 6])]);
    expect(sums).toEqual([{ kind: 'sum', value: 3 }]);
  });

  it('is not brought to zero by the end of its series, and goes on where it was', async () => {
    expect(await added([requests([1000, 5])], [requests([2000, 'stale'])], [requests([3000, 9])])).toEqual([
      { kind: 'sum', value: 4 },
    ]);
  });

  it('goes on where it was when a sample between was no number', async () => {
    expect(await added([requests([1000, 5], [2000, Number.NaN], [3000, 9])])).toEqual([{ kind: 'sum', value: 4 }]);
  });

  it('counts once what was sent again because the store was away', async () => {
    await post(bodyOf([requests([1000, 5])]));
    away = true;
    const refused = await post(bodyOf([requests([2000, 8])]));
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '2']);
    away = false;
    expect(await added([requests([2000, 8])])).toEqual([{ kind: 'sum', value: 3 }]);
  });
});

describe('a gauge', () => {
  it('is a level at each time, and none where its series ended', async () => {
    const auc: TestSeries = {
      labels: { __name__: 'auc', model: 'a' },
      samples: [
        [1000, 0.9],
        [2000, 'stale'],
      ],
    };
    expect(await added([auc])).toEqual([{ kind: 'gauge', value: 0.9 }]);
    expect(points[0]?.attributes).toEqual({ model: 'a' });
    expect(leftOut).toEqual([]);
  });
});

describe('a classic histogram', () => {
  const whole = (time: number, ...[low, all, sum]: [number, number, number]) => [
    bucket('0.1', [time, low]),
    bucket('+Inf', [time, all]),
    part('sum', [time, sum]),
    part('count', [time, all]),
  ];

  it('is one point, made of what its parts grew by', async () => {
    expect(await added(whole(1000, 1, 4, 1), whole(2000, 3, 9, 2.5))).toEqual([
      { kind: 'histogram', count: 5, sum: 1.5, min: null, max: null, bounds: [0.1], counts: [2, 3] },
    ]);
    expect(points[0]).toMatchObject({ instrument: 'latency_seconds', unit: 's', attributes: { job: 'a' } });
  });

  it('is joined though its parts come in different requests, each in another order', async () => {
    const [a, b, c, d] = whole(1000, 1, 4, 1);
    const [e, f, g, h] = whole(2000, 3, 9, 2.5);
    expect(
      await added([c, a] as TestSeries[], [e, h] as TestSeries[], [b, d] as TestSeries[], [g, f] as TestSeries[]),
    ).toEqual([{ kind: 'histogram', count: 5, sum: 1.5, min: null, max: null, bounds: [0.1], counts: [2, 3] }]);
  });

  it('is coarser while a bucket is new', async () => {
    await added(whole(1000, 1, 4, 1), whole(2000, 3, 9, 2.5), [...whole(3000, 4, 11, 3), bucket('0.5', [3000, 9])]);
    expect(points.at(-1)?.measured).toMatchObject({ bounds: [0.1], counts: [1, 1] });
    await added([...whole(4000, 5, 15, 4), bucket('0.5', [4000, 12])]);
    expect(points.at(-1)?.measured).toMatchObject({ bounds: [0.1, 0.5], counts: [1, 2, 1] });
  });

  it('does not wait for a bucket whose series ended', async () => {
    await added(whole(1000, 1, 4, 1), whole(2000, 3, 9, 2.5), [bucket('0.1', [3000, 'stale'])]);
    expect(await added(whole(3000, 0, 12, 3).slice(1))).toContainEqual(
      expect.objectContaining({ count: 3, bounds: [], counts: [3] }),
    );
  });

  it('does not wait forever for a bucket that no longer comes', async () => {
    await added(whole(1000, 1, 4, 1), whole(2000, 3, 9, 2.5));
    for (const time of [3000, 4000, 5000, 6000, 7000]) await added(whole(time, 0, time, time).slice(1));
    expect(points.at(-1)).toMatchObject({ time: 7000, measured: { count: 1000, bounds: [] } });
  });

  it('has the traces of its exemplars, which come in series of their own', async () => {
    const trace = 'AB'.repeat(16);
    await added(
      whole(1000, 1, 4, 1),
      [{ labels: bucket('0.1').labels, exemplars: [trace, 'no id'] }],
      whole(2000, 3, 9, 2),
    );
    expect(points[0]?.exemplars).toEqual([trace.toLowerCase()]);
  });

  it('counts once where the same comes as a native histogram, too', async () => {
    const native = (time: number, count: number): TestSeries => ({
      labels: { __name__: 'latency_seconds', job: 'a' },
      histograms: [
        {
          ...{ countInt: count, sumBits: sumBits(count), schema: 0, zeroCountInt: 1, timestamp: time },
          ...{ positiveSpans: [{ offset: 1, length: 2 }], positiveDeltas: [1, count - 3] },
        },
      ],
    });
    expect(await added([...whole(1000, 1, 4, 1), native(1000, 4)], [...whole(2000, 3, 9, 2), native(2000, 9)])).toEqual(
      [expect.objectContaining({ kind: 'exponentialHistogram', count: 5, positive: { offset: 0, counts: [0, 5] } })],
    );
  });
});

describe('a summary', () => {
  it('brings its sum and count; of its quantiles it is said that they cannot be added up', async () => {
    const of = (suffix: string, labels: object, ...samples: [number, number][]): TestSeries => ({
      labels: { __name__: `score${suffix}`, ...labels },
      samples,
    });
    await post(bodyOf([], [{ type: 5, metricFamilyName: 'score' }]));
    await added([
      of('', { quantile: '0.5' }, [1000, 0.4]),
      of('_sum', {}, [1000, 2], [2000, 3]),
      of('_count', {}, [1000, 4], [2000, 6]),
    ]);
    await added([of('_sum', {}, [3000, 5]), of('_count', {}, [3000, 9])]);
    expect(points.map(({ measured }) => measured)).toMatchObject([
      { count: 2, sum: 1, bounds: [] },
      { count: 3, sum: 2, bounds: [] },
    ]);
    expect(leftOut).toMatchObject([{ instrument: 'score', count: 1, reason: expect.stringContaining('quantiles') }]);
  });
});

describe('metadata', () => {
  it('says that a name without _total counts up, and in which unit', async () => {
    claimed = new Set(['jobs']);
    const jobs = (...samples: [number, number][]): TestSeries => ({ labels: { __name__: 'jobs' }, samples });
    await post(bodyOf([], [{ type: 1, metricFamilyName: 'jobs', unit: 'bytes' }]));
    expect(await added([jobs([1000, 5], [2000, 8])])).toEqual([{ kind: 'sum', value: 3 }]);
    expect(points[0]?.unit).toBe('By');
  });
});

describe('what of a request is wrong', () => {
  const good: TestSeries = { labels: { __name__: 'auc', model: 'a' }, samples: [[1000, 0.9]] };

  it.each<[string, TestSeries, string]>([
    ['a series without a name', { labels: { model: 'a' }, samples: [[1, 1]] }, 'no label __name__'],
    ['a label without a name', { labels: { __name__: 'auc', '': 'x' }, samples: [[1, 1]] }, 'a label has no name'],
    [
      'an infinite value',
      { labels: { __name__: 'auc' }, samples: [[1, Number.POSITIVE_INFINITY]] },
      'a value of Infinity',
    ],
    ['a bucket without a bound', bucket('high', [1, 1]), 'le="high" is no upper bound'],
    [
      'a native histogram of a schema with bounds of its own',
      {
        labels: { __name__: 'latency_seconds' },
        histograms: [{ countInt: 1, sumBits: sumBits(1), schema: -53, timestamp: 1 }],
      },
      'schema -53',
    ],
    [
      'a native histogram that spans the world',
      {
        labels: { __name__: 'latency_seconds' },
        histograms: [
          {
            ...{ countInt: 2, sumBits: sumBits(1), schema: 0, timestamp: 1, positiveDeltas: [1, 0] },
            positiveSpans: [
              { offset: 0, length: 1 },
              { offset: 2_000_000_000, length: 1 },
            ],
          },
        ],
      },
      'span 2000000002',
    ],
  ])('costs %s and nothing else', async (_, series, reason) => {
    expect(await added([series, good])).toEqual([{ kind: 'gauge', value: 0.9 }]);
    expect(leftOut).toEqual([expect.objectContaining({ count: 1, reason: expect.stringContaining(reason) })]);
  });

  it('is not that labels are in another order', async () => {
    const labels = { model: 'a', __name__: 'requests_total', job: 'b' };
    const other = { __name__: 'requests_total', job: 'b', model: 'a' };
    expect(await added([{ labels, samples: [[1000, 1]] }], [{ labels: other, samples: [[2000, 4]] }])).toEqual([
      { kind: 'sum', value: 3 },
    ]);
  });
});

describe('a request that cannot be read', () => {
  it.each<[string, Buffer, Record<string, string | undefined>, number, string]>([
    [
      'not compressed',
      bodyOf([]),
      { 'content-encoding': undefined },
      415,
      'content-encoding (none) is not read; send snappy',
    ],
    [
      'compressed by gzip',
      bodyOf([]),
      { 'content-encoding': 'gzip' },
      415,
      'content-encoding gzip is not read; send snappy',
    ],
    ['of JSON', bodyOf([]), { 'content-type': 'application/json' }, 415, 'send application/x-protobuf'],
    [
      'of version 2',
      bodyOf([]),
      { 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request' },
      415,
      'which is remote write 1.0',
    ],
    [
      'that says it is of version 2',
      bodyOf([]),
      { 'x-prometheus-remote-write-version': '2.0.0' },
      415,
      '2.0.0 is not read',
    ],
    ['that is no snappy', Buffer.from([0xff, 0xff]), {}, 400, 'not valid snappy'],
    ['that is no protobuf', Buffer.from([2, 4, 0xff, 0xff]), {}, 400, 'not a valid prometheus.WriteRequest'],
    ['without a body', Buffer.alloc(0), {}, 400, 'empty'],
    // Its five bytes would be four gigabytes.
    ['that says it is huge', Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f]), {}, 413, 'larger than 64 MB'],
    ['that is huge', Buffer.alloc(11 * 1024 * 1024), {}, 413, 'larger than 10 MB'],
  ])('is refused when it is one %s', async (_, body, headers, status, message) => {
    const answer = await post(body, headers);
    expect([answer.statusCode, answer.json().error.message]).toEqual([status, expect.stringContaining(message)]);
  });
});
