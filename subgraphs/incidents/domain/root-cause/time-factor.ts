import type { Instant, Milliseconds } from '../../../../vocabulary/duration.ts';

/**
 * When trouble began: not before `from`, and not after `to`. A CUSUM sets out before it can be told from chance, so that what
 * began in between is not too late.
 */
export interface Onset {
  from: Instant;
  /** End of the first window that is degraded by itself. */
  to: Instant;
  /** Length of the windows. */
  step: Milliseconds;
}

/** When the target's trouble began. */
export interface TargetOnset extends Onset {
  lookback: Milliseconds;
}

/** Long after or before, it is as unlikely a cause as can be. */
export const LEAST = 0.1;

/**
 * 1 when something began by an onset's end; after, it falls by half with each window, to 0.1: clocks of two producers may
 * differ, the less likely the more. `step`: the longer window, where that is not the onset's; what began in one window is
 * not ordered.
 */
export function lateFactor(began: Instant, { from, to, step: own }: Onset, step: Milliseconds = own): number {
  const late = began - Math.max(to, from + step);
  return late > 0 ? Math.max(LEAST, 2 ** (-late / Math.max(own, step))) : 1;
}

/**
 * 1 when something began within [onset − lookback, the onset's end], and before it falls by half with each half
 * look-back, to 0.1: an asset abnormal since long before did not begin this. After, it is {@link lateFactor}. `by`: when it had
 * begun at the latest, where that is not known to the window: chance alone makes a CUSUM set out days too early, and what is
 * abnormal since then is not old.
 */
export function timeFactor(
  began: Instant,
  onset: TargetOnset,
  step: Milliseconds = onset.step,
  by: Instant = began,
): number {
  const late = lateFactor(began, onset, step);
  if (late < 1) return late;
  const { from, lookback } = onset;
  const early = from - lookback - by;
  return early <= 0 ? 1 : Math.max(LEAST, 2 ** (-early / (lookback / 2)));
}
