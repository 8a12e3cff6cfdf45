import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { MetricCategory } from '../domain/definition.ts';
import type { MetricKey } from '../domain/measurement.ts';
import type { Definitions } from '../ports/definitions.ts';
import type { MetricStore } from '../ports/metric-store.ts';

export interface MetricsQuestion {
  name: string | null;
  category: MetricCategory | null;
  asset: AssetId | null;
  after: MetricKey | null;
  first: number;
}

/** Observed metrics whose definition is known, by definition name then asset. */
export async function listMetrics(
  { definitions, metrics }: { definitions: Definitions; metrics: MetricStore },
  { name, category, asset, after, first }: MetricsQuestion,
): Promise<{ metrics: MetricKey[]; total: number }> {
  const known = [...(await definitions.all()).values()];
  const names = known
    .filter((definition) => name === null || definition.name === name)
    .filter((definition) => category === null || definition.category === category)
    .map((definition) => definition.name);
  return metrics.observed({ names, asset, after, first });
}
