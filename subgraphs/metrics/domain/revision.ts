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
  const lateness = millisecondsOf(definition.lateness);
  const revisions = new Map<Instant, Instant>();
  for (const [start, all] of measurementsByWindow(definition, measurements)) {
    const first = least(all.map(({ firstRecordedAt }) => firstRecordedAt));
    const last = greatest(all.map(({ recordedAt }) => recordedAt));
    if (last > first && last > grid.holding(start).end + lateness) revisions.set(start, last);
  }
  return revisions;
}

const least = (instants: Instant[]): Instant => instants.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const greatest = (instants: Instant[]): Instant => instants.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
