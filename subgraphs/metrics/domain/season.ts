import { DateTime } from 'luxon';
import { type Duration, type Instant, millisecondsOf } from '../../../vocabulary/duration.ts';

/** 1970-01-05 was a Monday; seasons count from there, so that a week begins as the windows' weeks do. */
const MONDAY = 4 * 86_400_000;

/** Where in its season a time lies by the zone's clocks, in milliseconds from the season's start. */
export function placeIn(season: Duration, timezone: string, instant: Instant): number {
  const length = millisecondsOf(season);
  const offset = timezone === 'UTC' ? 0 : DateTime.fromMillis(instant, { zone: timezone }).offset * 60_000;
  const since = instant + offset - MONDAY;
  return ((since % length) + length) % length;
}
