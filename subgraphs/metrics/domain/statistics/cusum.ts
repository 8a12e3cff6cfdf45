import type { Instant } from '../../../../vocabulary/duration.ts';

/** What is summed in one direction, in deviations, and since when: the time of the first value after its last zero. */
interface Drift {
  sum: number;
  onset: Instant | null;
}

/** The two sums of a tabular CUSUM after a value. Plain data, so that a standing can keep it. */
export interface Cusum {
  up: Drift;
  down: Drift;
}

/** A change that a CUSUM has found. */
export interface CusumAlarm {
  direction: 'up' | 'down';
  /** The sum that passed the decision interval, in deviations. */
  sum: number;
  /** The CUSUM's own estimate of when the change began: the last zero of the sum before the alarm. */
  onset: Instant;
}

/** Allowance in deviations: half of the change that is looked for. */
const CUSUM_ALLOWANCE = 0.5;
/** Decision interval in deviations: with the allowance, one false alarm in 465 independent normal values. */
const CUSUM_INTERVAL = 5;

const AT_REST: Drift = { sum: 0, onset: null };
export const CUSUM_AT_REST: Cusum = { up: AT_REST, down: AT_REST };

/**
 * The sums after one more value (Page 1954): S⁺ = max(0, S⁺ + z − k) and S⁻ = max(0, S⁻ − z − k). `z` is the value in
 * deviations from the baseline, `time` its own or its window's start; ascending. A caller that wants to find the next
 * change after an alarm starts again from `CUSUM_AT_REST`.
 */
export const cusumAfter = ({ up, down }: Cusum, z: number, time: Instant, k = CUSUM_ALLOWANCE): Cusum => ({
  up: drifted(up, z - k, time),
  down: drifted(down, -z - k, time),
});

function drifted({ sum, onset }: Drift, by: number, time: Instant): Drift {
  const next = sum + by;
  return next > 0 ? { sum: next, onset: onset ?? time } : AT_REST;
}

/** The change found, once a sum is above the decision interval; of two the greater. */
export function cusumAlarm({ up, down }: Cusum, h = CUSUM_INTERVAL): CusumAlarm | null {
  const [direction, { sum, onset }] = up.sum >= down.sum ? (['up', up] as const) : (['down', down] as const);
  return sum > h && onset !== null ? { direction, sum, onset } : null;
}
