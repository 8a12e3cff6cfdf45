import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { type Duration, type Instant, type Milliseconds, millisecondsOf } from '../../../vocabulary/duration.ts';
import { compareFailedChecks, type FailedCheck, failedAssertions, failedRun } from '../domain/failed-checks.ts';
import type { LineageStore } from '../ports/lineage-store.ts';

/** What was last told of before that says nothing of now. */
const TOLD_WITHIN: Milliseconds = millisecondsOf('P14D' as Duration);
/** As far a producer's clock may be ahead: what it says last stands all the same. */
const CLOCKS_AHEAD: Milliseconds = millisecondsOf('P1D' as Duration);
/** Of each job that failed: those that run at once may end in another order than they began. */
const RUNS_LOOKED_AT = 20;

/** The checks on these assets that fail now, by asset, then since when. */
export async function failedChecks(
  store: LineageStore,
  assets: readonly AssetId[],
  now: Instant,
): Promise<FailedCheck[]> {
  const [from, to] = [now - TOLD_WITHIN, now + CLOCKS_AHEAD];
  const facts = await store.facts(assets, from, to, ['assertion', 'failure']);
  const failures = facts.filter(({ kind, time }) => kind === 'failure' && time >= from);
  const jobs = [...new Set(failures.map(({ asset }) => asset))];
  const runs = await store.runsOf(jobs, from, to, RUNS_LOOKED_AT);
  const failed = [...runs].flatMap(([job, ofJob]) => failedRun(job, ofJob) ?? []);
  return [...failedAssertions(facts, from), ...failed].sort(compareFailedChecks);
}
