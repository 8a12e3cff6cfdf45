import type { Instant } from '../../../vocabulary/duration.ts';

export type VerdictKind = 'NORMAL' | 'BLIP' | 'FLAPPING' | 'PERSISTENT' | 'RECOVERING' | 'INSUFFICIENT_DATA';

/** What the last windows of a metric say. */
export interface Verdict {
  kind: VerdictKind;
  since: Instant;
  /** One sentence with the numbers. */
  reason: string;
  /** Samples in the latest window. */
  sampleSize: number;
}
