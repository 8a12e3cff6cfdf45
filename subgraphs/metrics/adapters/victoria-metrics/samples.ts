import type { StoredComponents } from '../../domain/components.ts';
import type { Measurement } from '../../domain/measurement.ts';
import { bucketsOf, bytesOf, sketchOf, sketchOfBuckets } from '../../domain/sketch.ts';
import { type Kind, kindOf, sampleOf } from '../kinds.ts';
import { bitsOf, integersOf, isKeptExactly, isReadable, numberOfBits, textOf } from './exact.ts';

/** One number of a measurement: `headwater_<name>` with labels of its own. */
export interface Part {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** What a measurement is besides its key: found by the end of its window in the series of its parts. */
export type Parted = Pick<Measurement, 'duration' | 'components' | 'traceIds' | 'recordedAt'>;

/** The parts of a measurement, the last of them saying how many the others are. */
export function partsOf({ duration, components, traceIds, recordedAt }: Parted): Part[] {
  const parts = [
    { name: 'duration', labels: { kind: kindOf(components) }, value: duration },
    ...exactly('recorded_at', recordedAt),
    ...componentParts(components),
    ...traceIds.flatMap((id, index) =>
      integersOf(id).map((value, part) => ({ name: 'trace', labels: { trace: `${index}`, part: `${part}` }, value })),
    ),
  ];
  return [...parts, { name: 'parts', labels: {}, value: parts.length }];
}

function componentParts(components: StoredComponents): Part[] {
  if ('bins' in components)
    return Object.entries(components.bins).flatMap(([bin, count]) => exactly('bin', count, { bin }));
  if ('sketch' in components)
    return bucketsOf(sketchOf(components.sketch)).flatMap(([place, count]) =>
      exactly('bucket', count, { bucket: `${place}` }),
    );
  if (kindOf(components) === 'sample' && 'sum' in components) return exactly('sum', components.sum);
  return Object.entries(components).flatMap(([name, value]) => exactly(SERIES_NAMES[name] ?? name, value));
}

/** Names of series are in lower case with underscores. */
const SERIES_NAMES: Record<string, string> = { sumOfSquares: 'sum_of_squares' };

function exactly(name: string, value: number, labels: Record<string, string> = {}): Part[] {
  if (isKeptExactly(value)) return [{ name, labels, value }];
  const halves = Object.entries(bitsOf(value)).map(([half, bits]) => ({
    name: `${name}_bits`,
    labels: { ...labels, half },
    value: bits,
  }));
  return isReadable(value) && value !== 0 ? [{ name, labels, value }, ...halves] : halves;
}

/** Gathers the parts of one measurement as they are found; one found again, such as one written twice, counts once. */
export class PartsFound {
  #kind: Kind | null = null;
  #expected = Number.NaN;
  readonly #found = new Map<string, Map<string, number>>();

  add({ name, labels, value }: Part): void {
    if (name === 'parts') {
      this.#expected = value;
      return;
    }
    if (name === 'duration') this.#kind = labels.kind as Kind;
    const own = labels.bin ?? labels.bucket ?? labels.trace ?? '';
    this.#ofName(`${name} ${labels.half ?? labels.part ?? ''}`).set(own, value);
  }

  /** The measurement; null while not all of its parts are there, for it is being written. */
  measured(): Parted | null {
    const found = this.#found.values().reduce((total, { size }) => total + size, 0);
    if (found !== this.#expected || !this.#kind) return null;
    return {
      duration: this.#number('duration'),
      recordedAt: this.#number('recorded_at'),
      components: this.#components(this.#kind),
      traceIds: this.#traceIds(),
    };
  }

  #ofName(name: string): Map<string, number> {
    const known = this.#found.get(name);
    if (known) return known;
    const values = new Map<string, number>();
    this.#found.set(name, values);
    return values;
  }

  /** The numbers of a name by the label that is their own; bits are exact where there are any. */
  #numbers(name: string): Map<string, number> {
    const high = this.#found.get(`${name}_bits high`);
    const low = this.#found.get(`${name}_bits low`);
    const numbers = new Map(this.#found.get(`${name} `));
    for (const [own, bits] of high ?? []) numbers.set(own, numberOfBits({ high: bits, low: low?.get(own) ?? 0 }));
    return numbers;
  }

  #number = (name: string): number => this.#numbers(name).get('') ?? 0;

  #components(kind: Kind): StoredComponents {
    if (kind === 'bins') return { bins: Object.fromEntries(this.#numbers('bin')) };
    if (kind === 'latest') return { latest: this.#number('latest') };
    if (kind === 'ratio') return { numerator: this.#number('numerator'), denominator: this.#number('denominator') };
    if (kind === 'sketch') {
      const buckets = [...this.#numbers('bucket')].map(([place, count]) => [Number(place), count] as const);
      return { sketch: bytesOf(sketchOfBuckets(buckets)) };
    }
    const [sum, min, max] = ['sum', 'min', 'max'].map(this.#number) as [number, number, number];
    if (kind === 'sample') return sampleOf(sum);
    const sumOfSquares = this.#numbers('sum_of_squares').get('');
    return { sum, count: this.#number('count'), min, max, ...(sumOfSquares === undefined ? {} : { sumOfSquares }) };
  }

  #traceIds(): string[] {
    const traces: number[][] = [];
    for (let part = 0; ; part++) {
      const integers = this.#found.get(`trace ${part}`);
      if (!integers) return traces.map(textOf);
      for (const [trace, integer] of integers) {
        traces[Number(trace)] ??= [];
        traces[Number(trace)]?.push(integer);
      }
    }
  }
}
