import type { TelemetryPoint } from '../../subgraphs/metrics/index.ts';
import type { Instant } from '../../vocabulary/duration.ts';
import type { Claims } from './claims.ts';
import { minus } from './minus.ts';

/** A point as it was sent. `series` is set on a cumulative one and says which series it continues. */
export interface SentPoint {
  point: TelemetryPoint;
  series: string | null;
}

type LastPoint = Pick<TelemetryPoint, 'startTime' | 'time' | 'measured'>;

/** The last cumulative point of each series. */
export interface Memory {
  last: Map<string, LastPoint>;
}

/** Most series remembered; the one unheard for longest is forgotten, and begins anew when it is heard again. */
const SERIES_LIMIT = 100_000;

export const newMemory = (): Memory => ({ last: new Map() });

/**
 * Replaces each cumulative point by what it adds to the one before; one that adds nothing known is left out.
 * `remember` is called once the differences are durable: until then a client that sends again is counted again.
 */
export function differencesOf(
  sent: readonly SentPoint[],
  memory: Memory,
  claims: Claims,
): { points: TelemetryPoint[]; remember(): void } {
  const heard = new Map<string, LastPoint>();
  const points = sent.flatMap(({ point, series }) => {
    if (series === null) return point;
    const before = heard.get(series) ?? memory.last.get(series);
    if (before && point.time <= before.time) return [];
    heard.set(series, { startTime: point.startTime, time: point.time, measured: point.measured });
    return differenceOf(point, before, claims.get(point.instrument) ?? point.time) ?? [];
  });
  return { points, remember: () => remember(heard, memory) };
}

/**
 * A series that began again (its start moved, or it fell) counts from its start. The first point of a series counts if
 * the series began while we listened; else it is where counting begins, since what it holds may have been counted before.
 */
function differenceOf(point: TelemetryPoint, before: LastPoint | undefined, since: Instant): TelemetryPoint | null {
  if (!before) return point.startTime !== null && point.startTime >= since ? point : null;
  if (point.startTime !== before.startTime) return point;
  return { ...point, startTime: before.time, measured: minus(point.measured, before.measured) ?? point.measured };
}

function remember(heard: Map<string, LastPoint>, { last }: Memory): void {
  for (const [series, point] of heard) {
    last.delete(series);
    last.set(series, point);
  }
  for (const series of last.keys()) {
    if (last.size <= SERIES_LIMIT) break;
    last.delete(series);
  }
}
