import { type AssetId, type AssetKind, identityOf } from '../../../vocabulary/asset-id.ts';
import type { MetricsContext } from '../context.ts';
import type { MetricCategory, MetricDefinition } from '../domain/definition.ts';
import { type Health, healthOf } from '../domain/health.ts';

type DefinitionsByName = ReadonlyMap<string, MetricDefinition>;

/** The health of an asset, or of several taken as one thing, from how their metrics stand; null when they have none. */
export async function readHealth(
  { loaders, definitions }: Pick<MetricsContext, 'loaders' | 'definitions'>,
  assets: readonly AssetId[],
): Promise<Health | null> {
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
  return healthOf(
    metrics.map((one, index) => ({ ...one, standing: judgements[index]?.standing ?? null })),
    expectedOf(assets, known),
  );
}

/** The categories that the catalog has for assets of these kinds. */
function expectedOf(assets: readonly AssetId[], known: DefinitionsByName): MetricCategory[] {
  const byKind = categoriesByKind(known);
  const kinds = new Set(assets.map((asset) => identityOf(asset).kind));
  return [...new Set([...kinds].flatMap((kind) => [...(byKind.get(kind) ?? [])]))];
}

type CategoriesByKind = ReadonlyMap<AssetKind, ReadonlySet<MetricCategory>>;

const remembered = new WeakMap<DefinitionsByName, CategoriesByKind>();

/** Worked out once for a catalog, however many assets are asked about. */
function categoriesByKind(definitions: DefinitionsByName): CategoriesByKind {
  const known = remembered.get(definitions);
  if (known) return known;
  const byKind = new Map<AssetKind, Set<MetricCategory>>();
  for (const { appliesTo, category } of definitions.values())
    for (const kind of appliesTo) byKind.set(kind, (byKind.get(kind) ?? new Set()).add(category));
  remembered.set(definitions, byKind);
  return byKind;
}
