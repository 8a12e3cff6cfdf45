import type { CumulativePoint, TelemetryPoint } from '../../subgraphs/metrics/index.ts';
import type { Instant } from '../../vocabulary/duration.ts';
import type { Claims } from './claims.ts';
import type { Memory } from './memory.ts';
import { minus } from './minus.ts';

/** A point as it was sent. `series` is set on a cumulative one and says which series it continues. */
export interface SentPoint {
  point: TelemetryPoint;
  series: string | null;
}

/**
 * Replaces each cumulative point by what it adds to the one before; one that adds nothing known is left out.
 * `reckonedFrom` is what is to be remembered once the differences are durable, and kept with them: until then a client
 * that sends again is counted again.
 */
export function differencesOf(
  sent: readonly SentPoint[],
  memory: Memory,
  claims: Claims,
): { points: TelemetryPoint[]; reckonedFrom: CumulativePoint[] } {
  const heard = new Map<string, CumulativePoint>();
  const points = sent.flatMap(({ point, series }) => {
    if (series === null) return point;
    const before = heard.get(series) ?? memory.last.get(series);
    if (before && point.time <= before.time) return [];
    const { protocol, instrument, startTime, time, measured } = point;
    heard.set(series, { protocol, instrument, series, startTime, time, measured });
    const since = Math.max(claims.get(instrument) ?? time, memory.forgottenUntil);
    return differenceOf(point, before, since) ?? [];
  });
  return { points, reckonedFrom: [...heard.values()] };
}

/**
 * A series that began again (its start moved, or it fell) counts from its start. The first point of a series counts if
 * the series began while we listened; else it is where counting begins, since what it holds may have been counted before.
 */
function differenceOf(
  point: TelemetryPoint,
  before: CumulativePoint | undefined,
  since: Instant,
): TelemetryPoint | null {
  if (!before) return point.startTime !== null && point.startTime >= since ? point : null;
  if (point.startTime !== before.startTime) return point;
  return { ...point, startTime: before.time, measured: minus(point.measured, before.measured) ?? point.measured };
}
