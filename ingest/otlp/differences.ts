import type { TelemetryPoint } from '../../subgraphs/metrics/index.ts';
import type { Instant } from '../../vocabulary/duration.ts';

type Measured = TelemetryPoint['measured'];

/** The last cumulative point of each series. */
export interface Differences {
  last: Map<string, { startTime: Instant | null; time: Instant; measured: Measured }>;
  /** When this process began to listen. */
  since: Instant;
}

/** Most series remembered; the one unheard for longest is forgotten, and begins anew when it is heard again. */
const SERIES_LIMIT = 100_000;

export const newDifferences = (since: Instant): Differences => ({ last: new Map(), since });

/**
 * What a cumulative point adds to the one before it. A series that began again (its start moved, or it fell) counts from
 * its start. The first point of a series counts if the series began while we listened; else it is where counting
 * begins, since what it holds may have been counted before. Null when there is nothing to count.
 */
export function differenceOf(point: TelemetryPoint, differences: Differences): TelemetryPoint | null {
  const { last } = differences;
  const key = `${point.instrument} ${JSON.stringify(Object.entries(point.attributes).sort(([a], [b]) => (a < b ? -1 : 1)))}`;
  const before = last.get(key);
  if (before && point.time <= before.time) return null;
  last.delete(key);
  last.set(key, { startTime: point.startTime, time: point.time, measured: point.measured });
  if (last.size > SERIES_LIMIT) for (const oldest of last.keys()) if (last.delete(oldest)) break;

  if (!before) return point.startTime !== null && point.startTime >= differences.since ? point : null;
  if (point.startTime !== before.startTime) return point;
  const measured = minus(point.measured, before.measured);
  return measured ? { ...point, startTime: before.time, measured } : point;
}

/** Null when it fell, which means that it began again. */
function minus(now: Measured, before: Measured): Measured | null {
  if (now.kind === 'sum' && before.kind === 'sum')
    return now.value < before.value ? null : { kind: 'sum', value: now.value - before.value };
  if (now.kind === 'histogram' && before.kind === 'histogram') {
    if (now.count < before.count || now.bounds.length !== before.bounds.length) return null;
    const counts = now.counts.map((count, index) => count - (before.counts[index] ?? 0));
    return { ...now, count: now.count - before.count, sum: now.sum - before.sum, min: null, max: null, counts };
  }
  if (now.kind === 'exponentialHistogram' && before.kind === 'exponentialHistogram') {
    // At another scale the buckets mean something else; the point then stands for itself.
    if (now.count < before.count || now.scale !== before.scale) return null;
    return {
      ...now,
      count: now.count - before.count,
      sum: now.sum - before.sum,
      min: null,
      max: null,
      zeroCount: now.zeroCount - before.zeroCount,
      positive: bucketsMinus(now.positive, before.positive),
      negative: bucketsMinus(now.negative, before.negative),
    };
  }
  return null;
}

interface Buckets {
  offset: number;
  counts: number[];
}

const bucketsMinus = (now: Buckets, before: Buckets): Buckets => ({
  offset: now.offset,
  counts: now.counts.map((count, index) => count - (before.counts[index + now.offset - before.offset] ?? 0)),
});
