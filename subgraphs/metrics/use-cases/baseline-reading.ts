import type { Instant } from '../../../vocabulary/duration.ts';
import { type BaselineReference, endsWithin, startOf } from '../domain/baseline-reference.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { FingerprintedKey, Measurement, MetricKey } from '../domain/measurement.ts';
import type { Slice } from '../domain/slice.ts';
import type { Span } from '../domain/windows.ts';
import type { MetricStore } from '../ports/metric-store.ts';
import type { ValuesWithin } from './kept-values.ts';

/** A metric with the definition by which it is read. */
export interface DefinedMetric {
  metric: MetricKey;
  definition: MetricDefinition;
  /** The part of it that is asked of; the whole when left out. */
  slice?: Slice;
}

/** Windows of a metric that are to be compared: those that begin within the span. */
export interface BaselineQuestion extends DefinedMetric {
  span: Span;
}

/** The measurements that answer a question: from `start` for the first baseline to the ends of the first and the last. */
export interface Reading {
  question: BaselineQuestion;
  reference: BaselineReference;
  start: Instant;
  first: Instant;
  last: Instant;
  /** What of it need not be read. */
  known: ValuesWithin | null;
}

/** Slices are asked of now and then; only whole baselines are kept. */
export const isSliced = ({ slice = [] }: DefinedMetric): boolean => slice.length > 0;
export const keyOf = ({ metric, definition }: DefinedMetric): FingerprintedKey => ({
  ...metric,
  fingerprint: definition.fingerprint,
});

/** What is not known of each reading; nothing where there is none. */
export async function unknownOf(metrics: MetricStore, readings: readonly (Reading | null)[]): Promise<Measurement[][]> {
  const asked = readings.flatMap((reading, index) => {
    if (!reading) return [];
    const { question, start, last, known } = reading;
    const query = { ...keyOf(question), after: known?.end ?? start, until: last };
    return query.after < query.until ? [{ index, query }] : [];
  });
  const found = await metrics.measurements(asked.map(({ query }) => query));
  const answers: Measurement[][] = readings.map(() => []);
  for (const [place, { index }] of asked.entries()) answers[index] = found[place] ?? [];
  return answers;
}

export function readingOf(question: BaselineQuestion): Reading | null {
  const { definition, span } = question;
  const reference = definition.baseline;
  if (!reference) return null;
  if (reference.kind === 'pinned')
    return { question, reference, start: reference.from, first: reference.to, last: reference.to, known: null };
  const ends = endsWithin(reference, definition, span);
  return { question, reference, start: startOf(reference, definition, ends.first), ...ends, known: null };
}
