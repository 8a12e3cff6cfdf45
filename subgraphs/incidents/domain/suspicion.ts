import type { Alert } from './alert.ts';
import type { RootCause } from './root-cause/answer.ts';
import type { Closure, MetricCategory } from './root-cause/question.ts';
import { nameOf } from './root-cause/words.ts';
import type { Suspicion } from './suppression.ts';

/** Changes that say that a check of the data or of its making failed. */
const FAILED_CHECKS: readonly string[] = ['ASSERTION_FAILED', 'RUN_FAILED'];
/** Categories of metrics that check data, and do not depend on what was learned from it. */
const CHECKING_CATEGORIES: readonly string[] = ['DATA_QUALITY', 'FRESHNESS'];

/** Whether metrics of a category say how data are, and so what a failure upstream did. */
export const checksData = (category: MetricCategory): boolean => CHECKING_CATEGORIES.includes(category);

const isCheck = ({ definition }: Alert): boolean => definition !== null && checksData(definition.category);

/**
 * What makes an alert's metric doubtful: a check that failed on its first cause, which lies upstream, or on the way from
 * there. What itself checks data is not doubtful for that: it says what the failure did, and somebody must be called for it.
 */
export function suspicionOfCause(alert: Alert, { causes }: RootCause): Suspicion | null {
  const [first] = causes;
  if (!first || first.asset === alert.metric.asset || isCheck(alert)) return null;
  const failed = first.evidence.find(({ kind }) => FAILED_CHECKS.includes(kind));
  return failed
    ? { asset: failed.asset ?? first.asset, check: failed.kind, reason: failed.summary, since: failed.time }
    : null;
}

/** Whether the alert is itself a check of data that failed. */
export const isFailedCheck = (alert: Alert): boolean => alert.state === 'FIRING' && isCheck(alert);

/** What makes whatever lies downstream of a check that fires doubtful. */
export const suspicionOfAlert = (check: Alert): Suspicion => ({
  asset: check.metric.asset,
  check: check.definition?.category ?? 'DATA_QUALITY',
  reason: `${check.metric.name} of ${nameOf(check.metric.asset)} fires: ${check.verdict.reason}`,
  since: check.onset,
});

/** Of the checks that fail that which lies upstream of an asset: the farthest, then the one that has failed longest. */
export function suspicionUpstream({ assets }: Closure, failed: readonly Suspicion[]): Suspicion | null {
  const depths = new Map(assets.map(({ id, depth }) => [id, depth]));
  const depthOf = ({ asset }: Suspicion): number => depths.get(asset) ?? 0;
  const [farthest] = failed
    .filter((each) => depthOf(each) > 0)
    .sort((a, b) => depthOf(b) - depthOf(a) || a.since - b.since || (a.reason < b.reason ? -1 : 1));
  return farthest ?? null;
}
