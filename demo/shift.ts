import type { Instant } from '../vocabulary/duration.ts';

const DAY = 86_400_000;

/** The data's last day: 31 December 2013. */
const LAST_DAY = Date.UTC(2013, 11, 31);

/** Moves every time of the estate by the same whole number of days. */
export interface Shift {
  days: number;
  /** The data's last day after the move, such as `2026-11-22`. */
  lastDay: string;
  instant(original: Instant): Instant;
  /** Moves each RFC 3339 time of 2013 or 2014 in a text; everything else stays. */
  text(original: string): string;
}

/** The shift that makes the data's last day the day before `now`, in UTC. */
export function shiftToYesterday(now: Instant): Shift {
  const yesterday = Math.floor(now / DAY) * DAY - DAY;
  const distance = yesterday - LAST_DAY;
  return {
    days: distance / DAY,
    lastDay: new Date(yesterday).toISOString().slice(0, 10),
    instant: (original) => original + distance,
    text: (original) =>
      original.replace(/\b201[34]-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g, (time) =>
        new Date(Date.parse(time) + distance).toISOString().replace('.000Z', 'Z'),
      ),
  };
}
