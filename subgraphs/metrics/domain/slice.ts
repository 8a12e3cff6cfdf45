import { dimensionsOf, type Measurement } from './measurement.ts';

/** A label with the values that count, together; an empty value stands for measurements without the label. */
interface DimensionFilter {
  label: string;
  values: readonly string[];
}

/** The part of a metric that a question asks of; empty for the whole. */
export type Slice = readonly DimensionFilter[];

/** One value of each label of a breakdown; null where measurements do not have the label. */
export type DimensionValues = readonly (string | null)[];

type Measured = Pick<Measurement, 'dimensions'>;

/** The measurements that lie in the slice. */
export function within<Kept extends Measured>(slice: Slice, measurements: readonly Kept[]): readonly Kept[] {
  if (slice.length === 0) return measurements;
  return measurements.filter((one) => {
    const dimensions = dimensionsOf(one);
    return slice.every(({ label, values }) => values.includes(dimensions.get(label) ?? ''));
  });
}

/**
 * Those of one span that count for a slice by these labels. What was observed for just these labels is the whole of its
 * values; where nothing was, it is all that carry them, together. So a producer may tell a total beside its parts, and
 * nothing counts twice.
 */
export function countedIn<Kept extends Measured>(labels: readonly string[], measurements: readonly Kept[]): Kept[] {
  const isExact = (one: Measured) =>
    dimensionsOf(one)
      .keys()
      .every((label) => labels.includes(label));
  return [...Map.groupBy(measurements, valuesTextFor(labels)).values()].flatMap((all) => {
    const exact = all.filter(isExact);
    return exact.length > 0 ? exact : all;
  });
}

/**
 * The dimensions that count for a slice in every span, whichever of them it has; null where it depends on the span, such
 * as on whether the whole was told beside its parts.
 */
export function alwaysCountedIn(slice: Slice, dimensions: readonly string[]): string[] | null {
  const lying = within(
    slice,
    dimensions.map((text) => ({ dimensions: text })),
  );
  const labels = labelsOf(slice);
  return countedIn(labels, lying).length === lying.length ? lying.map((one) => one.dimensions) : null;
}

/** The values that measurements have of these labels, each combination once, in order of their text. */
export function valuesIn(labels: readonly string[], measurements: readonly Measured[]): DimensionValues[] {
  const found = new Map<string, DimensionValues>();
  for (const dimensions of new Set(measurements.map((one) => one.dimensions))) {
    const values = valuesOf(labels, { dimensions });
    if (values.some((value) => value !== null)) found.set(JSON.stringify(values), values);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, values]) => values);
}

/** The labels that it is cut by. */
export const labelsOf = (slice: Slice): string[] => slice.map(({ label }) => label);

/** The slice of one combination of values. */
export const sliceOfValues = (labels: readonly string[], values: DimensionValues): Slice =>
  labels.map((label, index) => ({ label, values: [values[index] ?? ''] }));

function valuesOf(labels: readonly string[], measurement: Measured): DimensionValues {
  const dimensions = dimensionsOf(measurement);
  return labels.map((label) => dimensions.get(label) ?? null);
}

/** The same for measurements with the same values of these labels, and for no others. */
function valuesTextFor(labels: readonly string[]): (one: Measured) => string {
  if (labels.length === 0) return () => '';
  const known = new Map<string, string>();
  return (one) => {
    const text = known.get(one.dimensions) ?? JSON.stringify(valuesOf(labels, one));
    known.set(one.dimensions, text);
    return text;
  };
}
