import { createHash } from 'node:crypto';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { MetricCategory } from './root-cause/question.ts';
import type { Suppression, Suspicion } from './suppression.ts';
import type { MetricReference, Threshold, Verdict, VerdictChange } from './verdict-change.ts';

export type AlertState = 'PENDING' | 'FIRING' | 'RESOLVED';

/** What the root cause said when the alert fired, as far as folding and likeness need it. */
export interface AlertCause {
  asset: AssetId;
  /** Why, in a few words for a title. */
  headline: string;
  /** From the cause down to the alert's asset, both included. */
  path: AssetId[];
  /** Kinds of its evidence, each once, in order. */
  evidence: string[];
}

/** What an alert remembers of its metric's definition. */
export interface AlertDefinition {
  /** `<name>@<version>`. */
  id: string;
  name: string;
  version: number;
  title: string;
  /** UCUM code. */
  unit: string;
  fingerprint: string;
  category: MetricCategory;
  window: Milliseconds;
}

/** What alerts have in common that fire at one time without a cause that is known, and are taken for one trouble so long. */
export interface Provisional {
  /** Who owns their assets; null: nobody, or nobody can say. */
  team: string | null;
}

/** What an alert says of itself that another Prometheus sent. */
interface AlertOrigin {
  /** Id of the alert from outside that it stands for. */
  id: string;
  annotations: Record<string, string>;
  /** Where it was made; null when nobody says. */
  generatorUrl: string | null;
}

/** One metric that crossed one audience's threshold. */
export interface Alert {
  /** `alert/<hash>`: the same for the same first change. */
  id: string;
  metric: MetricReference;
  thresholdIndex: number;
  state: AlertState;
  /** When it became pending, or fired at once. */
  startedAt: Instant;
  /** Start of the breach. */
  onset: Instant;
  firedAt: Instant | null;
  resolvedAt: Instant | null;
  /** Value, threshold and verdict stand as they were when it fired; until then as they are. */
  value: number | null;
  threshold: Threshold;
  verdict: Verdict;
  /** How far before its firing its cause is looked for. */
  lookback: Milliseconds;
  /** Id of its incident; null until it fires. */
  incident: string | null;
  /** As it was at firing; null until then, and when the catalog did not answer. */
  definition: AlertDefinition | null;
  cause: AlertCause | null;
  /** The first cause under which it was folded while its own was not known yet; null otherwise. */
  assumedCause: AssetId | null;
  /** Why it is among others though no cause is known of it; null where one is, or it is in an incident by itself. */
  provisional: Provisional | null;
  /** What it says of itself beyond its metric, such as the labels of an alert from outside. */
  labels: Record<string, string>;
  /** A failed check upstream that makes its metric doubtful; null when none is known. */
  suspect: Suspicion | null;
  /** Why it calls nobody; null when it may call. */
  suppression: Suppression | null;
  /** Whether somebody merged or split it to where it is: then it is folded no more. */
  isPlaced: boolean;
  /**
   * Null when it is of a metric of ours. Otherwise its metric has the name of the alert and no definition, its threshold
   * says no more than audience and severity, and neither it nor the verdict is shown to anybody.
   */
  outside: AlertOrigin | null;
}

/** What an alert has not, before it is found out: also what those lack that an earlier Headwater kept. */
export const UNKNOWN_YET = {
  definition: null,
  cause: null,
  assumedCause: null,
  provisional: null,
  labels: {},
  suspect: null,
  suppression: null,
  isPlaced: false,
  outside: null,
} as const;

/** What a change of verdict does to the alert that stands for its metric and threshold. */
export type Transition =
  | { kind: 'unchanged' }
  | { kind: 'pending'; alert: Alert }
  | { kind: 'fired'; alert: Alert }
  | { kind: 'resolved'; alert: Alert }
  /** It was pending and never fired: nothing is left of it. */
  | { kind: 'dismissed'; alert: Alert };

/**
 * The next state by event time. `standing` is the pending or firing alert of the same metric and threshold. What has
 * fired resolves only when the change says that the breach is over; missing data is no such change.
 */
export function transitionOf(standing: Alert | null, change: VerdictChange): Transition {
  if (change.breached) return standing?.state === 'FIRING' ? { kind: 'unchanged' } : fired(standing, change);
  if (standing?.state === 'FIRING')
    return { kind: 'resolved', alert: { ...standing, state: 'RESOLVED', resolvedAt: change.time } };
  if (change.pending) return { kind: 'pending', alert: { ...(standing ?? begun(change)), ...judgedBy(change) } };
  return standing ? { kind: 'dismissed', alert: standing } : { kind: 'unchanged' };
}

const fired = (standing: Alert | null, change: VerdictChange): Transition => ({
  kind: 'fired',
  alert: { ...(standing ?? begun(change)), ...judgedBy(change), state: 'FIRING', firedAt: change.time },
});

const judgedBy = ({ value, threshold, verdict, onset }: VerdictChange) => ({ value, threshold, verdict, onset });

const begun = (change: VerdictChange): Alert => ({
  id: `alert/${createHash('sha256').update(change.id).digest('hex').slice(0, 24)}`,
  metric: change.metric,
  thresholdIndex: change.thresholdIndex,
  state: 'PENDING',
  startedAt: change.time,
  onset: change.onset,
  firedAt: null,
  resolvedAt: null,
  value: change.value,
  threshold: change.threshold,
  verdict: change.verdict,
  lookback: 0,
  incident: null,
  ...UNKNOWN_YET,
});
