import type { Milliseconds } from './duration.ts';

/** The right to work on what many processes share, which one of them has at a time. */
export interface Lease {
  /** Another each time that the right goes to another process. */
  token: number;
  /** How long it holds without being renewed. */
  length: Milliseconds;
}
