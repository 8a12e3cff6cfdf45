import { z } from 'zod';
import { attributes, double, hexadecimal, integer, resource, scope } from './payload.ts';

/* A request of OTLP metrics, as both encodings are read. Absent fields have protobuf's defaults. */

const exemplars = z.array(z.object({ traceId: hexadecimal.optional() })).default([]);
const count = integer.transform(Number);
const counts = z.array(count).default([]);
const point = {
  attributes,
  startTimeUnixNano: integer.default('0'),
  timeUnixNano: integer.default('0'),
  exemplars,
  flags: z.number().default(0),
};
const aggregationTemporality = z.number().default(0);

const numbers = z.object({
  dataPoints: z.array(z.object({ ...point, asDouble: double.optional(), asInt: integer.optional() })).default([]),
  aggregationTemporality,
  isMonotonic: z.boolean().default(false),
});
const distribution = {
  ...point,
  count: count.default(0),
  sum: double.optional(),
  min: double.optional(),
  max: double.optional(),
};
const histogram = z.object({
  dataPoints: z
    .array(z.object({ ...distribution, bucketCounts: counts, explicitBounds: z.array(double).default([]) }))
    .default([]),
  aggregationTemporality,
});
const buckets = z
  .object({ offset: z.number().int().default(0), bucketCounts: counts })
  .default({ offset: 0, bucketCounts: [] });
const exponentialHistogram = z.object({
  dataPoints: z
    .array(
      z.object({
        ...distribution,
        scale: z.number().int().default(0),
        zeroCount: count.default(0),
        positive: buckets,
        negative: buckets,
      }),
    )
    .default([]),
  aggregationTemporality,
});

const metric = z.object({
  name: z.string().default(''),
  unit: z.string().default(''),
  gauge: numbers.optional(),
  sum: numbers.optional(),
  histogram: histogram.optional(),
  exponentialHistogram: exponentialHistogram.optional(),
  summary: z.object({ dataPoints: z.array(z.object(point)).default([]) }).optional(),
});

export const metricsRequest = z.object({
  resourceMetrics: z
    .array(
      z.object({
        resource,
        scopeMetrics: z.array(z.object({ scope, metrics: z.array(metric).default([]) })).default([]),
      }),
    )
    .default([]),
});

export type MetricsRequest = z.infer<typeof metricsRequest>;
export type Metric = z.infer<typeof metric>;
type Points<Kind extends 'gauge' | 'sum' | 'histogram' | 'exponentialHistogram'> = NonNullable<
  Metric[Kind]
>['dataPoints'][number];
export type NumberPoint = Points<'gauge'>;
export type HistogramPoint = Points<'histogram'>;
export type ExponentialHistogramPoint = Points<'exponentialHistogram'>;
type SummaryPoint = NonNullable<Metric['summary']>['dataPoints'][number];
export type RawPoint = NumberPoint | HistogramPoint | ExponentialHistogramPoint | SummaryPoint;
