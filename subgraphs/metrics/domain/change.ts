import type { Instant } from '../../../vocabulary/duration.ts';
import type { Distribution } from './distribution.ts';
import type { ChangeDetector } from './threshold.ts';

/** What has been summed of a series in one direction. Plain data, so that a standing can keep it. */
export interface ChangeState {
  /** The CUSUM, in deviations. */
  sum: number;
  /** Start of the first window after its last zero; null at zero. */
  onset: Instant | null;
  /** The baseline at the onset; null at zero. */
  usual: Distribution | null;
  /** Windows since then. */
  windows: number;
  /** How far they lay from what was expected, summed, in the definition's unit and in the direction looked in. */
  strayed: number;
  /** Whether a change was found and has not gone away. */
  isFound: boolean;
  /** Once found: the logarithm of how much likelier what was seen last is at the baseline than at the changed level. */
  wayBack: number;
}

export const NO_CHANGE: ChangeState = {
  sum: 0,
  onset: null,
  usual: null,
  windows: 0,
  strayed: 0,
  isFound: false,
  wayBack: 0,
};

/** A window that is looked at for a change. */
export interface Seen {
  start: Instant;
  value: number;
}

/** What is looked for: `effect` in the definition's unit, up (1) or down (-1). */
export interface SoughtChange {
  detector: ChangeDetector;
  effect: number;
  direction: 1 | -1;
  /** Whether what is expected differs from window to window by more than the baseline's moving on. */
  isSeasonal: boolean;
}

/** A window counts for at most so many deviations, so that none alone makes an alarm (Lucas and Crosier 1982). */
const MOST_STRAY = 3;
/** Share of the way back that one window can go. */
const MOST_STEP = 0.8;
/** Standard error of the median of n normal values, in deviations, times √n. */
const MEDIAN_ERROR = Math.sqrt(Math.PI / 2);
/** Standard error of a deviation told by the median absolute deviation of n normal values, as a share of it, times √n. */
const DEVIATION_ERROR = 1.17;

/**
 * The state after one more window: S = max(0, S + z − k) (Page 1954), found once S > h while the windows since the last
 * zero lie on average at least `effect` from what is expected. z is in deviations of the baseline, made wider by their
 * standard error and where its windows follow one another, and k is made larger by the standard error of the baseline's
 * median: none of these is a change. What was found goes away when the likelihood ratio of baseline to changed level passes e^(2kh), as it did to be found.
 */
export function changeAfter(state: ChangeState, seen: Seen, current: Distribution, sought: SoughtChange): ChangeState {
  const { detector, effect, direction } = sought;
  const usual = usualAt(state, current, sought);
  const { k, h } = detector;
  const difference = direction * (seen.value - usual.expected);
  const deviation = deviationOf(usual);
  const z = straying(difference, deviation);
  const wayBack = state.isFound ? wayBackAfter(state, z, deviation, detector) : 0;
  if (wayBack > 2 * k * h) return NO_CHANGE;
  const sum = Math.max(0, state.sum + z - k - MEDIAN_ERROR / Math.sqrt(usual.count));
  if (sum === 0 && !state.isFound) return NO_CHANGE;
  const windows = state.windows + 1;
  const strayed = state.strayed + difference;
  return {
    sum,
    onset: state.onset ?? seen.start,
    usual: state.usual ?? usual,
    windows,
    strayed,
    isFound: state.isFound || (sum > h && strayed / windows >= effect),
    wayBack,
  };
}

/** How far the windows since the onset lie from what was expected, on average, in the definition's unit. */
export const meanChangeOf = ({ strayed, windows }: ChangeState): number => (windows === 0 ? 0 : strayed / windows);

/**
 * A change must not become part of what it is compared with: the baseline at the onset serves while it lasts, though no
 * longer than the baseline itself is long, for then it is the rule. One of seasons keeps what it expects of each place,
 * which reaches back to seasons before the change.
 */
function usualAt({ usual, windows }: ChangeState, current: Distribution, { isSeasonal }: SoughtChange): Distribution {
  if (!usual || windows >= usual.count) return current;
  return isSeasonal ? { ...usual, expected: current.expected, count: current.count } : usual;
}

/** Where each window resembles the last, runs to one side are longer: by the long-run deviation of an AR(1) series. */
const deviationOf = ({ deviation, persistence, count }: Distribution): number =>
  deviation * (1 + DEVIATION_ERROR / Math.sqrt(count)) * Math.sqrt((1 + persistence) / (1 - persistence));

function straying(difference: number, deviation: number): number {
  const z = deviation === 0 ? difference * Number.POSITIVE_INFINITY : difference / deviation;
  return Number.isNaN(z) ? 0 : Math.max(-MOST_STRAY, Math.min(MOST_STRAY, z));
}

/** The ratio of two normal distributions a level apart: level (level / 2 − z). */
function wayBackAfter(state: ChangeState, z: number, deviation: number, { k, h }: ChangeDetector): number {
  const level = Math.max(2 * k, straying(meanChangeOf(state), deviation));
  const step = level * (level / 2 - z);
  return Math.max(0, state.wayBack + Math.min(step, MOST_STEP * 2 * k * h));
}
