import type { Instant } from '../../../vocabulary/duration.ts';
import type { Span } from '../domain/span.ts';

/**
 * Recent spans in a ring bounded by their number: the oldest received go first. Results belong to the caller. When the
 * store is away every method raises `StoreUnavailable('traces', cause)`.
 */
export interface TraceStore {
  /** Keeps spans durably before it answers. A span of the same trace and span id again changes nothing. */
  keep(spans: readonly Span[]): Promise<void>;
  /** The spans still there of each trace, by start, then id; traces without any are left out. */
  spansOf(traceIds: readonly string[]): Promise<Map<string, Span[]>>;
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
