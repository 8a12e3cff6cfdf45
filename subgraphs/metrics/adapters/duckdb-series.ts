import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { FingerprintedKey, Measurement, MetricKey } from '../domain/measurement.ts';
import { textOfKey } from '../domain/measurement.ts';

/** One metric under one fingerprint and one set of dimensions, as the points refer to it. */
export interface Series extends FingerprintedKey {
  id: number;
  dimensions: string;
}

type Identified = Pick<Measurement, 'name' | 'fingerprint' | 'asset' | 'dimensions'>;

const textOf = ({ name, fingerprint, asset, dimensions }: Identified): string =>
  `${fingerprint} ${name} ${asset} ${dimensions}`;
const fingerprintedText = ({ name, fingerprint, asset }: FingerprintedKey): string => `${fingerprint} ${name} ${asset}`;

/** All series in memory: every question about what exists is answered without a scan. */
export class SeriesIndex {
  readonly #byText = new Map<string, number>();
  readonly #byId: Series[] = [];
  readonly #byFingerprint = new Map<string, number[]>();
  readonly #byMetric = new Map<string, number[]>();
  readonly #assetsByName = new Map<string, Set<AssetId>>();
  readonly #namesByAsset = new Map<AssetId, Set<string>>();

  /** The id that the next new series gets. */
  get nextId(): number {
    return this.#byId.length;
  }

  add(series: Series): void {
    this.#byId[series.id] = series;
    this.#byText.set(textOf(series), series.id);
    append(this.#byFingerprint, fingerprintedText(series), series.id);
    append(this.#byMetric, textOfKey(series), series.id);
    include(this.#assetsByName, series.name, series.asset);
    include(this.#namesByAsset, series.asset, series.name);
  }

  idOf(identified: Identified): number | undefined {
    return this.#byText.get(textOf(identified));
  }

  /** @throws when there is none: ids come from points, and a point never stands without its series. */
  get(id: number): Series {
    const series = this.#byId[id];
    if (!series) throw new RangeError(`no series ${id}`);
    return series;
  }

  ofFingerprint = (key: FingerprintedKey): number[] => this.#byFingerprint.get(fingerprintedText(key)) ?? [];
  ofMetric = (key: MetricKey): number[] => this.#byMetric.get(textOfKey(key)) ?? [];
  assetsOf = (name: string): AssetId[] => [...(this.#assetsByName.get(name) ?? [])].sort();
  namesOf = (asset: AssetId): string[] => [...(this.#namesByAsset.get(asset) ?? [])].sort();
  assets = (): AssetId[] => [...this.#namesByAsset.keys()];
}

function append<Key>(map: Map<Key, number[]>, key: Key, id: number): void {
  const ids = map.get(key);
  if (ids) ids.push(id);
  else map.set(key, [id]);
}

function include<Key, Item>(map: Map<Key, Set<Item>>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items) items.add(item);
  else map.set(key, new Set([item]));
}
