import { type AssetId, identityOf } from '../../../vocabulary/asset-id.ts';
import type { MetricsContext } from '../context.ts';
import type { MetricCategory } from '../domain/definition.ts';
import type { HealthSubject } from '../domain/health.ts';

/** The metrics of some assets with their standings, and the categories that the catalog has for assets like these. */
export async function readHealth(
  { loaders, definitions }: Pick<MetricsContext, 'loaders' | 'definitions'>,
  assets: readonly AssetId[],
): Promise<[metrics: HealthSubject[], expected: MetricCategory[]]> {
  const [names, known] = await Promise.all([
    Promise.all(assets.map((asset) => loaders.namesOf.load(asset))),
    definitions.all(),
  ]);
  const metrics = assets.flatMap((asset, index) =>
    (names[index] ?? []).flatMap((name) => {
      const definition = known.get(name);
      return definition ? [{ metric: { name, asset }, category: definition.category }] : [];
    }),
  );
  const judgements = await Promise.all(metrics.map(({ metric }) => loaders.judgement.load(metric)));
  const kinds = new Set(assets.map((asset) => identityOf(asset).kind));
  const expected = [...known.values()]
    .filter(({ appliesTo }) => appliesTo.some((kind) => kinds.has(kind)))
    .map(({ category }) => category);
  return [
    metrics.map((one, index) => ({ ...one, standing: judgements[index]?.standing ?? null })),
    [...new Set(expected)],
  ];
}
