import type { Instant } from '../../../vocabulary/duration.ts';
import type { EdgeKey, Transformation } from './statement.ts';

/** An edge over a span of time: valid from `validFrom` until before `validTo`. */
export interface Edge extends EdgeKey {
  validFrom: Instant;
  /** Null while it is valid. */
  validTo: Instant | null;
  recordedAt: Instant;
  origin: 'OBSERVED' | 'DECLARED';
  /** The run that first said so, or the author of a declaration; null for a static event. */
  source: string | null;
  transformation: Transformation | null;
}

/** Whether an edge stands at a time. */
export const validAt = (edge: Pick<Edge, 'validFrom' | 'validTo'>, time: Instant): boolean =>
  edge.validFrom <= time && (edge.validTo === null || time < edge.validTo);
