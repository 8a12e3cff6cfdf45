import { DDSketch } from '@datadog/sketches-js';
import protobuf from '@datadog/sketches-js/dist/ddsketch/proto/compiled.js';

/** Relative accuracy of every sketch: a quantile is within 1 % of the sample at its rank. */
const RELATIVE_ACCURACY = 0.01;
/** Longest protobuf read; the whole range of a double takes 71,000 bins of at most 8 bytes in each store. */
const MOST_BYTES = 1_500_000;
/** ln(greatest double) / ln(gamma): no value has a key beyond it. */
const GREATEST_KEY = 35_500;
/** A sparse bin takes twice the bytes of a dense one. */
const SPARSE_FACTOR = 2;
/** Libraries round gamma differently in its last digit. */
const GAMMA_TOLERANCE = 1e-9;

/** A store of bins as the protobuf has it: dense from an offset, or sparse by key, or both. */
interface StoreMessage {
  binCounts?: Record<string, number> | null;
  contiguousBinCounts?: number[] | null;
  contiguousBinIndexOffset?: number | null;
}

interface SketchMessage {
  mapping?: { gamma?: number; indexOffset?: number; interpolation?: number } | null;
  positiveValues?: StoreMessage | null;
  negativeValues?: StoreMessage | null;
  zeroCount?: number;
}

// The library's own reader knows dense stores only, and its writer keeps empty bins; its protobuf knows both forms.
const message = (protobuf as unknown as { DDSketch: unknown }).DDSketch as {
  decode(bytes: Uint8Array): SketchMessage;
  encode(sketch: SketchMessage): { finish(): Uint8Array };
};

export const emptySketch = (): DDSketch => new DDSketch({ relativeAccuracy: RELATIVE_ACCURACY });

/** Reads a DDSketch's protobuf, dense or sparse; answers what is wrong with it as a sentence. */
export function readSketch(bytes: Uint8Array): DDSketch | string {
  if (bytes.length > MOST_BYTES) return `the sketch has ${bytes.length} bytes; at most ${MOST_BYTES} are read`;
  try {
    const { mapping, positiveValues, negativeValues, zeroCount } = message.decode(bytes);
    const sketch = emptySketch();
    const isOurs = mapping && Math.abs((mapping.gamma ?? 0) - sketch.mapping.gamma) < GAMMA_TOLERANCE;
    if (!isOurs || mapping.indexOffset || mapping.interpolation)
      return `the sketch is not a logarithmic DDSketch of relative accuracy ${RELATIVE_ACCURACY}`;
    add(sketch.store, positiveValues);
    add(sketch.negativeStore, negativeValues);
    sketch.zeroCount = counted(zeroCount ?? 0);
    sketch.count = sketch.store.count + sketch.negativeStore.count + sketch.zeroCount;
    return sketch;
  } catch (cause) {
    return `the sketch is not a DDSketch: ${(cause as Error).message}`;
  }
}

/** Bytes that were read before, such as a store's own. */
export function sketchOf(bytes: Uint8Array): DDSketch {
  const sketch = readSketch(bytes);
  if (typeof sketch === 'string') throw new TypeError(sketch);
  return sketch;
}

/** The protobuf of a sketch, without its empty bins at either end. */
export function bytesOf(sketch: DDSketch): Uint8Array {
  const { gamma } = sketch.mapping;
  return message
    .encode({
      mapping: { gamma, indexOffset: 0, interpolation: 0 },
      positiveValues: compact(sketch.store),
      negativeValues: compact(sketch.negativeStore),
      zeroCount: sketch.zeroCount,
    })
    .finish();
}

/** One sketch of all; the given ones stay as they are. */
export function mergeSketches(all: readonly DDSketch[]): DDSketch {
  const merged = emptySketch();
  for (const sketch of all) {
    // The library's own merge leaves out the negative values once both sketches have any.
    merged.store.merge(sketch.store);
    merged.negativeStore.merge(sketch.negativeStore);
    merged.zeroCount += sketch.zeroCount;
    merged.count += sketch.count;
  }
  return merged;
}

/** How many of the samples lie above a value, to the accuracy of the sketch's bins. */
export function countAbove(sketch: DDSketch, value: number): number {
  let above = value < 0 ? sketch.zeroCount : 0;
  for (const [key, count] of bins(sketch.store)) if (sketch.mapping.value(key) > value) above += count;
  for (const [key, count] of bins(sketch.negativeStore)) if (-sketch.mapping.value(key) > value) above += count;
  return above;
}

/** Dense between its first and last bin, or sparse where most between them are empty. */
function compact(store: DDSketch['store']): StoreMessage {
  const filled = bins(store);
  const [first = 0] = filled[0] ?? [];
  const [last = 0] = filled.at(-1) ?? [];
  if (last - first > SPARSE_FACTOR * filled.length) return { binCounts: Object.fromEntries(filled) };
  const contiguousBinCounts =
    filled.length === 0 ? [] : store.bins.slice(first - store.offset, last - store.offset + 1);
  return { contiguousBinCounts, contiguousBinIndexOffset: first };
}

const bins = ({ bins, offset }: DDSketch['store']): [number, number][] =>
  bins.flatMap((count, index): [number, number][] => (count > 0 ? [[index + offset, count]] : []));

function add(target: DDSketch['store'], stated: StoreMessage | null | undefined): void {
  const offset = stated?.contiguousBinIndexOffset ?? 0;
  const dense = (stated?.contiguousBinCounts ?? []).map((count, index): [number, number] => [index + offset, count]);
  const sparse = Object.entries(stated?.binCounts ?? {}).map(([key, count]): [number, number] => [Number(key), count]);
  for (const [key, count] of [...dense, ...sparse]) {
    if (counted(count) === 0) continue;
    if (Math.abs(key) > GREATEST_KEY) throw new RangeError(`bin ${key} stands for no number`);
    target.add(key, count);
  }
}

function counted(count: number): number {
  if (!Number.isFinite(count) || count < 0) throw new RangeError(`a bin's count is ${count}`);
  return count;
}

/** Keys are moved by it, so that a bucket's place is positive for positive values, negative for negative ones, 0 for zero. */
const PLACE_OFFSET = 40_000;

/** The filled buckets of a sketch: place -> count. The bucket of place p > 0 holds values around gamma^(p - 40000). */
export function bucketsOf(sketch: DDSketch): [place: number, count: number][] {
  return [
    ...bins(sketch.negativeStore).map(([key, count]): [number, number] => [-(key + PLACE_OFFSET), count]),
    ...(sketch.zeroCount > 0 ? [[0, sketch.zeroCount] as [number, number]] : []),
    ...bins(sketch.store).map(([key, count]): [number, number] => [key + PLACE_OFFSET, count]),
  ];
}

/** The sketch of its buckets, counts at the same place added up. */
export function sketchOfBuckets(buckets: Iterable<readonly [place: number, count: number]>): DDSketch {
  const sketch = emptySketch();
  for (const [place, count] of buckets) {
    if (place > 0) sketch.store.add(place - PLACE_OFFSET, count);
    else if (place < 0) sketch.negativeStore.add(-place - PLACE_OFFSET, count);
    else sketch.zeroCount += count;
  }
  sketch.count = sketch.store.count + sketch.negativeStore.count + sketch.zeroCount;
  return sketch;
}
