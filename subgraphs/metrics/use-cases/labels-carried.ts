import type { Instant } from '../../../vocabulary/duration.ts';
import { dimensionsOf } from '../domain/measurement.ts';
import type { DefinedMetric } from './baselines.ts';
import { type SeriesStores, wholeWindows } from './read-series.ts';

/** A label and how many values of it measurements carry. */
export interface CarriedLabel {
  label: string;
  valueCount: number;
}

/** The labels carried by the measurements of the whole windows of a range, by name. @throws StoreUnavailable */
export async function labelsCarried(
  { metrics }: SeriesStores,
  { metric, definition }: DefinedMetric,
  { from, to, now }: { from: Instant; to: Instant; now: Instant },
): Promise<CarriedLabel[]> {
  const range = wholeWindows(definition, from, to, now);
  if (!range) return [];
  const query = { ...metric, fingerprint: definition.fingerprint, after: range.start, until: range.end };
  const [all = []] = await metrics.measurements([query]);
  const values = new Map<string, Set<string>>();
  for (const dimensions of new Set(all.map((one) => one.dimensions)))
    for (const [label, value] of dimensionsOf({ dimensions }))
      values.set(label, (values.get(label) ?? new Set()).add(value));
  return [...values]
    .map(([label, of]) => ({ label, valueCount: of.size }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}
