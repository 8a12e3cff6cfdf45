import { type Instant, isoOf, type Milliseconds } from '../../../vocabulary/duration.ts';

/** Clocks differ; what is further ahead than this is a fault of its producer. */
const FUTURE_ALLOWED: Milliseconds = 5 * 60_000;
const DAY: Milliseconds = 86_400_000;
/** Nothing that is watched is older; a time before it is a number in another unit. */
const EARLIEST: Instant = Date.UTC(2000, 0, 1);
/** Last instant that has a date, in milliseconds (ECMA-262, time values). */
const LAST_DATE: Instant = 8.64e15;

/** In which unit a protocol counts time since 1970; a text with a zone is read as milliseconds. */
export type TimeUnit = 'milliseconds' | 'nanoseconds';

const PER_SECOND = { seconds: 1, milliseconds: 1e3, microseconds: 1e6, nanoseconds: 1e9 };

/** Why no measurement can be of this time, with what it looks like; null when one can. */
export function timeFault(time: Instant, now: Instant, unit: TimeUnit = 'milliseconds'): string | null {
  if (time >= EARLIEST && time <= now + FUTURE_ALLOWED) return null;
  if (time >= EARLIEST && time <= now + DAY) return `time ${isoOf(time)} lies in the future; it is ${isoOf(now)} here`;
  const where = time < EARLIEST ? `time ${shown(time)} lies before 2000` : `time ${shown(time)} lies in the future`;
  const meant = meantBy(time, now, unit);
  return meant
    ? `${where}; it looks like ${meant.unit} where ${unit} were meant, which would be ${isoOf(meant.time).slice(0, 10)}: send ${unit} since 1970`
    : `${where}; it is ${isoOf(now)} here`;
}

/** The unit in which the number would be a time that can be. */
function meantBy(time: Instant, now: Instant, unit: TimeUnit): { unit: string; time: Instant } | null {
  for (const [name, perSecond] of Object.entries(PER_SECOND)) {
    const instead = time * (PER_SECOND[unit] / perSecond);
    if (instead >= EARLIEST && instead <= now + DAY) return { unit: name, time: instead };
  }
  return null;
}

const shown = (time: Instant): string =>
  Math.abs(time) <= LAST_DATE ? isoOf(time) : `${time} ms after 1970, which has no date,`;
