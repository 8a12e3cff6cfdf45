import type { FingerprintedKey, Measurement, MetricKey } from '../../domain/measurement.ts';
import { textOfKey } from '../../domain/measurement.ts';
import { ObservedIndex } from '../observed-index.ts';

/** One metric under one fingerprint and one set of dimensions, as the points refer to it. */
export interface Series extends FingerprintedKey {
  id: number;
  dimensions: string;
}

type Identified = Pick<Measurement, 'name' | 'fingerprint' | 'asset' | 'dimensions'>;

/** All series in memory, each with the newest end that was ever written of it. */
export class SeriesIndex {
  readonly observed = new ObservedIndex();
  readonly #ids = new Map<string, Map<string, Map<string, Map<string, number>>>>();
  readonly #byId: Series[] = [];
  readonly #newestEnds: number[] = [];
  /** By id, the id that was asked for next. */
  readonly #following: number[] = [];
  #last = 0;
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
    append(this.#byMetric, textOfKey(series), id);
    this.observed.add(series);
  }

  /** The series that came after the last one is tried first: a producer sends its series in one order again and again. */
  idOf(identified: Identified): number | undefined {
    const expected = this.#following[this.#last];
    const isExpected = expected !== undefined && isOf(this.#byId[expected], identified);
    const id = isExpected ? expected : this.#lookedUp(identified);
    if (id === undefined) return undefined;
    if (!isExpected) this.#following[this.#last] = id;
    this.#last = id;
    return id;
  }

  #lookedUp = ({ name, fingerprint, asset, dimensions }: Identified): number | undefined =>
    this.#ids.get(fingerprint)?.get(name)?.get(asset)?.get(dimensions);

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

  ofFingerprint = ({ name, fingerprint, asset }: FingerprintedKey): number[] => [
    ...(this.#ids.get(fingerprint)?.get(name)?.get(asset)?.values() ?? []),
  ];
  ofMetric = (key: MetricKey): number[] => this.#byMetric.get(textOfKey(key)) ?? [];
}

const isOf = (series: Series | undefined, { name, fingerprint, asset, dimensions }: Identified): boolean =>
  series !== undefined &&
  series.asset === asset &&
  series.name === name &&
  series.fingerprint === fingerprint &&
  series.dimensions === dimensions;

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
