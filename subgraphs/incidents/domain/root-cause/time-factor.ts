import type { Instant, Milliseconds } from '../../../../vocabulary/duration.ts';

/** When the target's trouble began: within one window, so that what began inside that window is not too late. */
export interface TargetOnset {
  from: Instant;
  /** End of the first degraded window. */
  to: Instant;
  lookback: Milliseconds;
}

const TOO_LATE = 0.1;

/** Long before the look-back it is as unlikely a cause as after. */
const LEAST = 0.1;

/**
 * 1 when something began within [onset − lookback, end of the onset's window], 0.1 after, and before it falls by half
 * with each half look-back, to 0.1: an asset abnormal since long before did not begin this.
 */
export function timeFactor(began: Instant, { from, to, lookback }: TargetOnset): number {
  if (began > to) return TOO_LATE;
  const early = from - lookback - began;
  return early <= 0 ? 1 : Math.max(LEAST, 2 ** (-early / (lookback / 2)));
}
