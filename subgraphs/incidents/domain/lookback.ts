import type { Milliseconds } from '../../../vocabulary/duration.ts';
import type { Alert } from './alert.ts';

const DAY: Milliseconds = 86_400_000;
const LEAST = 3 * DAY;
const MOST_OF_WINDOWS = 14 * DAY;
const WINDOWS = 14;
const WINDOWS_BEFORE_ONSET = 3;

/**
 * How far before its firing an alert's cause is looked for: 14 windows, but at least three days and at most two weeks;
 * and in any case three windows before its onset.
 */
export function lookbackOf({ onset, startedAt, firedAt }: Alert, window: Milliseconds): Milliseconds {
  const usual = Math.max(LEAST, Math.min(MOST_OF_WINDOWS, WINDOWS * window));
  return Math.max(usual, (firedAt ?? startedAt) - onset + WINDOWS_BEFORE_ONSET * window);
}
