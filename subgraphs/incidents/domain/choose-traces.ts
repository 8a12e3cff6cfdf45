import type { Instant } from '../../../vocabulary/duration.ts';
import type { AlertTraces } from './context.ts';
import type { Span } from './span.ts';

/** More would not be read. */
export const MOST_TRACES = 5;

/**
 * Up to five traces: those that the offending observations named, then those with errors, then the slowest. `known` are
 * ids that somebody named, `notable` ids found in the window, most telling first; `spans` what is still there of both.
 */
export function chooseTraces(
  known: readonly string[],
  notable: readonly string[],
  spans: ReadonlyMap<string, Span[]>,
  capturedAt: Instant,
): AlertTraces {
  const present = [...new Set([...known, ...notable])].filter((traceId) => (spans.get(traceId)?.length ?? 0) > 0);
  const items = present.slice(0, MOST_TRACES).map((traceId) => ({
    traceId,
    capturedAt,
    spans: (spans.get(traceId) ?? []).toSorted((a, b) => a.startTime - b.startTime || (a.spanId < b.spanId ? -1 : 1)),
  }));
  if (items.length > 0) return { status: 'ATTACHED', items };
  return { status: known.length > 0 ? 'EXPIRED' : 'NONE', items };
}
