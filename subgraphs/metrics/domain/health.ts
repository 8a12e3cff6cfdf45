import type { MetricCategory } from './definition.ts';
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

/** A metric of what health is asked of. */
export interface HealthSubject {
  metric: MetricKey;
  category: MetricCategory;
  standing: Standing | null;
}

/** How one category of metrics stands. */
interface CategoryHealth {
  category: MetricCategory;
  /** The worst of its metrics. */
  status: HealthStatus;
  /** Null when nothing is known of it. */
  score: number | null;
  /** Its exponent in the score of the whole, 0 to 0.3; 0 when nothing is known of it. */
  weight: number;
}

/** How an asset stands, and what made it so. */
export interface Health {
  status: HealthStatus;
  /** 0 to 1; null when nothing is known. */
  score: number | null;
  /** Share of the expected categories of which something is known, 0 to 1. */
  confidence: number;
  /** Worst first, then by name. */
  categories: CategoryHealth[];
  /** Worst first, then in the order given. */
  contributions: { metric: MetricKey; status: HealthStatus }[];
}

/** What a status counts for. Zero is a veto in a geometric mean: no other category makes up for a critical breach. */
const SCORES: Record<HealthStatus, number | null> = { HEALTHY: 1, AT_RISK: 0.5, DEGRADED: 0, NO_DATA: null };
/** No category counts for more, however few of them are known. */
const GREATEST_WEIGHT = 0.3;

/**
 * The health of an asset, or of several taken as one thing, from its metrics; null when it has none. The score is the
 * geometric mean of its known categories, each by its worst metric. What is not known lowers the confidence, not the
 * score. `expected` are the categories that the catalog has for such an asset.
 */
export function healthOf(metrics: readonly HealthSubject[], expected: readonly MetricCategory[]): Health | null {
  if (metrics.length === 0) return null;
  const contributions = metrics
    .map((subject) => ({ metric: subject.metric, status: damageOf(subject) }))
    .sort((a, b) => byStatus(a.status, b.status));
  const categories = categoriesOf(metrics, expected);
  const known = categories.filter(({ score }) => score !== null);
  return {
    status: worstOf(contributions.map(({ status }) => status)),
    score:
      known.length === 0 ? null : known.reduce((product, { score, weight }) => product * (score ?? 1) ** weight, 1),
    confidence: known.length / categories.length,
    categories,
    contributions,
  };
}

/** Inputs that drift may yet do no harm: only what they feed can be degraded by it. */
function damageOf({ category, standing }: HealthSubject): HealthStatus {
  const status = statusOf(standing);
  return category === 'DRIFT' && status === 'DEGRADED' ? 'AT_RISK' : status;
}

function categoriesOf(metrics: readonly HealthSubject[], expected: readonly MetricCategory[]): CategoryHealth[] {
  const byCategory = Map.groupBy(metrics, ({ category }) => category);
  const statuses = [...new Set([...expected, ...byCategory.keys()])].map((category) => {
    const all = (byCategory.get(category) ?? []).map(damageOf);
    return { category, status: all.length === 0 ? ('NO_DATA' as const) : worstOf(all) };
  });
  const known = statuses.filter(({ status }) => SCORES[status] !== null).length;
  const weight = Math.min(GREATEST_WEIGHT, 1 / known);
  return statuses
    .map(({ category, status }) => ({
      category,
      status,
      score: SCORES[status],
      weight: SCORES[status] === null ? 0 : weight,
    }))
    .sort((a, b) => byStatus(a.status, b.status) || (a.category < b.category ? -1 : 1));
}
