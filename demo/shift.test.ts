import { expect, it } from '@jest/globals';
import { shiftToYesterday } from './shift.ts';

it('makes the last day of 2013 yesterday, at whatever hour it is asked', () => {
  for (const now of ['2026-11-23T00:00:00Z', '2026-11-23T23:59:59Z']) {
    const shift = shiftToYesterday(Date.parse(now));
    expect(shift.lastDay).toBe('2026-11-22');
    expect(new Date(shift.instant(Date.UTC(2013, 11, 31, 17))).toISOString()).toBe('2026-11-22T17:00:00.000Z');
  }
});

it('moves every time in a text by the same number of whole days', () => {
  const shift = shiftToYesterday(Date.parse('2026-11-23T12:00:00Z'));
  expect(shift.days).toBe(4709);
  expect(shift.text('{ from: 2013-12-30T00:00:00Z, to: 2014-01-01T00:00:00Z, reviewBy: 2013-01-01 }')).toBe(
    '{ from: 2026-11-21T00:00:00Z, to: 2026-11-23T00:00:00Z, reviewBy: 2013-01-01 }',
  );
});
