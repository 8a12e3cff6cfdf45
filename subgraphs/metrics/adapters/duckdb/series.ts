import type { FingerprintedKey, Measurement, MetricKey } from '../../domain/measurement.ts';
import { textOfKey } from '../../domain/measurement.ts';
import { ObservedIndex } from '../observed-index.ts';

/** One metric under one fingerprint and one set of dimensions, as the points refer to it. */
export interface Series extends FingerprintedKey {
  id: number;
  dimensions: string;
}

type Identified = Pick<Measurement, 'name' | 'fingerprint' | 'asset' | 'dimensions'>;

const fingerprintedText = ({ name, fingerprint, asset }: FingerprintedKey): string => `${fingerprint} ${name} ${asset}`;

/** All series in memory, each with the newest end that was ever written of it. */
export class SeriesIndex {
  readonly observed = new ObservedIndex();
  readonly #ids = new Map<string, Map<string, Map<string, Map<string, number>>>>();
  readonly #byId: Series[] = [];
  readonly #newestEnds: number[] = [];
  readonly #byFingerprint = new Map<string, number[]>();
  readonly #byMetric = new Map<string, number[]>();

  /** The id that the next new series gets. */
  get nextId(): number {
    return this.#byId.length;
  }

  add(series: Series): void {
    const { id, name, fingerprint, asset, dimensions } = series;
    this.#byId[id] = series;
    this.#newestEnds[id] ??= Number.NEGATIVE_INFINITY;
    // Nested, for a measurement's own texts are looked up faster than one made of them.
    nested(nested(nested(this.#ids, fingerprint), name), asset).set(dimensions, id);
    append(this.#byFingerprint, fingerprintedText(series), id);
    append(this.#byMetric, textOfKey(series), id);
    this.observed.add(series);
  }

  idOf({ name, fingerprint, asset, dimensions }: Identified): number | undefined {
    return this.#ids.get(fingerprint)?.get(name)?.get(asset)?.get(dimensions);
  }

  /** @throws when there is none: ids come from points, and a point never stands without its series. */
  get(id: number): Series {
    const series = this.#byId[id];
    if (!series) throw new RangeError(`no series ${id}`);
    return series;
  }

  newestEnd = (id: number): number => this.#newestEnds[id] ?? Number.NEGATIVE_INFINITY;

  noteEnd(id: number, end: number): void {
    if (end > this.newestEnd(id)) this.#newestEnds[id] = end;
  }

  ofFingerprint = (key: FingerprintedKey): number[] => this.#byFingerprint.get(fingerprintedText(key)) ?? [];
  ofMetric = (key: MetricKey): number[] => this.#byMetric.get(textOfKey(key)) ?? [];
}

function nested<Inner>(map: Map<string, Map<string, Inner>>, key: string): Map<string, Inner> {
  const known = map.get(key);
  if (known) return known;
  const inner = new Map<string, Inner>();
  map.set(key, inner);
  return inner;
}

function append<Key>(map: Map<Key, number[]>, key: Key, id: number): void {
  const ids = map.get(key);
  if (ids) ids.push(id);
  else map.set(key, [id]);
}
