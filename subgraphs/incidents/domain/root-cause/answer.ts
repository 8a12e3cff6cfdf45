import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import type { Completeness, TimeRange } from './question.ts';

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

/** Something that happened or was abnormal on a cause, or on the way from it. */
export interface Evidence {
  /** Left out of answers stored before it was told: their summaries name it where it is not the cause. */
  asset?: AssetId;
  kind: string;
  time: Instant;
  summary: string;
}

export interface Factor {
  name: string;
  /** 0..1. */
  value: number;
  /** False where nothing is known of it: the value is then what counts neither for nor against. */
  known: boolean;
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

/** Something that was abnormal or changed, and is no cause. */
export interface Alternative {
  asset: AssetId;
  score: number;
  /** Name of the factor that cost it most. */
  factor: string;
  /** One plain sentence. */
  reason: string;
}

/** What was degraded, when, and by how much. */
export interface Degradation {
  /** Name of the definition. */
  metric: string;
  asset: AssetId;
  /** What its normal was taken from, and since when it is degraded. */
  normal: TimeRange;
  now: TimeRange;
  /** Robust z. */
  anomaly: number;
}

/** The answer to: which upstream asset or change began it? */
export interface RootCause {
  outcome: RootCauseOutcome;
  /** Why, in one sentence with the numbers. */
  reason: string;
  completeness: Completeness;
  /** Which bound cut the search off; null when none did. */
  cutOff: string | null;
  origin: Origin;
  /** How much was looked at. */
  examined: { assets: number; edges: number; signals: number };
  /** Start of the first degraded window; null when the metric is not degraded. */
  onset: Instant | null;
  /** Best first. Equal scores share a rank. */
  causes: Cause[];
  /** Nearest to being a cause first. */
  alternatives: Alternative[];
  /** Null when the metric is not degraded. */
  degradation: Degradation | null;
}
