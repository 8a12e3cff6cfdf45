import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { MetricKey } from '../domain/measurement.ts';
import type { ObservedQuestion } from '../ports/metric-store.ts';

/** Which metrics have ever been observed, in memory: every question about what exists is answered without a scan. */
export class ObservedIndex {
  readonly #assetsByName = new Map<string, Set<AssetId>>();
  readonly #namesByAsset = new Map<AssetId, Set<string>>();

  add({ name, asset }: MetricKey): void {
    include(this.#assetsByName, name, asset);
    include(this.#namesByAsset, asset, name);
  }

  has = ({ name, asset }: MetricKey): boolean => this.#assetsByName.get(name)?.has(asset) ?? false;
  assetsOf = (name: string): AssetId[] => [...(this.#assetsByName.get(name) ?? [])];
  assets = (): AssetId[] => [...this.#namesByAsset.keys()];

  namesOf = (assets: readonly AssetId[]): Map<AssetId, string[]> =>
    new Map(assets.map((asset) => [asset, [...(this.#namesByAsset.get(asset) ?? [])].sort()]));

  observed({ names, asset, after, first }: ObservedQuestion): { metrics: MetricKey[]; total: number } {
    const all = names
      .toSorted()
      .flatMap((name) =>
        [...(this.#assetsByName.get(name) ?? [])].sort().map((observed) => ({ name, asset: observed })),
      )
      .filter((metric) => asset === null || metric.asset === asset);
    const rest = after ? all.filter((metric) => isAfter(metric, after)) : all;
    return { metrics: rest.slice(0, first), total: all.length };
  }
}

const isAfter = (a: MetricKey, b: MetricKey): boolean => (a.name === b.name ? a.asset > b.asset : a.name > b.name);

function include<Key, Item>(map: Map<Key, Set<Item>>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items) items.add(item);
  else map.set(key, new Set([item]));
}
