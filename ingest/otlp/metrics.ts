import type { TelemetryPoint } from '../../subgraphs/metrics/index.ts';
import type { SentPoint } from '../telemetry/differences.ts';
import { type KnownAttributes, type Source as KnownSource, seriesOf } from './known-attributes.ts';
import { type Measured, type MeasuredPoint, measuredPointsOf } from './measured.ts';
import type { Metric, MetricsRequest, RawPoint } from './metrics-request.ts';
import { instantOf } from './payload.ts';

export interface ReadPoints {
  points: SentPoint[];
  received: number;
  rejected: number;
  /** Why the last of the rejected was. */
  reason: string;
}

type Exponential = Extract<Measured, { kind: 'exponentialHistogram' }>;

/** Scales of OpenTelemetry's data model; beyond them a bucket's bounds are no numbers. */
const [LEAST_SCALE, GREATEST_SCALE] = [-10, 20];

/** Set on a point that says that there is nothing to say. */
const NO_RECORDED_VALUE = 1;

/** The points of a request; one that cannot be used is left out and counted. */
export function pointsOf({ resourceMetrics }: MetricsRequest, known: KnownAttributes): ReadPoints {
  const read: ReadPoints = { points: [], received: 0, rejected: 0, reason: '' };
  for (const { resource, scopeMetrics } of resourceMetrics) {
    const resourced = known.source(resource.attributes);
    for (const { scope, metrics } of scopeMetrics)
      for (const metric of metrics) takeMetric(read, metric, { known, resourced, scope: [scope.name, scope.version] });
  }
  return read;
}

/** What the points of one scope have in common. */
interface Source {
  known: KnownAttributes;
  resourced: KnownSource;
  scope: string[];
}

function takeMetric(read: ReadPoints, metric: Metric, source: Source): void {
  const points = measuredPointsOf(metric);
  const reject = (count: number, fault: string) => {
    read.rejected += count;
    read.reason = `${metric.name}: ${fault}`;
  };
  if (typeof points === 'string') {
    const count = countOf(metric);
    read.received += count;
    reject(count, points);
    return;
  }
  for (const each of points) {
    if (each.raw.flags & NO_RECORDED_VALUE) continue;
    read.received += 1;
    const fault = faultOf(each.measured, each.raw);
    if (fault) reject(1, fault);
    else read.points.push(sentPoint(metric, each, source));
  }
}

const countOf = ({ sum, histogram, exponentialHistogram }: Metric): number =>
  (sum ?? histogram ?? exponentialHistogram)?.dataPoints.length ?? 0;

function sentPoint({ name, unit }: Metric, { raw, measured, cumulative }: MeasuredPoint, source: Source): SentPoint {
  const attributes = source.known.of(source.resourced, raw.attributes);
  const bounds = measured.kind === 'histogram' ? measured.bounds : null;
  const point: TelemetryPoint = {
    protocol: 'OTLP',
    instrument: name,
    attributes: attributes.all,
    unit: unit === '' ? null : unit,
    startTime: raw.startTimeUnixNano === 0 ? null : instantOf(raw.startTimeUnixNano),
    time: instantOf(raw.timeUnixNano),
    measured,
    exemplars: raw.exemplars.length === 0 ? [] : raw.exemplars.flatMap(({ traceId }) => traceId || []),
  };
  return { point, series: cumulative ? seriesOf(attributes, source.scope, name, measured.kind, bounds) : null };
}

function faultOf(measured: Measured, { timeUnixNano }: RawPoint): string | null {
  if (timeUnixNano === 0) return 'a point has no timeUnixNano';
  if (measured.kind === 'summary') return null;
  const value = 'value' in measured ? measured.value : (measured.sum ?? 0);
  if (!Number.isFinite(value)) return `a value of ${value} cannot be added up`;
  if (measured.kind === 'histogram') return histogramFault(measured);
  return measured.kind === 'exponentialHistogram' ? exponentialFault(measured) : null;
}

function histogramFault({ bounds, counts, count }: Extract<Measured, { kind: 'histogram' }>): string | null {
  if (counts.length === 0) return null;
  if (counts.length !== bounds.length + 1)
    return `a histogram has ${counts.length} counts for ${bounds.length} bounds; expected ${bounds.length + 1}`;
  if (bounds.some((bound, index) => !(bound > (bounds[index - 1] ?? Number.NEGATIVE_INFINITY))))
    return `the bounds of a histogram must rise; found ${bounds.join(', ').slice(0, 100)}`;
  return countFault(counts, count);
}

function exponentialFault({ positive, negative, zeroCount, scale, count }: Exponential): string | null {
  if (scale < LEAST_SCALE || scale > GREATEST_SCALE)
    return `an exponential histogram has scale ${scale}; expected ${LEAST_SCALE} to ${GREATEST_SCALE}`;
  return countFault([...positive.counts, ...negative.counts, zeroCount], count);
}

function countFault(counts: number[], count: number): string | null {
  const total = counts.reduce((sum, one) => sum + one, 0);
  return total === count ? null : `the buckets of a histogram hold ${total} and its count says ${count}`;
}
