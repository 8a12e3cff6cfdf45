import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { duration } from '../fixtures.ts';
import { gridOf, lastClosedEnd, plusStep, stepOf, windowsPerStep, windowsWithin } from './windows.ts';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString().replace('.000', '');

describe('gridOf', () => {
  it('begins days at midnight in the zone', () => {
    const { start, end } = gridOf(duration('P1D'), 'Europe/Berlin').holding(at('2026-07-01T22:30:00Z'));
    expect([iso(start), iso(end)]).toEqual(['2026-07-01T22:00:00Z', '2026-07-02T22:00:00Z']);
  });

  it('has a day of 23 hours when the clock goes forward and one of 25 when it goes back', () => {
    const grid = gridOf(duration('P1D'), 'Europe/Berlin');
    const hours = ['2026-03-29T12:00:00Z', '2026-10-25T12:00:00Z'].map((noon) => {
      const { start, end } = grid.holding(at(noon));
      return (end - start) / HOUR;
    });
    expect(hours).toEqual([23, 25]);
  });

  it('begins weeks on Monday and months on the first', () => {
    const wednesday = at('2026-09-16T10:00:00Z');
    expect(iso(gridOf(duration('P1W'), 'UTC').holding(wednesday).start)).toBe('2026-09-14T00:00:00Z');
    expect(iso(gridOf(duration('P7D'), 'America/New_York').holding(wednesday).start)).toBe('2026-09-14T04:00:00Z');
    expect(iso(gridOf(duration('P1M'), 'UTC').holding(wednesday).start)).toBe('2026-09-01T00:00:00Z');
    expect(iso(gridOf(duration('P3M'), 'Europe/Berlin').holding(wednesday).start)).toBe('2026-06-30T22:00:00Z');
  });

  it('counts windows of minutes and hours from the epoch, whatever the zone', () => {
    const { start, end } = gridOf(duration('PT5M'), 'Asia/Kathmandu').holding(at('2026-09-16T10:03:00Z'));
    expect([iso(start), iso(end)]).toEqual(['2026-09-16T10:00:00Z', '2026-09-16T10:05:00Z']);
  });

  it('leaves no gap and no overlap, in any zone', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'America/Sao_Paulo',
    );
    const windows = fc.constantFrom('PT5M', 'PT1H', 'P1D', 'P2D', 'P1W', 'P1M', 'PT30H');
    const instants = fc.integer({ min: at('2010-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });
    fc.assert(
      fc.property(zones, windows, instants, (zone, window, instant) => {
        const grid = gridOf(duration(window), zone);
        const { start, end } = grid.holding(instant);
        expect(start <= instant && instant < end).toBe(true);
        expect(grid.holding(start)).toEqual({ start, end });
        expect(grid.after(end)).toEqual(grid.holding(end));
      }),
    );
  });
});

describe('lastClosedEnd', () => {
  it('waits for the lateness after the end of a window', () => {
    const grid = gridOf(duration('P1D'), 'UTC');
    const closed = (now: string) => iso(lastClosedEnd(grid, duration('PT2H'), at(now)));
    expect(closed('2026-09-16T01:59:59Z')).toBe('2026-09-15T00:00:00Z');
    expect(closed('2026-09-16T02:00:00Z')).toBe('2026-09-16T00:00:00Z');
  });
});

describe('windowsWithin', () => {
  it('takes only windows that lie whole within the range', () => {
    const grid = gridOf(duration('P1D'), 'UTC');
    const spans = windowsWithin(grid, at('2026-09-01T00:00:01Z'), at('2026-09-04T12:00:00Z'), 100);
    expect(spans.map(({ start }) => iso(start))).toEqual(['2026-09-02T00:00:00Z', '2026-09-03T00:00:00Z']);
  });

  it('stops one after the most asked for', () => {
    expect(windowsWithin(gridOf(duration('PT1M'), 'UTC'), 0, at('2026-01-01T00:00:00Z'), 10)).toHaveLength(11);
  });
});

describe('steps', () => {
  it.each([
    ['PT1H', 'PT5M', 12],
    ['PT7M', 'PT5M', null],
    ['P1W', 'P1D', 7],
    ['P1D', 'P1D', 1],
    ['PT12H', 'P1D', null],
    ['P1M', 'P1D', 30],
    ['P1M', 'P1W', null],
    ['P3M', 'P1M', 3],
    ['P1D', 'P1M', null],
    ['P1M', 'PT5M', 8640],
  ])('%s of windows of %s: %s', (step, window, windows) => {
    expect(windowsPerStep(duration(step), duration(window))).toBe(windows);
  });

  it('adds days by the calendar of the zone', () => {
    const before = at('2026-03-28T23:00:00Z');
    expect(iso(plusStep(before, stepOf(duration('P1D')), 'Europe/Berlin'))).toBe('2026-03-29T22:00:00Z');
  });
});
