import type { Instant } from '../../../vocabulary/duration.ts';
import { type BaselineAt, pinnedBaseline, withoutBaseline } from '../domain/baseline.ts';
import { type BaselineReference, endsWithin, startOf } from '../domain/baseline-reference.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { FingerprintedKey, Measurement, MetricKey } from '../domain/measurement.ts';
import { baselineEndingAt, movingBaseline } from '../domain/moving-baseline.ts';
import { labelsOf, type Slice, within } from '../domain/slice.ts';
import { measuredWindows } from '../domain/window.ts';
import type { Span } from '../domain/windows.ts';
import type { Arrival, MetricStore } from '../ports/metric-store.ts';

/** A metric with the definition by which it is read. */
export interface DefinedMetric {
  metric: MetricKey;
  definition: MetricDefinition;
  /** The part of it that is asked of; the whole when left out. */
  slice?: Slice;
}

/** Windows of a metric that are to be compared: those that begin within the span. */
interface BaselineQuestion extends DefinedMetric {
  span: Span;
}

/** Baselines of metrics. The latest of each is kept until something arrives within its range. */
export interface Baselines {
  /** One answer a question, in order, for the windows of its span. */
  of(questions: readonly BaselineQuestion[]): Promise<BaselineAt[]>;
  /** Forgets the baselines within which something arrived. */
  forget(arrivals: readonly Arrival[]): void;
}

/** Baselines kept in memory; the least lately read go first. */
const KEPT = 20_000;

interface Kept {
  at: BaselineAt;
  /** End of the measurements it is made of. */
  end: Instant;
}

/** The measurements that answer a question: from `start` for the first baseline to the ends of the first and the last. */
interface Reading {
  question: BaselineQuestion;
  reference: BaselineReference;
  start: Instant;
  first: Instant;
  last: Instant;
}

const textOf = ({ fingerprint, asset }: FingerprintedKey): string => `${fingerprint} ${asset}`;
/** Slices are asked of now and then; only whole baselines are kept. */
const isSliced = ({ slice = [] }: DefinedMetric): boolean => slice.length > 0;
const keyOf = ({ metric, definition }: DefinedMetric): FingerprintedKey => ({
  ...metric,
  fingerprint: definition.fingerprint,
});

export function baselinesIn(metrics: MetricStore): Baselines {
  const kept = new Map<string, Kept>();
  const keep = (text: string, baseline: Kept) => {
    kept.delete(text);
    kept.set(text, baseline);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  };
  const known = ({ question, first, last }: Reading): BaselineAt | null => {
    const baseline = isSliced(question) ? null : kept.get(textOf(keyOf(question)));
    return first === last && baseline?.end === last ? baseline.at : null;
  };
  let rounds = 0;
  return {
    async of(questions) {
      const readings = questions.map(readingOf);
      const answers = readings.map((reading) => (reading === null ? withoutBaseline : known(reading)));
      const missing = readings.filter((reading, index): reading is Reading => reading !== null && !answers[index]);
      const round = rounds;
      const read = await metrics.measurements(
        missing.map(({ question, start, last }) => ({ ...keyOf(question), after: start, until: last })),
      );
      const fresh = new Map(missing.map((reading, index) => [reading, baselinesOrFault(reading, read[index] ?? [])]));
      // What arrived while this was read may be missing from it.
      if (round === rounds)
        for (const [{ question, last }, { latest }] of fresh)
          if (!isSliced(question)) keep(textOf(keyOf(question)), { at: latest, end: last });
      return readings.map(
        (reading, index) => answers[index] ?? (reading && fresh.get(reading)?.every) ?? withoutBaseline,
      );
    },
    forget(arrivals) {
      if (arrivals.length > 0) rounds++;
      for (const arrival of arrivals) {
        const baseline = kept.get(textOf(arrival));
        if (baseline && arrival.earliest <= baseline.end) kept.delete(textOf(arrival));
      }
    },
  };
}

function readingOf(question: BaselineQuestion): Reading | null {
  const { definition, span } = question;
  const reference = definition.baseline;
  if (!reference) return null;
  if (reference.kind === 'pinned')
    return { question, reference, start: reference.from, first: reference.to, last: reference.to };
  const ends = endsWithin(reference, definition, span);
  return { question, reference, start: startOf(reference, definition, ends.first), ...ends };
}

/** Of many questions one may have no answer for a fault: only who asks for its baselines is thrown it. */
function baselinesOrFault(...of: Parameters<typeof baselinesOf>): ReturnType<typeof baselinesOf> {
  try {
    return baselinesOf(...of);
  } catch (cause) {
    const thrown: BaselineAt = () => {
      throw cause;
    };
    return { every: thrown, latest: thrown };
  }
}

/** The baselines of every window asked about, and the last of them, which needs no more of the measurements. */
function baselinesOf(
  { question: { definition, slice = [] }, reference, first, last }: Reading,
  measurements: Measurement[],
): { every: BaselineAt; latest: BaselineAt } {
  if (reference.kind === 'pinned') {
    const pinned = pinnedBaseline(definition, measurements, slice);
    return { every: () => pinned, latest: () => pinned };
  }
  const labels = labelsOf(slice);
  const windows = measuredWindows(definition, within(slice, measurements), labels);
  const latest = baselineEndingAt(definition, reference, windows, last);
  return { every: first === last ? latest : movingBaseline(definition, reference, windows), latest };
}
