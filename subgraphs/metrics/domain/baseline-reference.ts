import { type Duration, type Instant, millisecondsOf } from '../../../vocabulary/duration.ts';
import type { MetricDefinition } from './definition.ts';
import { gridOf, plusStep, type Span, stepOf } from './windows.ts';

/**
 * What a metric's windows are compared with. Pinned: one stated range, [from, to). Rolling: the `length` before each
 * window. Seasonal: of the `length` before it, the windows at the same place in the season, such as the same hour of
 * the week.
 */
export type BaselineReference =
  | { kind: 'pinned'; from: Instant; to: Instant }
  | { kind: 'rolling'; length: Duration }
  | { kind: 'seasonal'; season: Duration; length: Duration };

export type MovingReference = Exclude<BaselineReference, { kind: 'pinned' }>;
type Based = Pick<MetricDefinition, 'window' | 'timezone'>;

const DAY = 86_400_000;
/** A baseline of windows shorter than a day moves on in steps of this part of its length, so that it is not made anew for each. */
const STEPS = 28;

/** End of the moving baseline of a window that begins at `start`: there, or up to a step before. */
export function endBefore({ length }: MovingReference, { window }: Based, start: Instant): Instant {
  const windowLength = millisecondsOf(window);
  if (windowLength >= DAY) return start;
  const step = Math.max(1, Math.floor(millisecondsOf(length) / STEPS / windowLength)) * windowLength;
  return Math.floor(start / step) * step;
}

/** Start of the moving baseline that ends at `end`, in the zone's calendar. */
export function startOf({ length }: MovingReference, { timezone }: Based, end: Instant): Instant {
  const { months, days, fixed } = stepOf(length);
  return plusStep(end, { months: -months, days: -days, fixed: -fixed }, timezone);
}

/** Ends of the moving baselines of the first and the last window that begin within the span. */
export function endsWithin(
  reference: MovingReference,
  definition: Based,
  span: Span,
): { first: Instant; last: Instant } {
  const grid = gridOf(definition.window, definition.timezone);
  const endFor = (instant: Instant) => endBefore(reference, definition, grid.holding(instant).start);
  return { first: endFor(span.start), last: endFor(Math.max(span.start, span.end - 1)) };
}
