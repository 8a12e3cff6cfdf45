import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import type { Completeness } from './question.ts';

type RootCauseOutcome = 'CAUSES_FOUND' | 'NO_CAUSE_FOUND' | 'NOT_DEGRADED' | 'INSUFFICIENT_DATA';

export type OriginVerdict = 'DATA' | 'MODEL' | 'DEPLOYMENT' | 'UNDETERMINED';

export interface Origin {
  verdict: OriginVerdict;
  /** 0..1: the margin to the best cause of another origin, times the share of the upstream that is measured. */
  confidence: number;
}

interface PathSignal {
  metric: string;
  /** 0..1. */
  strength: number;
  direction: 'UP' | 'DOWN';
  onset: Instant | null;
}

export interface PathStep {
  asset: AssetId;
  /** Null where nothing is measured. */
  signal: PathSignal | null;
}

export interface Evidence {
  kind: string;
  time: Instant;
  summary: string;
}

export interface Factor {
  name: string;
  value: number;
}

export interface Cause {
  rank: number;
  score: number;
  summary: string;
  /** Why, in a few words for a title. */
  headline: string;
  asset: AssetId;
  /** From the cause down to the degraded asset. */
  path: PathStep[];
  factors: Factor[];
  /** In order of time. */
  evidence: Evidence[];
}

/** The answer to: which upstream asset or change began it? */
export interface RootCause {
  outcome: RootCauseOutcome;
  completeness: Completeness;
  origin: Origin;
  /** How much was looked at. */
  examined: { assets: number; edges: number; signals: number };
  /** Start of the first degraded window; null when the metric is not degraded. */
  onset: Instant | null;
  /** Best first. Equal scores share a rank. */
  causes: Cause[];
}
