import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { EvaluationStore } from '../ports/evaluation-store.ts';
import type { Lineage } from '../ports/lineage.ts';
import type { MetricStore } from '../ports/metric-store.ts';

/** Assets told of in one call. */
const BATCH = 500;

/** Tells lineage of assets that were observed and that it was not told of; answers whether there were any. */
export async function announceAssets(
  { metrics, evaluations, lineage }: { metrics: MetricStore; evaluations: EvaluationStore; lineage: Lineage },
  announced: Set<AssetId>,
): Promise<boolean> {
  const observed = await metrics.assets();
  if (observed.length === announced.size) return false;
  const pending = observed.filter((asset) => !announced.has(asset)).slice(0, BATCH);
  if (pending.length === 0) return false;
  await lineage.recordAssets(pending);
  await evaluations.saveAnnouncedAssets(pending);
  for (const asset of pending) announced.add(asset);
  return true;
}
