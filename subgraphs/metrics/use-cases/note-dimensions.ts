import type { Instant } from '../../../vocabulary/duration.ts';
import { ACTIVE_FOR, type ActiveDimensions } from '../domain/active-dimensions.ts';
import type { MetricStore } from '../ports/metric-store.ts';

/** Counts the dimensions that the store has of these definitions, once for each name. @throws StoreUnavailable */
export async function noteDimensions(
  { metrics, active }: { metrics: MetricStore; active: ActiveDimensions },
  names: Iterable<string>,
  now: Instant,
): Promise<void> {
  const unnoted = active.unnotedOf(names);
  if (unnoted.length > 0) active.note(unnoted, await metrics.dimensionsSince(unnoted, now - ACTIVE_FOR));
}
