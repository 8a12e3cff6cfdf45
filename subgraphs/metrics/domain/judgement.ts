import type { Instant } from '../../../vocabulary/duration.ts';
import type { ChangeState } from './change.ts';
import type { MetricKey } from './measurement.ts';
import type { PhaseState } from './phase.ts';
import type { Point } from './series.ts';
import type { Threshold } from './threshold.ts';
import type { Verdict, VerdictKind } from './verdict.ts';

/** What has been published last of the standing against a threshold. */
export interface Published {
  threshold: Threshold;
  time: Instant;
  kind: VerdictKind;
  breached: boolean;
  pending: boolean;
}

/** A metric's standing against one threshold after its last judged window. */
export interface ThresholdStanding extends PhaseState {
  threshold: Threshold;
  /** What its change detector has summed; null without one. */
  change: ChangeState | null;
  verdict: Verdict;
}

/** A metric's standing after its last judged window, and all that the next judgement needs to know of the past. */
export interface Standing {
  /** End of the last judged window. */
  judgedUntil: Instant;
  /** The latest judged window that has data. */
  latest: Point | null;
  /** Windows without data since then. */
  silentWindows: number;
  /** The judgement that no threshold is needed for. */
  verdict: Verdict;
  /** In the definition's order. */
  thresholds: ThresholdStanding[];
}

/** A metric's judgement as it is kept. */
export interface Judgement {
  metric: MetricKey;
  /** Hash of what of the definition it was judged by. */
  definition: string;
  standing: Standing;
  /** By threshold index; null where nothing was. */
  published: (Published | null)[];
  /** Earlier standings, newest first, from which to judge again when late data arrives. */
  checkpoints: Standing[];
}

/** A change of verdict against one threshold, before the store has numbered it. */
export interface VerdictChange {
  metric: MetricKey;
  thresholdIndex: number;
  threshold: Threshold;
  /** End of the judged window. */
  time: Instant;
  onset: Instant;
  verdict: Verdict;
  breached: boolean;
  pending: boolean;
  value: number | null;
}
