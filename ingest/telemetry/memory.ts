import type { CumulativePoint, MetricsIngest } from '../../subgraphs/metrics/index.ts';
import type { Instant } from '../../vocabulary/duration.ts';

/** The last cumulative point of each series, as it is in the store too. */
export interface Memory {
  last: Map<string, CumulativePoint>;
  /** The time of the newest point of a series that was forgotten. */
  forgottenUntil: Instant;
  /** By instrument, since when the process before this one is known to have heard it. */
  heardSince: ReadonlyMap<string, Instant>;
}

/** Most series remembered; the one unheard for longest is forgotten, and begins anew when it is heard again. */
const SERIES_LIMIT = 100_000;

export const newMemory = (): Memory => memoryOf([]);

/** Reads what was remembered back from the store when it is first asked for. */
export function openMemory(protocol: CumulativePoint['protocol'], ingest: MetricsIngest): () => Promise<Memory> {
  let memory: Promise<Memory> | null = null;
  return () => {
    memory ??= ingest.lastPoints(protocol, SERIES_LIMIT).then(memoryOf, (fault) => {
      memory = null;
      throw fault;
    });
    return memory;
  };
}

/** @param points newest first. */
function memoryOf(points: readonly CumulativePoint[]): Memory {
  const heardSince = new Map<string, Instant>();
  for (const { instrument, time } of points) heardSince.set(instrument, time);
  const oldest = points.at(-1);
  return {
    last: new Map(points.toReversed().map((point) => [point.series, point])),
    forgottenUntil: oldest && points.length >= SERIES_LIMIT ? oldest.time : Number.NEGATIVE_INFINITY,
    heardSince,
  };
}

/** To be called once the points are durable. */
export function remember(points: readonly CumulativePoint[], memory: Memory): void {
  const { last } = memory;
  for (const point of points) {
    last.delete(point.series);
    last.set(point.series, point);
  }
  for (const [series, { time }] of last) {
    if (last.size <= SERIES_LIMIT) break;
    last.delete(series);
    memory.forgottenUntil = Math.max(memory.forgottenUntil, time);
  }
}
