import type { Instant } from '../../../vocabulary/duration.ts';
import type { AlertTraces } from './context.ts';
import { inOrderOfStart, type Span, type SpansOfTrace } from './span.ts';

/** More would not be read. */
export const MOST_TRACES = 5;

/** Of a longer trace the spans that tell most are kept. */
export const MOST_SPANS = 5_000;

/**
 * Up to five traces. `known` are ids that somebody named: the offending observations, then the runs; `notable` ids found
 * in the window, those with errors first, then the slowest; `found` what is had of both.
 */
export function chooseTraces(
  known: readonly string[],
  notable: readonly string[],
  found: ReadonlyMap<string, SpansOfTrace>,
  capturedAt: Instant,
): AlertTraces {
  const present = [...new Set([...known, ...notable])].flatMap((traceId) => {
    const trace = found.get(traceId);
    return trace && trace.spans.length > 0 ? [{ traceId, capturedAt, ...trace }] : [];
  });
  const items = present.slice(0, MOST_TRACES);
  if (items.length > 0) return { status: 'ATTACHED', items };
  return { status: known.length > 0 ? 'EXPIRED' : 'NONE', items };
}

/** The spans of a trace that tell most, by start: those that failed, then those that took longest. */
export function mostTelling(spans: readonly Span[]): SpansOfTrace {
  const told = spans.length <= MOST_SPANS ? spans : spans.toSorted(byTelling).slice(0, MOST_SPANS);
  return { spans: told.toSorted(inOrderOfStart), spanCount: spans.length };
}

const byTelling = (a: Span, b: Span): number =>
  Number(b.status === 'ERROR') - Number(a.status === 'ERROR') ||
  Number(b.durationNanoseconds) - Number(a.durationNanoseconds);
