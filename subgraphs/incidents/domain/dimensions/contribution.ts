import type { Cut, MeasuredSlice, SliceValues, Whole } from './slice.ts';

/** A slice's part in how the metric moved. */
export interface Contribution {
  dimensions: SliceValues;
  /** Null when nothing of it was known. */
  normal: number | null;
  value: number | null;
  normalSampleSize: number;
  sampleSize: number;
  /** 0..1: its share of the samples now. */
  weight: number | null;
  /** Its part of the excess; null where it is not known. */
  share: number | null;
}

/** What was normal of the whole metric, and what is. */
export interface Movement {
  normal: Whole;
  now: Whole;
}

/**
 * What each slice contributes to V₁ − V₀ of a mean or ratio: w₁(v₁ − V₀) − w₀(v₀ − V₀), which is what moved within the
 * slice, w₁(v₁ − v₀), and what moved between slices, (w₁ − w₀)(v₀ − V₀) (Kitagawa 1955), as shares of V₁ − V₀. Those of
 * all slices and of what carries no label add up to 1. A slice of which nothing was normal contributes w₁(v₁ − V₀).
 */
export function contributionsOf({ normal, now }: Cut, whole: Movement, adds: boolean): Contribution[] {
  const before = new Map(normal.slices.map((slice) => [textOf(slice), slice]));
  const after = new Map(now.slices.map((slice) => [textOf(slice), slice]));
  const keys = [...new Set([...after.keys(), ...before.keys()])];
  return keys.map((key) => {
    const [then, since] = [before.get(key), after.get(key)];
    return {
      dimensions: (since ?? then)?.dimensions ?? [],
      normal: then?.value ?? null,
      value: since?.value ?? null,
      normalSampleSize: then?.sampleSize ?? 0,
      sampleSize: since?.sampleSize ?? 0,
      weight: weightOf(since, whole.now),
      share: adds ? shareOf(then, since, whole) : null,
    };
  });
}

const textOf = ({ dimensions }: Pick<MeasuredSlice, 'dimensions'>): string =>
  JSON.stringify(dimensions.map(({ value }) => value));

const weightOf = (slice: MeasuredSlice | undefined, whole: Whole): number | null =>
  whole.sampleSize > 0 ? (slice?.sampleSize ?? 0) / whole.sampleSize : null;

function shareOf(then: MeasuredSlice | undefined, since: MeasuredSlice | undefined, whole: Movement): number | null {
  const { normal, now } = whole;
  if (normal.value === null || now.value === null || now.value === normal.value) return null;
  const pulled = pullOf(since, whole.now, normal.value);
  const pulledThen = pullOf(then, whole.normal, normal.value);
  return pulled === null || pulledThen === null ? null : (pulled - pulledThen) / (now.value - normal.value);
}

/** How far a slice pulls the whole from a value; nothing when it has no samples, null when its own value is not known. */
function pullOf(slice: MeasuredSlice | undefined, whole: Whole, from: number): number | null {
  if (!slice || slice.sampleSize === 0) return 0;
  return slice.value === null || whole.sampleSize === 0
    ? null
    : (slice.sampleSize / whole.sampleSize) * (slice.value - from);
}
