import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { compareNewestFirst, type RunRecord } from '../domain/run.ts';
import type { LineageStore } from '../ports/lineage-store.ts';

/** The newest runs of several jobs together. */
export async function newestRunsOf(
  store: LineageStore,
  jobs: readonly AssetId[],
  from: Instant,
  to: Instant,
  first: number,
): Promise<RunRecord[]> {
  const runs = await store.runsOf(jobs, from, to, first);
  return [...runs.values()].flat().sort(compareNewestFirst).slice(0, first);
}
