import { describe, expect, it } from '@jest/globals';
import { timeFault } from './plausible-time.ts';

const NOW = Date.UTC(2026, 10, 1);
const SECOND_OF_NOW = NOW / 1000;

describe('the time of a measurement', () => {
  it.each([
    ['of now', NOW],
    ['of a clock five minutes fast', NOW + 5 * 60_000],
    ['of the first day of 2000', Date.UTC(2000, 0, 1)],
  ])('may be one %s', (_, time) => expect(timeFault(time, NOW)).toBeNull());

  it.each<[string, number, 'milliseconds' | 'nanoseconds', string]>([
    [
      'seconds where milliseconds were meant',
      SECOND_OF_NOW,
      'milliseconds',
      'time 1970-01-21T18:11:31.200Z lies before 2000; it looks like seconds where milliseconds were meant, which would be 2026-11-01: send milliseconds since 1970',
    ],
    [
      'milliseconds where seconds were meant and multiplied',
      NOW * 1000,
      'milliseconds',
      'time +058803-06-23T00:00:00.000Z lies in the future; it looks like microseconds where milliseconds were meant',
    ],
    [
      'nanoseconds where milliseconds were meant',
      NOW * 1e6,
      'milliseconds',
      'which has no date, lies in the future; it looks like nanoseconds where milliseconds were meant',
    ],
    // OTLP's nanoseconds are read as milliseconds before they come here.
    [
      'milliseconds where nanoseconds were meant',
      NOW / 1e6,
      'nanoseconds',
      'looks like milliseconds where nanoseconds',
    ],
    [
      'seconds where nanoseconds were meant',
      SECOND_OF_NOW / 1e6,
      'nanoseconds',
      'looks like seconds where nanoseconds',
    ],
    ['a day that is still to come', NOW + 2 * 86_400_000, 'milliseconds', 'lies in the future; it is 2026-11-01'],
    ['an hour ahead', NOW + 3_600_000, 'milliseconds', 'lies in the future; it is 2026-11-01T00:00:00.000Z here'],
    ['a time before anything was watched', Date.UTC(1985, 0, 1), 'milliseconds', 'lies before 2000; it is 2026-11-01'],
  ])('cannot be %s', (_, time, unit, message) => expect(timeFault(time, NOW, unit)).toContain(message));
});
