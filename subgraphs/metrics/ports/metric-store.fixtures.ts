import { datasetId, deploymentId } from '../../../vocabulary/asset-id.ts';
import type { StoredComponents } from '../domain/components.ts';
import type { Measurement } from '../domain/measurement.ts';
import { bytesOf, emptySketch } from '../domain/sketch.ts';

export const ASSET = deploymentId('prod', 'a');
export const OTHER = datasetId('warehouse', 'o\'brien, "b"');
export const DAY = 86_400_000;

export const measurement = (more: Partial<Measurement> = {}): Measurement => ({
  name: 'accuracy',
  fingerprint: 'f1',
  asset: ASSET,
  dimensions: '',
  end: DAY,
  duration: DAY,
  components: { numerator: 9, denominator: 10 },
  traceIds: [],
  recordedAt: 2 * DAY,
  ...more,
});

export const HOUR = 3_600_000;

export const sketchOf = (values: readonly number[]): StoredComponents => {
  const sketch = emptySketch();
  for (const value of values) sketch.accept(value);
  return { sketch: bytesOf(sketch) };
};

/** Components with a sketch's bytes as the same kind of array. */
export const plain = (components: StoredComponents): StoredComponents =>
  'sketch' in components ? { sketch: Uint8Array.from(components.sketch) } : components;

export const everything = (more: Partial<Measurement> = {}) => {
  const { name, fingerprint, asset } = measurement(more);
  return { name, fingerprint, asset, after: -1, until: 1e15 };
};
