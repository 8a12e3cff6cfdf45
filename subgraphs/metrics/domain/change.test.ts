import { describe, expect, it } from '@jest/globals';
import { type ChangeState, changeAfter, meanChangeOf, NO_CHANGE, type SoughtChange } from './change.ts';
import type { Distribution } from './distribution.ts';

const DAY = 86_400_000;
const usual: Distribution = { expected: 0.9, deviation: 0.01, count: 10_000, persistence: 0 };
const sought: SoughtChange = {
  detector: { kind: 'cusum', k: 0.5, h: 5 },
  effect: 0.01,
  direction: -1,
  isSeasonal: false,
};

/** The states after values given as so many deviations below what is expected, a day each. */
function states(below: number[], against: Distribution = usual, more: Partial<SoughtChange> = {}): ChangeState[] {
  let state = NO_CHANGE;
  return below.map((deviations, day) => {
    const seen = { start: day * DAY, value: against.expected - deviations * against.deviation };
    state = changeAfter(state, seen, against, { ...sought, ...more });
    return state;
  });
}

const found = (all: ChangeState[]) => all.map(({ isFound }) => isFound);

describe('a change', () => {
  it('is found with the start of the window after the sum’s last zero, and its mean since', () => {
    const all = states([0, -1, 2, 2, 2, 2]);
    expect(found(all)).toEqual([false, false, false, false, false, true]);
    expect(all.at(-1)).toMatchObject({ onset: 2 * DAY, windows: 4 });
    expect(meanChangeOf(all.at(-1) ?? NO_CHANGE)).toBeCloseTo(0.02, 10);
  });

  it('is not found in the direction that is not looked in', () => {
    expect(found(states(Array(50).fill(-3)))).not.toContain(true);
  });

  it('is never found of one or two windows, however far they lie out', () => {
    expect(found(states([0, 100, 0, 0, 0, 0, 0, 100, 100, 0]))).not.toContain(true);
    expect(found(states([0, 100, 100, 100]))).toEqual([false, false, false, true]);
  });

  it('does not matter below the effect, however long it lasts', () => {
    expect(found(states(Array(100).fill(0.8)))).not.toContain(true);
    expect(found(states(Array(100).fill(0.8), usual, { effect: 0.007 })).at(-1)).toBe(true);
  });

  it('needs more where the baseline is of few windows, or follows itself', () => {
    const delayOf = (against: Distribution) => found(states(Array(100).fill(1.5), against)).indexOf(true);
    const known = delayOf(usual);
    expect(delayOf({ ...usual, count: 28 })).toBeGreaterThan(known);
    expect(delayOf({ ...usual, persistence: 0.5 })).toBeGreaterThan(known);
  });

  it('goes away as surely as it came, and at once where it was great', () => {
    const small = found(states([...Array(20).fill(1.1), ...Array(20).fill(0)]));
    const great = found(states([...Array(20).fill(50), ...Array(20).fill(0)]));
    const backAfter = (all: boolean[]) => all.indexOf(false, 20) - 19;
    expect([backAfter(small), backAfter(great)]).toEqual([10, 2]);
  });

  it('is not compared with itself while a rolling baseline moves on over it, until it is the rule', () => {
    let state = NO_CHANGE;
    const after = (day: number, expected: number) => {
      const moving = { ...usual, count: 28, expected };
      state = changeAfter(state, { start: day * DAY, value: 0.88 }, moving, sought);
      return state.isFound;
    };
    const foundOn = Array.from({ length: 60 }, (_, day) => after(day, day < 14 ? 0.9 : 0.88));
    expect([foundOn[5], foundOn[27]]).toEqual([true, true]);
    expect(foundOn.slice(40)).not.toContain(true);
  });

  it('is any difference at all from a series that never moved from zero', () => {
    const never = { ...usual, expected: 0, deviation: 0 };
    let state = NO_CHANGE;
    for (let day = 0; day < 5; day++)
      state = changeAfter(state, { start: day * DAY, value: day < 2 ? 0 : 0.02 }, never, {
        ...sought,
        direction: 1,
      });
    expect(state).toMatchObject({ isFound: true, onset: 2 * DAY });
  });
});
