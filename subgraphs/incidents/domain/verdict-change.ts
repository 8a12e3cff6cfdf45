import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Duration, Instant } from '../../../vocabulary/duration.ts';

export type Audience = 'ON_CALL' | 'DATA_STEWARD' | 'PRODUCT_OWNER';
export type Severity = 'INFO' | 'WARNING' | 'CRITICAL';
type Comparison = 'ABOVE' | 'BELOW' | 'ABOVE_BASELINE_BY' | 'BELOW_BASELINE_BY' | 'BURN_RATE' | 'OUTSIDE';
type VerdictKind = 'NORMAL' | 'BLIP' | 'FLAPPING' | 'PERSISTENT' | 'RECOVERING' | 'INSUFFICIENT_DATA';

/** When a metric matters, and to whom. */
export interface Threshold {
  audience: Audience;
  severity: Severity;
  comparison: Comparison;
  value: number;
  clearValue: number | null;
  for: Duration;
}

/** What the last windows of a metric say. */
export interface Verdict {
  kind: VerdictKind;
  since: Instant;
  reason: string;
  sampleSize: number;
}

/** A definition observed on one asset. */
export interface MetricReference {
  /** The graph's id of it. */
  id: string;
  /** Name of the definition. */
  name: string;
  asset: AssetId;
}

/** A metric whose judgement changed against one threshold. */
export interface VerdictChange {
  /** The same however often it is delivered. */
  id: string;
  /** Where the feed goes on after it. */
  cursor: string;
  metric: MetricReference;
  /** Time at which the judged window closed. */
  time: Instant;
  /** Start of the earliest window of the breach. */
  onset: Instant;
  verdict: Verdict;
  thresholdIndex: number;
  threshold: Threshold;
  breached: boolean;
  /** The condition holds, but not yet for the threshold's `for`. */
  pending: boolean;
  value: number | null;
}
