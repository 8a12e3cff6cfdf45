import { z } from 'zod';
import type { SentAttributes } from './known-attributes.ts';
import { attributes, double, hexadecimal, integer, resource, scope } from './payload.ts';

/* A request of OTLP metrics in JSON, and the form that both encodings are read into. Absent fields have protobuf's defaults. */

const exemplars = z.array(z.object({ traceId: hexadecimal.optional() })).default([]);
/** A double, as all that is reckoned with is. */
const count = integer.transform(Number);
const counts = z.array(count).default([]);
const point = {
  attributes,
  startTimeUnixNano: count.default(0),
  timeUnixNano: count.default(0),
  exemplars,
  flags: z.number().default(0),
};
const aggregationTemporality = z.number().default(0);

const numbers = z.object({
  dataPoints: z.array(z.object({ ...point, asDouble: double.optional(), asInt: count.optional() })).default([]),
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

type Read = z.infer<typeof metricsRequest>;
type ReadMetric = Read['resourceMetrics'][number]['scopeMetrics'][number]['metrics'][number];
type Kind = 'gauge' | 'sum' | 'histogram' | 'exponentialHistogram' | 'summary';
/** With its attributes as JSON has them, or as the bytes of their messages. */
type Point<Of extends Kind> = Omit<NonNullable<ReadMetric[Of]>['dataPoints'][number], 'attributes'> & {
  attributes: SentAttributes;
};
type Points<Of extends Kind> = Omit<NonNullable<ReadMetric[Of]>, 'dataPoints'> & { dataPoints: Point<Of>[] };

export type NumberPoint = Point<'gauge'>;
export type HistogramPoint = Point<'histogram'>;
export type ExponentialHistogramPoint = Point<'exponentialHistogram'>;
export type SummaryPoint = Point<'summary'>;
export type RawPoint = NumberPoint | HistogramPoint | ExponentialHistogramPoint | SummaryPoint;
export type Metric = Pick<ReadMetric, 'name' | 'unit'> & { [Of in Kind]?: Points<Of> | undefined };
export interface MetricsRequest {
  resourceMetrics: {
    resource: { attributes: SentAttributes };
    scopeMetrics: { scope: { name: string; version: string }; metrics: Metric[] }[];
  }[];
}
