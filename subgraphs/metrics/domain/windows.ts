import { DateTime, Duration as LuxonDuration } from 'luxon';
import { type Duration, type Instant, type Milliseconds, millisecondsOf } from '../../../vocabulary/duration.ts';
import { remembered } from '../../../vocabulary/remembered.ts';

const DAY = 86_400_000;
/** Exporters keep no exact time and zones turn their clocks: what is longer than a window by less still counts for one. */
const TOLERANCE = 1.5;

/** A half-open span [start, end). */
export interface Span {
  start: Instant;
  end: Instant;
}

/**
 * Aligned windows without gaps. Windows of whole days, weeks or months begin at midnight in the zone, weeks on Monday,
 * so that a day may have 23 or 25 hours; all others count from 1970-01-01T00:00Z.
 */
export interface Grid {
  /** The window that holds an instant. */
  holding(instant: Instant): Span;
  /** The window after the one that ends here. */
  after(end: Instant): Span;
}

const grids = new Map<string, Grid>();

/** The grid of a definition's window in its IANA zone. */
export function gridOf(window: Duration, timezone: string): Grid {
  const key = `${window} ${timezone}`;
  const known = grids.get(key);
  if (known) return known;
  const { months, days, fixed } = stepOf(window);
  const grid = months > 0 ? monthGrid(months, timezone) : days > 0 ? dayGrid(days, timezone) : fixedGrid(fixed);
  grids.set(key, grid);
  return grid;
}

/** A step in the one unit in which it is counted; the others are 0. */
export interface Step {
  months: number;
  days: number;
  fixed: Milliseconds;
}

/** How a duration is counted: in calendar months, in calendar days, or in milliseconds. */
export const stepOf: (duration: Duration) => Step = remembered(1_000, (duration) => {
  const { years, months, quarters, ...rest } = LuxonDuration.fromISO(duration).toObject();
  const milliseconds = LuxonDuration.fromObject(rest).toMillis();
  const wholeMonths = 12 * (years ?? 0) + 3 * (quarters ?? 0) + (months ?? 0);
  if (wholeMonths > 0 && milliseconds === 0) return { months: wholeMonths, days: 0, fixed: 0 };
  const total = millisecondsOf(duration as Duration);
  return total % DAY === 0 ? { months: 0, days: total / DAY, fixed: 0 } : { months: 0, days: 0, fixed: total };
});

/** How many windows make a step; null when it is no whole number of them. */
export function windowsPerStep(step: Duration, window: Duration): number | null {
  const [long, short] = [stepOf(step), stepOf(window)];
  const ratio = short.months > 0 ? long.months / short.months : millisecondsOf(step) / millisecondsOf(window);
  // Whole months are whole days, though not the same number of them each time.
  if (long.months > 0 && short.months === 0) return DAY % millisecondsOf(window) === 0 ? ratio : null;
  return Number.isInteger(ratio) && ratio >= 1 ? ratio : null;
}

/** The instant one step later, in the zone's calendar where the step is one of days or months. */
export function plusStep(instant: Instant, { months, days, fixed }: Step, timezone: string): Instant {
  if (months === 0 && (days === 0 || timezone === 'UTC')) return instant + days * DAY + fixed;
  return DateTime.fromMillis(instant, { zone: timezone }).plus({ months, days }).toMillis();
}

/** Longest that an observation may be to count for one window. */
export const longestWithin = (window: Duration): Milliseconds => TOLERANCE * millisecondsOf(window);

/** End of the last window that is closed at `now`: its end and the lateness have passed. */
export const lastClosedEnd = (grid: Grid, lateness: Duration, now: Instant): Instant =>
  grid.holding(now - millisecondsOf(lateness)).start;

/** The windows that lie whole within [from, to), oldest first, at most `most` and one. */
export function windowsWithin(grid: Grid, from: Instant, to: Instant, most: number): Span[] {
  const windows: Span[] = [];
  let window = grid.holding(from);
  if (window.start < from) window = grid.after(window.end);
  for (; window.end <= to && windows.length <= most; window = grid.after(window.end)) windows.push(window);
  return windows;
}

function fixedGrid(length: Milliseconds): Grid {
  const at = (start: Instant): Span => ({ start, end: start + length });
  return { holding: (instant) => at(Math.floor(instant / length) * length), after: at };
}

function dayGrid(days: number, timezone: string): Grid {
  if (timezone === 'UTC') return utcDays(days);
  const at = (start: DateTime): Span => ({ start: start.toMillis(), end: start.plus({ days }).toMillis() });
  return {
    holding(instant) {
      const midnight = DateTime.fromMillis(instant, { zone: timezone }).startOf('day');
      const day = Math.round((midnight.toMillis() + midnight.offset * 60_000) / DAY);
      return at(midnight.minus({ days: offsetWithin(day, days) }));
    },
    after: (end) => at(DateTime.fromMillis(end, { zone: timezone })),
  };
}

function utcDays(days: number): Grid {
  const at = (start: Instant): Span => ({ start, end: start + days * DAY });
  return {
    holding(instant) {
      const day = Math.floor(instant / DAY);
      return at((day - offsetWithin(day, days)) * DAY);
    },
    after: at,
  };
}

/** Days since its window began; whole weeks begin on Monday, and 1970-01-05 was one. */
function offsetWithin(day: number, days: number): number {
  const first = days % 7 === 0 ? 4 : 0;
  return (((day - first) % days) + days) % days;
}

function monthGrid(months: number, timezone: string): Grid {
  const at = (start: DateTime): Span => ({ start: start.toMillis(), end: start.plus({ months }).toMillis() });
  return {
    holding(instant) {
      const first = DateTime.fromMillis(instant, { zone: timezone }).startOf('month');
      return at(first.minus({ months: (first.year * 12 + first.month - 1) % months }));
    },
    after: (end) => at(DateTime.fromMillis(end, { zone: timezone })),
  };
}
