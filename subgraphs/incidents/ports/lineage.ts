import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { AlertRun } from '../domain/context.ts';
import type { Change, Closure, TimeRange } from '../domain/root-cause/question.ts';
import type { Suspicion } from '../domain/suppression.ts';

/** What lineage knows of what lies upstream. Every method @throws GraphUnavailable. */
export interface Lineage {
  /**
   * Everything upstream of an asset as of a time, itself first; only itself when lineage does not know it. `knownAt`: as
   * it was known then, as it is known now when left out.
   */
  closure(asset: AssetId, asOf: Instant, knownAt?: Instant | null): Promise<Closure>;
  /** Those of these assets that an asset feeds, however far down, or that are it, with how far, as of a time. */
  fedBy(asset: AssetId, among: readonly AssetId[], asOf: Instant): Promise<Map<AssetId, number>>;
  /** Oldest first; `knownAt` as for the closure. */
  changes(assets: readonly AssetId[], range: TimeRange, knownAt?: Instant | null): Promise<Change[]>;
  /** Checks on these assets that fail now. */
  failedChecks(assets: readonly AssetId[]): Promise<Suspicion[]>;
  /** Newest first, at most twenty. */
  runs(jobs: readonly AssetId[], range: TimeRange): Promise<AlertRun[]>;
}
