import type { TelemetryPoint } from '../../subgraphs/metrics/index.ts';
import type { ExponentialHistogramPoint, HistogramPoint, Metric, NumberPoint, RawPoint } from './metrics-request.ts';

export type Measured = TelemetryPoint['measured'];

/** A point as it was sent, with what it measured. */
export interface MeasuredPoint {
  raw: RawPoint;
  measured: Measured;
  /** Whether it counts from the start of its series, and not from the point before. */
  cumulative: boolean;
}

const DELTA = 1;
const CUMULATIVE = 2;

/** The points of a metric; text says why none of them can be read. */
export function measuredPointsOf(metric: Metric): MeasuredPoint[] | string {
  const { gauge, sum, histogram, exponentialHistogram, summary } = metric;
  const temporality = (sum ?? histogram ?? exponentialHistogram)?.aggregationTemporality;
  if (temporality !== undefined && temporality !== DELTA && temporality !== CUMULATIVE)
    return `aggregationTemporality ${temporality} is neither delta (${DELTA}) nor cumulative (${CUMULATIVE})`;
  const cumulative = temporality === CUMULATIVE;
  // A cumulative sum that may fall, such as of requests under way, is a level: differences of it mean nothing.
  const level = sum && cumulative && !sum.isMonotonic;
  return [
    ...(gauge?.dataPoints ?? []).map((raw) => ({ raw, measured: numberOf('gauge', raw), cumulative: false })),
    ...(sum?.dataPoints ?? []).map((raw) => ({
      raw,
      measured: numberOf(level ? 'gauge' : 'sum', raw),
      cumulative: cumulative && !level,
    })),
    ...(histogram?.dataPoints ?? []).map((raw) => ({ raw, measured: histogramOf(raw), cumulative })),
    ...(exponentialHistogram?.dataPoints ?? []).map((raw) => ({ raw, measured: exponentialOf(raw), cumulative })),
    ...(summary?.dataPoints ?? []).map((raw) => ({ raw, measured: { kind: 'summary' } as const, cumulative: false })),
  ];
}

const numberOf = (kind: 'gauge' | 'sum', { asDouble, asInt }: NumberPoint): Measured => ({
  kind,
  value: asDouble ?? asInt ?? Number.NaN,
});

const histogramOf = (raw: HistogramPoint): Measured => ({
  kind: 'histogram',
  ...extentOf(raw),
  bounds: raw.explicitBounds,
  counts: raw.bucketCounts,
});

const exponentialOf = (raw: ExponentialHistogramPoint): Measured => ({
  kind: 'exponentialHistogram',
  ...extentOf(raw),
  scale: raw.scale,
  zeroCount: raw.zeroCount,
  positive: { offset: raw.positive.offset, counts: raw.positive.bucketCounts },
  negative: { offset: raw.negative.offset, counts: raw.negative.bucketCounts },
});

const extentOf = ({ count, sum, min, max }: HistogramPoint | ExponentialHistogramPoint) => ({
  count,
  sum: sum ?? null,
  min: min ?? null,
  max: max ?? null,
});
