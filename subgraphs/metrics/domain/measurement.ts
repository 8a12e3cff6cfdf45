import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { StoredComponents } from './components.ts';

/** A definition on one asset. */
export interface MetricKey {
  name: string;
  asset: AssetId;
}

/** A metric under one fingerprint of its definition. */
export interface FingerprintedKey extends MetricKey {
  fingerprint: string;
}

/** An accepted observation. One of the same key, dimensions, end and duration replaces it. */
export interface Measurement extends FingerprintedKey {
  /** Canonical JSON of label -> value; empty for the whole. */
  dimensions: string;
  end: Instant;
  duration: Milliseconds;
  components: StoredComponents;
  traceIds: string[];
  /** When it was taken in. */
  recordedAt: Instant;
}

/** A measurement as it is kept. */
export interface KeptMeasurement extends Measurement {
  /** When the first of those that it replaced was taken in; `recordedAt` when it replaced none. */
  firstRecordedAt: Instant;
}

/** A text that is the same for the same metric and for no other. */
export const textOfKey = ({ name, asset }: MetricKey): string => `${name} ${asset}`;

/** Canonical text of dimensions: by label, empty for the whole. */
export function dimensionsText(dimensions: Record<string, string>): string {
  const labels = Object.keys(dimensions).sort();
  return labels.length === 0 ? '' : JSON.stringify(labels.map((label) => [label, dimensions[label]]));
}

const read = new Map<string, ReadonlyMap<string, string>>();
/** Texts of dimensions of which it is remembered what they say. */
const MOST_READ = 20_000;

/** Label -> value of canonical text. Millions of measurements share a few texts, so that each is read once. */
export function dimensionsOf({ dimensions }: Pick<Measurement, 'dimensions'>): ReadonlyMap<string, string> {
  const known = read.get(dimensions);
  if (known) return known;
  const values = new Map(dimensions === '' ? [] : (JSON.parse(dimensions) as [string, string][]));
  if (read.size >= MOST_READ) read.clear();
  read.set(dimensions, values);
  return values;
}

/** Whether two measurements of one key say the same, whenever they were taken in. */
export const isSame = (a: Measurement, b: Measurement): boolean => textOfMeasured(a) === textOfMeasured(b);

const textOfMeasured = ({ components, traceIds }: Measurement): string => {
  const parts = 'bins' in components ? components.bins : components;
  const entries = Object.entries(parts).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : Buffer.from(value).toString('base64'),
  ]);
  return JSON.stringify([entries.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)), traceIds]);
};
