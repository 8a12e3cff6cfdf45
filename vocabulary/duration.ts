import { Duration as LuxonDuration } from 'luxon';
import { remembered } from './remembered.ts';

/** An ISO 8601 duration such as `P1D` or `PT5M`. */
export type Duration = string & { readonly __duration: unique symbol };

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export type Milliseconds = number;

/** Reads a positive ISO 8601 duration; null when it is not one. */
export function parseDuration(raw: string): Duration | null {
  const duration = LuxonDuration.fromISO(raw);
  return duration.isValid && duration.toMillis() >= 0 && /^P/.test(raw) ? (raw as Duration) : null;
}

/** Length in milliseconds; a day is 24 hours, a month 30 days. Calendar-aware windows go through `windows.ts` of the metrics domain. */
export const millisecondsOf: (duration: Duration) => Milliseconds = remembered(1_000, (duration) =>
  LuxonDuration.fromISO(duration).toMillis(),
);

/** A length as ISO 8601, in seconds and parts of them. */
export const durationOf = (length: Milliseconds): Duration => `PT${length / 1000}S` as Duration;

/** A length as ISO 8601 in the units in which people say it, such as `P1DT2H`. */
export const spokenDurationOf = (length: Milliseconds): Duration =>
  LuxonDuration.fromMillis(length).shiftTo('days', 'hours', 'minutes', 'seconds').removeZeros().toISO() as Duration;

/** Reads an RFC 3339 time with zone; null when it is not one or the zone is missing. */
export function parseInstant(raw: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:?\d{2})$/.test(raw)) return null;
  const milliseconds = Date.parse(raw);
  return Number.isNaN(milliseconds) ? null : milliseconds;
}

export const isoOf = (instant: Instant): string => new Date(instant).toISOString();
