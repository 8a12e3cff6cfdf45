import { assetIdentityFields, readAssetId } from '../../../platform/asset-resolvers.ts';
import { pageSize } from '../../../platform/page-size.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { MetricsContext } from '../context.ts';
import type { MetricKey } from '../domain/measurement.ts';
import type { AssetResolvers, MetricCategory } from '../generated/resolver-types.ts';
import { readHealth } from '../use-cases/read-health.ts';

export const Asset: AssetResolvers = {
  ...assetIdentityFields,
  __resolveReference: ({ id }) => ({ id: readAssetId(id, 'id').id }),
  health: ({ id }, _, context) => readHealth(context, [id]),
  metrics: async ({ id }, { first, category }, context) =>
    (await metricsOf(id, category ?? null, context)).slice(0, pageSize(first)),
};

/** The asset's metrics whose definition is known, by definition name. */
async function metricsOf(
  asset: AssetId,
  category: MetricCategory | null,
  { loaders, definitions }: MetricsContext,
): Promise<MetricKey[]> {
  const [names, known] = await Promise.all([loaders.namesOf.load(asset), definitions.all()]);
  return names
    .filter((name) => known.has(name) && (category === null || known.get(name)?.category === category))
    .map((name) => ({ name, asset }));
}
