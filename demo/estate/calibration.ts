import { reference } from './bins.ts';
import { CALIBRATION_END } from './deployments.ts';
import type { Flight } from './flights.ts';

/** Probability from which a model version calls a flight late. */
export type Threshold = number;

/** Version 1 calls as many flights of the validation weeks late as were late. */
export const FIRST_THRESHOLD: Threshold = reference.threshold;

/** Collects March's scores and outcomes, from which version 2 takes its threshold. */
export function calibration() {
  const scored: number[] = [];
  let late = 0;
  return {
    learn(flights: readonly Flight[]): void {
      for (const flight of flights) {
        if (flight.time >= CALIBRATION_END || flight.score === null || flight.late === null) continue;
        scored.push(flight.score);
        if (flight.late) late += 1;
      }
    },
    /** Version 2 calls as many of March's flights late as were late. */
    secondThreshold(): Threshold {
      return scored.toSorted((a, b) => b - a)[late - 1] ?? FIRST_THRESHOLD;
    },
  };
}
