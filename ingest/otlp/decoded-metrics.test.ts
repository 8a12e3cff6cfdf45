import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodedMetrics } from './decoded-metrics.ts';
import { KnownAttributes } from './known-attributes.ts';
import { MetricsRequest } from './messages.ts';
import { type MetricsRequest as MetricsRequestRead, metricsRequest } from './metrics-request.ts';

const whole = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);
const signed = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
const some = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { maxLength: 3 });
const attribute = fc.record({ key: fc.string({ minLength: 1 }), value: fc.record({ stringValue: fc.string() }) });
const point = {
  attributes: some(attribute),
  startTimeUnixNano: whole,
  timeUnixNano: whole,
  flags: fc.nat(),
  exemplars: some(fc.record({ traceId: fc.uint8Array({ minLength: 1, maxLength: 16 }) })),
};
const value = fc.oneof(
  fc.record({ asDouble: fc.double() }),
  fc.record({ asInt: signed }),
  fc.constant({} as Record<string, never>),
);
const numbers = fc.record({
  dataPoints: some(fc.tuple(fc.record(point, { requiredKeys: [] }), value).map(([one, more]) => ({ ...one, ...more }))),
  aggregationTemporality: fc.nat(2),
  isMonotonic: fc.boolean(),
});
const extent = { ...point, count: whole, sum: fc.double(), min: fc.double(), max: fc.double() };
const of = <Point extends object>(dataPoint: { [Field in keyof Point]: fc.Arbitrary<Point[Field]> }) =>
  fc.record({
    dataPoints: some(fc.record(dataPoint, { requiredKeys: [] })),
    aggregationTemporality: fc.nat(2),
  });
const buckets = fc.record({ offset: fc.integer(), bucketCounts: some(whole) }, { requiredKeys: [] });
const metric = fc.record(
  {
    name: fc.string(),
    unit: fc.string(),
    gauge: numbers,
    sum: numbers,
    histogram: of({ ...extent, bucketCounts: some(whole), explicitBounds: some(fc.double()) }),
    exponentialHistogram: of({
      ...extent,
      scale: fc.integer({ min: -20, max: 20 }),
      zeroCount: whole,
      positive: buckets,
      negative: buckets,
    }),
    summary: of(point),
  },
  { requiredKeys: [] },
);
const request = fc.record({
  resourceMetrics: some(
    fc.record(
      {
        resource: fc.record({ attributes: some(attribute) }),
        scopeMetrics: some(
          fc.record(
            { scope: fc.record({ name: fc.string(), version: fc.string() }), metrics: some(metric) },
            { requiredKeys: ['metrics'] },
          ),
        ),
      },
      { requiredKeys: ['scopeMetrics'] },
    ),
  ),
});

/** With attributes as texts, in whichever of the two forms they came, and numbers that JSON does not have. */
const comparable = (sent: MetricsRequestRead): unknown =>
  JSON.parse(
    JSON.stringify(sent, (key, content) => {
      if (key === 'attributes') return new KnownAttributes().source(content).shared;
      if (typeof content !== 'number') return content;
      return Object.is(content, -0) ? '-0' : String(content);
    }),
  );

describe('OTLP metrics in protobuf', () => {
  it('are read as the same request in JSON is, field by field', () =>
    fc.assert(
      fc.property(request, (sent) => {
        const message = MetricsRequest.fromObject(sent);
        const body = Buffer.from(MetricsRequest.encode(message).finish());
        const asJson = MetricsRequest.toObject(message, { longs: String, enums: Number, arrays: true });
        const read = decodedMetrics(body);
        expect(comparable(read)).toMatchObject(comparable(metricsRequest.parse(asJson)) as object);
      }),
    ));
});
