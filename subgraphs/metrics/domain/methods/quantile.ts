import type { SketchComponents } from '../components.ts';
import { bytesOf, emptySketch, mergeSketches, readSketch, sketchOf } from '../sketch.ts';
import { type MethodRules, namesOf, refused, withoutEvidence, withoutNoiseFloor } from './rules.ts';

/**
 * The quantile q of every sample, from a DDSketch of relative accuracy 0.01 (Masson, Rim and Lee, VLDB 2019): within
 * 1 % of the sample of rank q (n - 1).
 */
export const quantile = (q: number): MethodRules<SketchComponents> => ({
  takes: '{sketch}: a DDSketch of relative accuracy 0.01 in base64, or {value} for a single sample',
  read(components) {
    if ('value' in components) {
      const single = emptySketch();
      single.accept(components.value);
      return { ok: true, components: { sketch: bytesOf(single) } };
    }
    if (!('sketch' in components)) return refused(`${namesOf(components)} is not what a quantile is made of`);
    const sketch = readSketch(components.sketch);
    return typeof sketch === 'string' ? refused(sketch) : { ok: true, components: { sketch: bytesOf(sketch) } };
  },
  merge: ([first, ...others]) =>
    first && others.length === 0 ? first : merged([first as SketchComponents, ...others]),
  compute({ sketch }) {
    const read = sketchOf(sketch);
    return read.count === 0 ? null : read.getValueAtQuantile(q);
  },
  sampleSize: ({ sketch }) => sketchOf(sketch).count,
  whyNone: () => 'the sketch holds no samples',
  noiseFloor: withoutNoiseFloor,
  evidence: withoutEvidence,
});

const merged = (all: SketchComponents[]): SketchComponents => ({
  sketch: bytesOf(mergeSketches(all.map(({ sketch }) => sketchOf(sketch)))),
});
