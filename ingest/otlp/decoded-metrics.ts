import { MetricsByBytes } from './messages.ts';
import type {
  ExponentialHistogramPoint,
  HistogramPoint,
  Metric,
  MetricsRequest,
  NumberPoint,
  SummaryPoint,
} from './metrics-request.ts';
import { decoded } from './payload.ts';

/*
 * Protobuf's messages in the form of metrics-request.ts. What their types hold is right by the decoder: nothing is checked
 * a second time.
 */

/** 64 bits as protobufjs reads them, in two halves, or 0 where the field is absent. */
type Whole = { high: number; low: number } | number;

interface Point {
  attributes: Uint8Array[];
  startTimeUnixNano: Whole;
  timeUnixNano: Whole;
  flags: number;
  exemplars?: { traceId: Uint8Array }[];
}
interface Extent {
  count: Whole;
  sum: number;
  min: number;
  max: number;
}
type Numbers = Point & { asDouble: number; asInt: Whole; value?: 'asDouble' | 'asInt' };
type Histogram = Point & Extent & { bucketCounts: Whole[]; explicitBounds: number[] };
interface Buckets {
  offset: number;
  bucketCounts: Whole[];
}
type Exponential = Point &
  Extent & { scale: number; zeroCount: Whole; positive: Buckets | null; negative: Buckets | null };

interface Of<Message> {
  dataPoints: Message[];
  aggregationTemporality: number;
  isMonotonic: boolean;
}
interface DecodedMetric {
  name: string;
  unit: string;
  gauge: Of<Numbers> | null;
  sum: Of<Numbers> | null;
  histogram: Of<Histogram> | null;
  exponentialHistogram: Of<Exponential> | null;
  summary: Of<Point> | null;
}
interface Decoded {
  resourceMetrics: {
    resource: { attributes: Uint8Array[] } | null;
    scopeMetrics: {
      scope: { name: string; version: string } | null;
      metrics: DecodedMetric[];
    }[];
  }[];
}

/** @throws Refusal when the bytes are no request of OTLP metrics. */
export function decodedMetrics(body: Buffer): MetricsRequest {
  const { resourceMetrics } = decoded(body, MetricsByBytes) as unknown as Decoded;
  return {
    resourceMetrics: resourceMetrics.map(({ resource, scopeMetrics }) => ({
      resource: { attributes: resource?.attributes ?? [] },
      scopeMetrics: scopeMetrics.map(({ scope, metrics }) => ({
        scope: { name: scope?.name ?? '', version: scope?.version ?? '' },
        metrics: metrics.map(metricOf),
      })),
    })),
  };
}

const metricOf = ({ name, unit, gauge, sum, histogram, exponentialHistogram, summary }: DecodedMetric): Metric => ({
  name,
  unit,
  gauge: gauge ? pointsOf(gauge, numberOf) : undefined,
  sum: sum ? pointsOf(sum, numberOf) : undefined,
  histogram: histogram ? pointsOf(histogram, histogramOf) : undefined,
  exponentialHistogram: exponentialHistogram ? pointsOf(exponentialHistogram, exponentialOf) : undefined,
  summary: summary ? pointsOf(summary, pointOf) : undefined,
});

const pointsOf = <Sent, Read>(
  { dataPoints, aggregationTemporality, isMonotonic }: Of<Sent>,
  read: (sent: Sent) => Read,
) => ({ dataPoints: dataPoints.map(read), aggregationTemporality, isMonotonic });

const pointOf = ({ attributes, startTimeUnixNano, timeUnixNano, flags, exemplars }: Point): SummaryPoint => ({
  attributes,
  startTimeUnixNano: unsigned(startTimeUnixNano),
  timeUnixNano: unsigned(timeUnixNano),
  flags,
  exemplars: exemplars?.length ? exemplars.map(({ traceId }) => ({ traceId: hexadecimalOf(traceId) })) : [],
});

// Field by field where points are most: to spread one object into another costs more than to decode it.
const numberOf = (sent: Numbers): NumberPoint => ({
  attributes: sent.attributes,
  startTimeUnixNano: unsigned(sent.startTimeUnixNano),
  timeUnixNano: unsigned(sent.timeUnixNano),
  flags: sent.flags,
  exemplars: sent.exemplars?.length ? pointOf(sent).exemplars : [],
  asDouble: sent.value === 'asDouble' ? sent.asDouble : undefined,
  asInt: sent.value === 'asInt' ? signed(sent.asInt) : undefined,
});

const extentOf = (sent: Point & Extent) => ({
  ...pointOf(sent),
  count: unsigned(sent.count),
  sum: given(sent, 'sum'),
  min: given(sent, 'min'),
  max: given(sent, 'max'),
});

/** A field that may be absent, which is not to say that it is 0. */
const given = (sent: Extent, field: 'sum' | 'min' | 'max'): number | undefined =>
  Object.hasOwn(sent, field) ? sent[field] : undefined;

const histogramOf = (sent: Histogram): HistogramPoint => ({
  ...extentOf(sent),
  bucketCounts: sent.bucketCounts.map(unsigned),
  explicitBounds: sent.explicitBounds,
});

const exponentialOf = (sent: Exponential): ExponentialHistogramPoint => ({
  ...extentOf(sent),
  scale: sent.scale,
  zeroCount: unsigned(sent.zeroCount),
  positive: bucketsOf(sent.positive),
  negative: bucketsOf(sent.negative),
});

const bucketsOf = (sent: Buckets | null): ExponentialHistogramPoint['positive'] => ({
  offset: sent?.offset ?? 0,
  bucketCounts: sent?.bucketCounts.map(unsigned) ?? [],
});

/** The nearest double, as of the same number written in decimal. */
const unsigned = (whole: Whole): number =>
  typeof whole === 'number' ? whole : (whole.high >>> 0) * 2 ** 32 + (whole.low >>> 0);
const signed = (whole: Whole): number => (typeof whole === 'number' ? whole : whole.high * 2 ** 32 + (whole.low >>> 0));

const hexadecimalOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
