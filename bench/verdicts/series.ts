import type { Draws } from './random.ts';

/** Windows before those that are judged: eight weeks, enough for every baseline. */
export const HISTORY = 56;

/** One day of a simulated metric. A share says of how many; any other value counts as of a hundred samples. */
export interface Day {
  value: number;
  of: number;
}

/** A stationary kind of series, in units of its own standard deviation but for a share. */
export interface Kind {
  /** Standard deviation of a day's value. */
  deviation: number;
  /** A series of so many days, each moved by what a change adds to it, in deviations, and strayed by its factor. */
  make(draws: Draws, days: number, change: Change): Day[];
}

/** What becomes of a series: how far day `index` moves, in deviations, and how many times further it strays. */
export interface Change {
  move(index: number): number;
  spread(index: number): number;
}

const SAMPLES = 100;
const WEEK = [0, 0, 0, 0, 0, 2, 2];
const PERSISTENCE = 0.5;
/** A share of failures: a tenth, of a thousand a day, with a day-to-day deviation beside the sampling noise. */
const SHARE = { mean: 0.1, of: 1000, drift: 0.006 };
const SHARE_DEVIATION = Math.sqrt((SHARE.mean * (1 - SHARE.mean)) / SHARE.of + SHARE.drift ** 2);

function days(count: number, valueAt: (index: number) => number): Day[] {
  return Array.from({ length: count }, (_, index) => ({ value: valueAt(index), of: SAMPLES }));
}

export const KINDS: Record<string, Kind> = {
  normal: {
    deviation: 1,
    make: (draws, count, change) => days(count, (day) => 10 + change.move(day) + change.spread(day) * draws.normal()),
  },
  share: {
    deviation: SHARE_DEVIATION,
    make(draws, count, change) {
      return Array.from({ length: count }, (_, day) => {
        const strayed = SHARE.drift * draws.normal() * change.spread(day) + change.move(day) * SHARE_DEVIATION;
        const p = Math.min(1, Math.max(0, SHARE.mean + strayed));
        return { value: draws.binomial(SHARE.of, p) / SHARE.of, of: SHARE.of };
      });
    },
  },
  heavyTailed: {
    deviation: 1,
    make: (draws, count, change) => days(count, (day) => 10 + change.move(day) + change.spread(day) * draws.heavy()),
  },
  weekly: {
    deviation: 1,
    make: (draws, count, change) =>
      days(count, (day) => 10 + (WEEK[day % 7] ?? 0) + change.move(day) + change.spread(day) * draws.normal()),
  },
  autocorrelated: {
    deviation: 1,
    make(draws, count, change) {
      let level = draws.normal();
      return days(count, (day) => {
        level = PERSISTENCE * level + Math.sqrt(1 - PERSISTENCE ** 2) * draws.normal();
        return 10 + change.move(day) + change.spread(day) * level;
      });
    },
  },
};

export const UNCHANGED: Change = { move: () => 0, spread: () => 1 };

/** Changes that begin on day `from`. */
export const changesFrom = (from: number): Record<string, Change> => {
  const step = (size: number): Change => ({ move: (day) => (day < from ? 0 : size), spread: () => 1 });
  return {
    'step 0.5': step(0.5),
    'step 1': step(1),
    'step 2': step(2),
    'step 3': step(3),
    ramp: { move: (day) => Math.min(3, Math.max(0, (day - from + 1) / 10)), spread: () => 1 },
    variance: { move: () => 0, spread: (day) => (day < from ? 1 : 2) },
  };
};
