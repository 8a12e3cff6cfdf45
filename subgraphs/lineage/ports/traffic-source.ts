import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { TrafficTotal } from '../domain/exposure.ts';

/** How much passes through assets, which other subgraphs measure. */
export interface TrafficSource {
  /**
   * What THROUGHPUT metrics of these assets sum up to in [from, to). Assets without such metrics, or whose windows hold
   * no data, are left out.
   * @throws GraphUnavailable when nobody can be asked.
   */
  totals(assets: readonly AssetId[], from: Instant, to: Instant): Promise<TrafficTotal[]>;
}
