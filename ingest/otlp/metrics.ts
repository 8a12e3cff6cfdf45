import type { TelemetryPoint } from '../../subgraphs/metrics/index.ts';
import { type SentPoint, seriesOf } from './differences.ts';
import { type Measured, type MeasuredPoint, measuredPointsOf } from './measured.ts';
import type { Metric, MetricsRequest, RawPoint } from './metrics-request.ts';
import { attributesOf, instantOf } from './payload.ts';

export interface ReadPoints {
  points: SentPoint[];
  received: number;
  rejected: number;
  /** Why the last of the rejected was. */
  reason: string;
}

/** Set on a point that says that there is nothing to say. */
const NO_RECORDED_VALUE = 1;

/** The points of a request; one that cannot be used is left out and counted. */
export function pointsOf({ resourceMetrics }: MetricsRequest): ReadPoints {
  const read: ReadPoints = { points: [], received: 0, rejected: 0, reason: '' };
  for (const { resource, scopeMetrics } of resourceMetrics) {
    const shared = textsOf(attributesOf(resource.attributes));
    for (const { scope, metrics } of scopeMetrics)
      for (const metric of metrics) takeMetric(read, metric, { shared, scope: [scope.name, scope.version] });
  }
  return read;
}

/** What the points of one scope have in common. */
interface Source {
  shared: Record<string, string>;
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
    else read.points.push(sentPoint(metric.name, each, source));
  }
}

const countOf = ({ sum, histogram, exponentialHistogram, summary }: Metric): number =>
  (sum ?? histogram ?? exponentialHistogram ?? summary)?.dataPoints.length ?? 0;

function sentPoint(instrument: string, { raw, measured, cumulative }: MeasuredPoint, source: Source): SentPoint {
  const own = textsOf(attributesOf(raw.attributes));
  const point: TelemetryPoint = {
    protocol: 'OTLP',
    instrument,
    attributes: { ...source.shared, ...own },
    startTime: raw.startTimeUnixNano === '0' ? null : instantOf(raw.startTimeUnixNano),
    time: instantOf(raw.timeUnixNano),
    measured,
    exemplars: raw.exemplars.flatMap(({ traceId }) => traceId || []),
  };
  return { point, series: cumulative ? seriesOf(point, source.shared, source.scope, own) : null };
}

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

const textsOf = (values: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
