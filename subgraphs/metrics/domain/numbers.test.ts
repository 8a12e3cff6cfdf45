import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type NumberColumns, valuesOfNumbers } from './numbers.ts';

const MEAN = { method: { kind: 'mean' }, unit: '1' } as const;

const DAY = 25;

/** Rows of a series cut into columns by days, as a store keeps them. */
function columnsOf(rows: readonly { end: number; sum: number; count: number }[]): NumberColumns[] {
  const days = Map.groupBy(rows, ({ end }) => Math.floor((end - 1) / DAY));
  return [...days].map(([place, some]) => {
    const steps = new Set(some.slice(1).map(({ end }, row) => end - (some[row]?.end ?? 0)));
    const [step] = steps;
    return {
      origin: place * DAY,
      ends: Int32Array.from(some, ({ end }) => end - place * DAY),
      sums: Float64Array.from(some, ({ sum }) => sum),
      counts: Float64Array.from(some, ({ count }) => count),
      step: steps.size === 1 ? (step ?? null) : null,
    };
  });
}

describe('the values of windows', () => {
  it('are the sums over the counts of what ends in each, and are not known where nothing does', () => {
    // Mostly as far from one another as windows are long; each day may begin at another place, so that one window holds ends of two.
    const days = fc.array(
      fc.record({ first: fc.constantFrom(1, 1, 3, 9, 9), rows: fc.nat(3), step: fc.constantFrom(7, 7, 7, 7, 3) }),
      { maxLength: 7 },
    );
    fc.assert(
      fc.property(days, fc.integer({ min: -30, max: 30 }), (some, start) => {
        const ends = some.flatMap(({ first, rows, step }, place) =>
          Array.from({ length: rows }, (_, row) => place * DAY + first + row * step),
        );
        const rows = ends.map((end, row) => ({ end, sum: row + 1, count: 2 }));
        const asked = { start, length: 7, windows: 20 };
        const expected = Array.from({ length: asked.windows }, (_, place) => {
          const from = start + place * asked.length;
          const own = rows.filter((row) => row.end > from && row.end <= from + asked.length);
          return own.reduce((sum, each) => sum + each.sum, 0) / own.reduce((sum, { count }) => sum + count, 0);
        });
        expect([...valuesOfNumbers(MEAN, columnsOf(rows), asked)]).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
