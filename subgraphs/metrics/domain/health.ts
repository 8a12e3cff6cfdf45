import type { Standing, ThresholdStanding } from './judgement.ts';
import type { MetricKey } from './measurement.ts';
import { isStanding } from './phase.ts';
import type { Verdict, VerdictKind } from './verdict.ts';

export type HealthStatus = 'HEALTHY' | 'AT_RISK' | 'DEGRADED' | 'NO_DATA';

/** Worst first. */
const STATUSES: HealthStatus[] = ['DEGRADED', 'AT_RISK', 'NO_DATA', 'HEALTHY'];
const KINDS: VerdictKind[] = ['PERSISTENT', 'FLAPPING', 'RECOVERING', 'INSUFFICIENT_DATA', 'BLIP', 'NORMAL'];
const SEVERITIES = ['CRITICAL', 'WARNING', 'INFO'] as const;

/** How a metric stands; NO_DATA before its first window closed. */
export function statusOf(standing: Standing | null): HealthStatus {
  if (!standing) return 'NO_DATA';
  if (standing.verdict.kind === 'INSUFFICIENT_DATA') return 'NO_DATA';
  return worstOf(standing.thresholds.map(statusAgainst));
}

/** The worst of several; NO_DATA only when nothing is known of any. */
export function worstOf(statuses: readonly HealthStatus[]): HealthStatus {
  const known = statuses.filter((status) => status !== 'NO_DATA');
  if (known.length === 0) return statuses.length === 0 ? 'HEALTHY' : 'NO_DATA';
  return known.toSorted(byStatus)[0] ?? 'NO_DATA';
}

/** Worst first. */
export const byStatus = (a: HealthStatus, b: HealthStatus): number => STATUSES.indexOf(a) - STATUSES.indexOf(b);

function statusAgainst({ phase, verdict, threshold }: ThresholdStanding): HealthStatus {
  if (verdict.kind === 'INSUFFICIENT_DATA') return 'NO_DATA';
  if (phase.kind === 'BREACHED') return threshold.severity === 'CRITICAL' ? 'DEGRADED' : 'AT_RISK';
  return phase.kind === 'NORMAL' && verdict.kind !== 'FLAPPING' ? 'HEALTHY' : 'AT_RISK';
}

/** The verdict that matters most: the worst status, then kind, then severity, then the definition's order. */
export function verdictOf({ verdict, thresholds }: Standing): Verdict {
  // What stood when the data ended is more to the point than that they ended.
  if (verdict.kind === 'INSUFFICIENT_DATA') return thresholds.find(isStanding)?.verdict ?? verdict;
  return thresholds.toSorted(byConcern)[0]?.verdict ?? verdict;
}

const byConcern = (a: ThresholdStanding, b: ThresholdStanding): number =>
  byStatus(statusAgainst(a), statusAgainst(b)) ||
  KINDS.indexOf(a.verdict.kind) - KINDS.indexOf(b.verdict.kind) ||
  SEVERITIES.indexOf(a.threshold.severity) - SEVERITIES.indexOf(b.threshold.severity);

/** Whether any window has been judged yet. */
export const isJudged = ({ latest, silentWindows }: Standing): boolean => latest !== null || silentWindows > 0;

/** How an asset stands, and what made it so. */
export interface Health {
  status: HealthStatus;
  /** Worst first, then in the order given. */
  contributions: { metric: MetricKey; status: HealthStatus }[];
}

/** The health of an asset from its metrics; null when it has none. */
export function healthOf(metrics: readonly { metric: MetricKey; standing: Standing | null }[]): Health | null {
  if (metrics.length === 0) return null;
  const contributions = metrics
    .map(({ metric, standing }) => ({ metric, status: statusOf(standing) }))
    .sort((a, b) => byStatus(a.status, b.status));
  return { status: worstOf(contributions.map(({ status }) => status)), contributions };
}
