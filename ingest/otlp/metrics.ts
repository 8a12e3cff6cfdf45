import { z } from 'zod';
import type { TelemetryPoint } from '../../subgraphs/metrics/index.ts';
import { type Differences, differenceOf } from './differences.ts';
import { attributes, attributesOf, hexadecimal, instantOf, integer, resource } from './payload.ts';

const exemplars = z.array(z.object({ traceId: hexadecimal.optional() })).default([]);
const counts = z.array(integer.transform(Number)).default([]);
const count = integer.transform(Number);
const point = {
  attributes,
  startTimeUnixNano: integer.optional(),
  timeUnixNano: integer.default('0'),
  exemplars,
  flags: z.number().default(0),
};
const number = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number)]);

const numbers = z.object({
  dataPoints: z.array(z.object({ ...point, asDouble: number.optional(), asInt: integer.optional() })).default([]),
  aggregationTemporality: z.number().optional(),
  isMonotonic: z.boolean().optional(),
});
const distribution = { ...point, count, sum: number.optional(), min: number.optional(), max: number.optional() };
const histogram = z.object({
  dataPoints: z
    .array(z.object({ ...distribution, bucketCounts: counts, explicitBounds: z.array(z.number()).default([]) }))
    .default([]),
  aggregationTemporality: z.number().optional(),
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
  aggregationTemporality: z.number().optional(),
});

const metric = z.object({
  name: z.string(),
  gauge: numbers.optional(),
  sum: numbers.optional(),
  histogram: histogram.optional(),
  exponentialHistogram: exponentialHistogram.optional(),
});

export const metricsRequest = z.object({
  resourceMetrics: z
    .array(
      z.object({ resource, scopeMetrics: z.array(z.object({ metrics: z.array(metric).default([]) })).default([]) }),
    )
    .default([]),
});

export interface ReadPoints {
  points: TelemetryPoint[];
  rejected: number;
  reason: string;
}

/** Set on a point that says that there is nothing to say. */
const NO_RECORDED_VALUE = 1;
const CUMULATIVE = 2;

type Measured = TelemetryPoint['measured'];
type RawPoint = {
  attributes: z.infer<typeof attributes>;
  startTimeUnixNano?: string;
  timeUnixNano: string;
  exemplars: z.infer<typeof exemplars>;
  flags: number;
};

/** The points of a request; cumulative ones as the difference from the one before, as `differences` remembers it. */
export function pointsOf({ resourceMetrics }: z.infer<typeof metricsRequest>, differences: Differences): ReadPoints {
  const read: ReadPoints = { points: [], rejected: 0, reason: '' };
  for (const { resource, scopeMetrics } of resourceMetrics) {
    const shared = attributesOf(resource.attributes);
    for (const each of scopeMetrics.flatMap(({ metrics }) => metrics))
      for (const { raw, measured, cumulative } of measurementsOf(each))
        take(each.name, shared, raw, measured, cumulative);
  }
  return read;

  function take(
    instrument: string,
    shared: Record<string, unknown>,
    raw: RawPoint,
    measured: Measured,
    cumulative: boolean,
  ): void {
    if (raw.flags & NO_RECORDED_VALUE) return;
    const fault = faultOf(measured, raw);
    if (fault) {
      read.rejected += 1;
      read.reason = `${instrument}: ${fault}`;
      return;
    }
    const point: TelemetryPoint = {
      protocol: 'OTLP',
      instrument,
      attributes: texts({ ...shared, ...attributesOf(raw.attributes) }),
      startTime: raw.startTimeUnixNano ? instantOf(raw.startTimeUnixNano) : null,
      time: instantOf(raw.timeUnixNano),
      measured,
      exemplars: raw.exemplars.flatMap(({ traceId }) => traceId || []),
    };
    const difference = cumulative ? differenceOf(point, differences) : point;
    if (difference) read.points.push(difference);
  }
}

function measurementsOf({
  gauge,
  sum,
  histogram,
  exponentialHistogram,
}: z.infer<typeof metric>): { raw: RawPoint; measured: Measured; cumulative: boolean }[] {
  const isCumulative = (of: { aggregationTemporality?: number } | undefined) =>
    of?.aggregationTemporality === CUMULATIVE;
  const numbersOf = (of: z.infer<typeof numbers> | undefined, kind: 'gauge' | 'sum') =>
    (of?.dataPoints ?? []).map((raw) => ({
      raw,
      measured: { kind, value: raw.asDouble ?? Number(raw.asInt ?? Number.NaN) },
      cumulative: kind === 'sum' && isCumulative(of),
    }));
  return [
    ...numbersOf(gauge, 'gauge'),
    ...numbersOf(sum, 'sum'),
    ...(histogram?.dataPoints ?? []).map((raw) => ({
      raw,
      measured: { kind: 'histogram' as const, ...extent(raw), bounds: raw.explicitBounds, counts: raw.bucketCounts },
      cumulative: isCumulative(histogram),
    })),
    ...(exponentialHistogram?.dataPoints ?? []).map((raw) => ({
      raw,
      measured: {
        kind: 'exponentialHistogram' as const,
        ...extent(raw),
        scale: raw.scale,
        zeroCount: raw.zeroCount,
        positive: { offset: raw.positive.offset, counts: raw.positive.bucketCounts },
        negative: { offset: raw.negative.offset, counts: raw.negative.bucketCounts },
      },
      cumulative: isCumulative(exponentialHistogram),
    })),
  ];
}

const extent = ({ count, sum, min, max }: { count: number; sum?: number; min?: number; max?: number }) => ({
  count,
  sum: sum ?? 0,
  min: min ?? null,
  max: max ?? null,
});

function faultOf(measured: Measured, { timeUnixNano }: RawPoint): string | null {
  if (timeUnixNano === '0') return 'a point has no timeUnixNano';
  const value = 'value' in measured ? measured.value : measured.sum;
  if (!Number.isFinite(value)) return `a value of ${value} cannot be added up`;
  if (
    measured.kind === 'histogram' &&
    measured.counts.length > 0 &&
    measured.counts.length !== measured.bounds.length + 1
  )
    return `a histogram has ${measured.counts.length} counts for ${measured.bounds.length} bounds; expected ${measured.bounds.length + 1}`;
  return null;
}

const texts = (values: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
