import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { ChangeKind } from './changes/change.ts';
import { checkOf, firstLine } from './changes/stated.ts';
import { compareText } from './edge.ts';
import { compareFacts, factSubjectOf } from './fact.ts';
import type { RunRecord } from './run.ts';
import type { Fact } from './statement.ts';

/** A check that fails: an assertion, or what a job makes. */
export interface FailedCheck {
  asset: AssetId;
  kind: Extract<ChangeKind, 'ASSERTION_FAILED' | 'RUN_FAILED'>;
  /** One sentence. */
  summary: string;
  /** The first time of those in a row in which it failed. */
  since: Instant;
}

/** The assertions that failed when they were last told of, which was not before `from`. */
export function failedAssertions(facts: readonly Fact[], from: Instant): FailedCheck[] {
  const assertions = facts.filter((fact) => fact.kind === 'assertion').sort(compareFacts);
  const subjects = Map.groupBy(assertions, (fact) => `${fact.asset} ${factSubjectOf(fact)}`);
  return [...subjects.values()].flatMap((told) => {
    const last = told.at(-1);
    if (!last || last.success || last.time < from) return [];
    const first = told[told.findLastIndex(({ success }) => success) + 1] ?? last;
    return [{ asset: last.asset, kind: 'ASSERTION_FAILED', summary: `${checkOf(last)} fails.`, since: first.time }];
  });
}

/** A job whose last run that ended failed; null when it completed. A run that was aborted says nothing of what it makes. */
export function failedRun(job: AssetId, runs: readonly RunRecord[]): FailedCheck | null {
  const ended = runs
    .filter(({ state, endedAt }) => endedAt !== null && (state === 'FAIL' || state === 'COMPLETE'))
    .sort((a, b) => (b.endedAt as Instant) - (a.endedAt as Instant));
  const completed = ended.findIndex(({ state }) => state === 'COMPLETE');
  const failed = completed === -1 ? ended : ended.slice(0, completed);
  const [last, first] = [failed[0], failed.at(-1)];
  if (!last || !first) return null;
  const summary = last.error ? `The last run failed: ${firstLine(last.error)}` : 'The last run failed.';
  return { asset: job, kind: 'RUN_FAILED', summary, since: first.endedAt as Instant };
}

export const compareFailedChecks = (a: FailedCheck, b: FailedCheck): number =>
  compareText(a.asset, b.asset) || a.since - b.since || compareText(a.summary, b.summary);
