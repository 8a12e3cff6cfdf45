import { describe, expect, it } from '@jest/globals';
import { DAY, definition, duration } from '../fixtures.ts';
import { movingBaseline } from './moving-baseline.ts';
import type { MeasuredWindow } from './window.ts';
import { gridOf } from './windows.ts';

const HOUR = 3_600_000;
/** A Monday. */
const MONDAY = Date.UTC(2026, 8, 7);

/** Windows one after the other; a value says of a thousand samples how many were good, null that there is no window. */
function windowsOf(values: (number | null)[], start = MONDAY, length = DAY): MeasuredWindow[] {
  return values.flatMap((value, index) => {
    const span = { start: start + index * length, end: start + (index + 1) * length };
    return value === null ? [] : [{ ...span, components: { numerator: value, denominator: 1000 } }];
  });
}

const dayAt = (index: number) => ({ start: MONDAY + index * DAY, end: MONDAY + (index + 1) * DAY });

describe('a rolling baseline', () => {
  const reference = { kind: 'rolling' as const, length: duration('P28D') };
  const by = definition({ baseline: reference });

  it('ends before the window that is judged', () => {
    const at = movingBaseline(by, reference, windowsOf([...Array(28).fill(900), 100, 900]));
    expect(at(dayAt(28))?.usual).toMatchObject({ expected: 0.9, count: 28 });
    expect(at(dayAt(29))?.usual).toMatchObject({ expected: 0.9, count: 28 });
  });

  it('is nobody’s before fourteen windows have data', () => {
    const at = movingBaseline(by, reference, windowsOf([...Array(13).fill(900), null, 900]));
    expect([at(dayAt(14)), at(dayAt(15))?.usual?.count]).toEqual([null, 14]);
  });

  it('does not take a window for a sample that has fewer than a judgement needs', () => {
    const few = { ...dayAt(20), components: { numerator: 0, denominator: 20 } };
    const at = movingBaseline(by, reference, [...windowsOf(Array(20).fill(900)), few]);
    expect(at(dayAt(21))?.usual).toMatchObject({ expected: 0.9, count: 20 });
  });

  it('holds against a fault of less than half its length, and takes a longer one for the rule', () => {
    const at = movingBaseline(by, reference, windowsOf([...Array(28).fill(900), ...Array(28).fill(500)]));
    expect([at(dayAt(41)), at(dayAt(43))].map((baseline) => baseline?.usual?.expected)).toEqual([0.9, 0.5]);
  });

  it('moves on in steps of a day where its windows are hours, and so never holds the hours just gone', () => {
    const hourly = definition({ window: duration('PT1H') });
    const values = [...Array(28 * 24).fill(900), ...Array(23).fill(100)];
    const at = movingBaseline(hourly, reference, windowsOf(values, MONDAY, HOUR));
    const late = { start: MONDAY + 28 * DAY + 23 * HOUR, end: MONDAY + 29 * DAY };
    expect(at(late)?.usual).toMatchObject({ expected: 0.9, count: 28 * 24 });
  });
});

describe('a seasonal baseline', () => {
  const reference = { kind: 'seasonal' as const, season: duration('P7D'), length: duration('P56D') };
  const week = [900, 900, 900, 900, 900, 600, 500];

  it('compares a Sunday with Sundays', () => {
    const at = movingBaseline(definition(), reference, windowsOf(Array(8).fill(week).flat()));
    expect([56, 60, 61, 62].map((day) => at(dayAt(day))?.usual?.expected)).toEqual([0.9, 0.9, 0.6, 0.5]);
    expect(at(dayAt(56))?.usual?.count).toBe(56);
  });

  it('tells how far days stray from all places together, not from a place’s few', () => {
    const values = Array.from({ length: 56 }, (_, day) => (week[day % 7] ?? 0) + (day % 2 === 0 ? 10 : -10));
    const deviation = movingBaseline(definition(), reference, windowsOf(values))(dayAt(56))?.usual?.deviation;
    expect(deviation).toBeCloseTo(1.4826 * 0.01 * Math.sqrt(8 / 7), 10);
  });

  it('takes for none how days stray by rounding alone, and allows a hundredth of what is expected', () => {
    const values = Array.from({ length: 56 }, (_, day) => (week[day % 7] ?? 0) * (day % 2 === 0 ? 1 : 1 + 2 ** -50));
    const deviation = movingBaseline(definition(), reference, windowsOf(values))(dayAt(56))?.usual?.deviation;
    expect(deviation).toBeCloseTo(0.009 * Math.sqrt(8 / 7), 10);
  });

  it('knows the hour of the week by the clocks of the zone, also across the end of summer time', () => {
    const zone = 'Europe/Berlin';
    const hourly = definition({ window: duration('PT1H'), timezone: zone, minimumSamples: 1 });
    // Busy from nine to ten by Berlin's clocks, which go back on 2026-10-25.
    const start = Date.UTC(2026, 8, 21, 0) - 2 * HOUR;
    const values = Array.from({ length: 56 * 24 + 12 }, (_, index) => {
      const instant = new Date(start + index * HOUR);
      const clock = instant.toLocaleTimeString('de-DE', { timeZone: zone, hour: '2-digit' });
      return clock.startsWith('09') ? 100 : 900;
    });
    const at = movingBaseline(hourly, reference, windowsOf(values, start, HOUR));
    const nine = gridOf(duration('PT1H'), zone).holding(Date.UTC(2026, 10, 16, 8));
    const eight = gridOf(duration('PT1H'), zone).holding(Date.UTC(2026, 10, 16, 7));
    expect([at(nine), at(eight)].map((baseline) => baseline?.usual?.expected)).toEqual([0.1, 0.9]);
  });

  it('needs four of the same place', () => {
    const at = movingBaseline(definition(), reference, windowsOf(Array(3).fill(week).flat()));
    expect(at(dayAt(21))).toBeNull();
  });
});
