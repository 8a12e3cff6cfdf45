import type { Span } from '../domain/span.ts';

/** Where spans are kept by others, and are had by the id of their trace. */
export interface TraceSource {
  /** Such as `Tempo`. */
  name: string;
  /** Every span of a trace; null when it is not known there. @throws StoreUnavailable when there is no answer, or none that can be read. */
  spansOf(traceId: string): Promise<Span[] | null>;
}
