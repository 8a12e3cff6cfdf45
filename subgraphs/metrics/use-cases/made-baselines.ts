import type { Instant } from '../../../vocabulary/duration.ts';
import { type BaselineAt, pinnedBaseline, valued } from '../domain/baseline.ts';
import { type MovingReference, startOf } from '../domain/baseline-reference.ts';
import { comparesComponents } from '../domain/compares-components.ts';
import type { Measurement } from '../domain/measurement.ts';
import { baselineEndingAt, movingBaseline } from '../domain/moving-baseline.ts';
import { labelsOf, within } from '../domain/slice.ts';
import { type MeasuredWindow, measuredWindows } from '../domain/window.ts';
import { type BaselineQuestion, type DefinedMetric, isSliced, type Reading } from './baseline-reading.ts';
import type { ValuesWithin } from './kept-values.ts';

export interface Made {
  /** The baselines of every window asked about. */
  every: BaselineAt;
  /** The last of them, which needs no more of the measurements. */
  latest: BaselineAt;
  /** Values to be kept, those since a time. */
  past?: { values: ValuesWithin; since: Instant };
}

/** Whether values are all that is needed of its windows. Few slices are asked for again. */
export function isOfValues(question: DefinedMetric): boolean {
  const { baseline } = question.definition;
  return (
    baseline !== null && baseline.kind !== 'pinned' && !isSliced(question) && !comparesComponents(question.definition)
  );
}

/** Of the windows with data those of a question's span; null where there is a fault in one, which who reads it will meet. */
export function valuesWithin(
  { definition, span }: BaselineQuestion,
  windows: readonly MeasuredWindow[],
): ValuesWithin | null {
  const within = windows.filter(({ start, end }) => start >= span.start && end <= span.end);
  try {
    return { ...span, windows: within.map((window) => valued(definition, null, window)) };
  } catch {
    return null;
  }
}

/** Of many questions one may have no answer for a fault: only who asks for its baselines is thrown it. */
export function madeOf(...of: Parameters<typeof baselinesOf>): Made {
  try {
    return baselinesOf(...of);
  } catch (cause) {
    const thrown: BaselineAt = () => {
      throw cause;
    };
    return { every: thrown, latest: thrown };
  }
}

function baselinesOf(reading: Reading, measurements: Measurement[]): Made {
  const { question, reference, first, last } = reading;
  const { definition, slice = [] } = question;
  if (reference.kind === 'pinned') {
    const pinned = pinnedBaseline(definition, measurements, slice);
    return { every: () => pinned, latest: () => pinned };
  }
  const labels = labelsOf(slice);
  const measured = measuredWindows(definition, within(slice, measurements), labels);
  const past = isOfValues(question) ? pastOf(reading, reference, measured) : undefined;
  const windows = past?.values.windows ?? measured;
  const latest = baselineEndingAt(definition, reference, windows, last);
  const every = first === last ? latest : movingBaseline(definition, reference, windows);
  return past ? { every, latest, past } : { every, latest };
}

/** As long again as is looked back at is kept, for windows judged anew and for who is ahead of the judging. */
function pastOf(
  { question: { definition }, start, last, known }: Reading,
  by: MovingReference,
  measured: MeasuredWindow[],
) {
  const read = measured.map((window) => valued(definition, null, window));
  const values = {
    start: known?.start ?? start,
    end: Math.max(known?.end ?? last, last),
    windows: [...(known?.windows ?? []), ...read],
  };
  return { values, since: startOf(by, definition, startOf(by, definition, last)) };
}
