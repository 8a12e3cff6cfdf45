import type { Instant } from '../vocabulary/duration.ts';

/** The only way to the present time; the domain gets instants as arguments. */
export type Clock = () => Instant;

export const systemClock: Clock = () => Date.now();
