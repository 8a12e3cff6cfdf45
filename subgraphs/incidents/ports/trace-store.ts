import type { Instant } from '../../../vocabulary/duration.ts';
import type { Span, SpansOfTrace } from '../domain/span.ts';

/**
 * Recent spans in a ring bounded by their number and age: the oldest received go first. Results belong to the caller.
 * When the store is away every method raises `StoreUnavailable('traces', cause)`.
 */
export interface TraceStore {
  /** Keeps spans durably before it answers. A span of the same trace and span id again changes nothing. */
  keep(spans: readonly Span[]): Promise<void>;
  /**
   * The spans still there of each trace, by start, then id; traces without any are left out. Of a longer trace the
   * `mostOfEach` that tell most: those that failed, then those that took longest, among which are those that called them.
   */
  spansOf(traceIds: readonly string[], mostOfEach: number): Promise<Map<string, SpansOfTrace>>;
  /** Ids of traces with a span that says it belongs to one of these runs, newest first, each once, at most `first`. */
  ofRuns(runs: readonly string[], first: number): Promise<string[]>;
  /**
   * Ids of traces in which the service has spans that began in [from, to): those with an error first, then the slowest
   * span's, each once, at most `first`. A span that names no environment counts for every one.
   */
  notable(
    service: { name: string; environment: string },
    range: { from: Instant; to: Instant },
    first: number,
  ): Promise<string[]>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
