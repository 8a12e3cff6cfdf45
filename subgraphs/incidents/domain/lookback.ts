import type { Milliseconds } from '../../../vocabulary/duration.ts';
import type { Alert } from './alert.ts';

const LEAST: Milliseconds = 3 * 86_400_000;
const WINDOWS = 14;
const WINDOWS_BEFORE_ONSET = 3;

/** How far before its firing an alert's cause is looked for: three days, 14 windows, or three windows before its onset. */
export const lookbackOf = ({ onset, startedAt, firedAt }: Alert, window: Milliseconds): Milliseconds =>
  Math.max(LEAST, WINDOWS * window, (firedAt ?? startedAt) - onset + WINDOWS_BEFORE_ONSET * window);
