import type { SketchComponents } from './components.ts';
import type { TelemetryPoint } from './observation.ts';
import { bytesOf, emptySketch } from './sketch.ts';

type Histogram = Extract<TelemetryPoint['measured'], { kind: 'histogram' }>;
type ExponentialHistogram = Extract<TelemetryPoint['measured'], { kind: 'exponentialHistogram' }>;

/** Values that stand for one bucket, spread evenly over it; a power of two, so that a count divides without rounding. */
const SLICES = 16;

/**
 * A histogram with stated bounds as a sketch. Within a bucket the samples are taken to be spread evenly, as Prometheus
 * does for its quantiles: a quantile lies in the right bucket, off by at most the bucket's width. Samples beyond the
 * last bound are taken to be at most `max`, or at the bound when no maximum is stated.
 */
export function sketchOfHistogram({ bounds, counts, min, max }: Histogram, scale: number): SketchComponents {
  const sketch = emptySketch();
  counts.forEach((count, index) => {
    if (count <= 0) return;
    const [lower, upper] = bucket(bounds, index, min, max);
    for (let slice = 0; slice < SLICES; slice++)
      sketch.accept(scale * (lower + ((upper - lower) * (slice + 0.5)) / SLICES), count / SLICES);
  });
  return { sketch: bytesOf(sketch) };
}

function bucket(bounds: number[], index: number, min: number | null, max: number | null): [number, number] {
  const first = bounds[0] ?? 0;
  const last = bounds.at(-1) ?? 0;
  const below = min ?? Math.min(0, first);
  const lower = Math.max(bounds[index - 1] ?? below, min ?? Number.NEGATIVE_INFINITY);
  const upper = Math.min(bounds[index] ?? max ?? last, max ?? Number.POSITIVE_INFINITY);
  return [Math.min(lower, upper), upper];
}

/**
 * An exponential histogram as a sketch: each bucket's samples at its geometric middle. A quantile is off by at most
 * (base − 1)/(base + 1) of its value, 2.2 % at scale 4, and the sketch's own 1 %.
 */
export function sketchOfExponential(histogram: ExponentialHistogram, scale: number): SketchComponents {
  const sketch = emptySketch();
  const base = 2 ** (2 ** -histogram.scale);
  for (const [sign, { offset, counts }] of [
    [1, histogram.positive],
    [-1, histogram.negative],
  ] as const)
    counts.forEach((count, index) => {
      if (count > 0) sketch.accept((sign * scale * 2 * base ** (offset + index + 1)) / (base + 1), count);
    });
  if (histogram.zeroCount > 0) sketch.accept(0, histogram.zeroCount);
  return { sketch: bytesOf(sketch) };
}
