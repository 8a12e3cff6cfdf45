import { type Instant, millisecondsOf } from '../../../vocabulary/duration.ts';
import type { MetricDefinition } from './definition.ts';
import type { KeptMeasurement } from './measurement.ts';
import { measurementsByWindow } from './window.ts';
import { gridOf } from './windows.ts';

/**
 * When each window was last revised, by its start: something came for it, or in place of something in it, after it had
 * closed and had data already. A window whose data came once, however late, is not revised and is left out.
 */
export function revisionsOf(
  definition: MetricDefinition,
  measurements: readonly KeptMeasurement[],
): Map<Instant, Instant> {
  const grid = gridOf(definition.window, definition.timezone);
  const revisions = new Map<Instant, Instant>();
  for (const [start, all] of measurementsByWindow(definition, measurements)) {
    const first = least(all.map(({ firstRecordedAt }) => firstRecordedAt));
    const last = greatest(all.map(({ recordedAt }) => recordedAt));
    const revisedAt = revisedAtOf(definition, grid.holding(start).end, { first, last });
    if (revisedAt !== null) revisions.set(start, revisedAt);
  }
  return revisions;
}

/** When a window was last revised, from when the first and the last of its data was taken in; null when it was not. */
export const revisedAtOf = (
  { lateness }: MetricDefinition,
  windowEnd: Instant,
  { first, last }: { first: Instant; last: Instant },
): Instant | null => (last > first && last > windowEnd + millisecondsOf(lateness) ? last : null);

const least = (instants: Instant[]): Instant => instants.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const greatest = (instants: Instant[]): Instant => instants.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
