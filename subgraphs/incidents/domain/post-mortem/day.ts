import { DateTime } from 'luxon';
import type { Instant, Milliseconds } from '../../../../vocabulary/duration.ts';

/** A calendar day such as `2026-12-01`. */
export type Day = string & { readonly __day: unique symbol };

const DAY: Milliseconds = 86_400_000;
/** The zone farthest behind UTC in which people keep a date. */
const LAST_ZONE: Milliseconds = 12 * 3_600_000;

/** Null when it is no day, such as `2026-02-30`. */
export function parseDay(raw: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(raw)) return null;
  return DateTime.fromISO(raw, { zone: 'utc' }).isValid ? (raw as Day) : null;
}

/** Whether a day is over everywhere on Earth: nobody is late, or refused, for where they live. */
export const isOver = (day: Day, now: Instant): boolean => Date.parse(day) + DAY + LAST_ZONE <= now;
