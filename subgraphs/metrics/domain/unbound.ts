import type { Instant } from '../../../vocabulary/duration.ts';
import type { LeftOut, Protocol } from './observation.ts';

/** Telemetry that no definition took, counted by instrument. */
export interface UnboundTelemetry {
  protocol: Protocol;
  instrument: string;
  /** Of the last point. */
  reason: string;
  /** Data points since the process started. */
  count: number;
  lastSeenAt: Instant;
}

/** Instruments counted; producers may invent names without end. */
const MOST_INSTRUMENTS = 10_000;

/** Counts unbound points since it was made. */
export class UnboundCounter {
  readonly #byInstrument = new Map<string, UnboundTelemetry>();

  count({ protocol, instrument, reason, count }: LeftOut, now: Instant): void {
    const key = `${protocol} ${instrument}`;
    const known = this.#byInstrument.get(key);
    if (!known && this.#byInstrument.size >= MOST_INSTRUMENTS) return;
    this.#byInstrument.set(key, { protocol, instrument, reason, count: (known?.count ?? 0) + count, lastSeenAt: now });
  }

  /** Most frequent first, then by instrument. */
  mostFrequent(first: number): UnboundTelemetry[] {
    return [...this.#byInstrument.values()]
      .sort((a, b) => b.count - a.count || (a.instrument < b.instrument ? -1 : 1))
      .slice(0, first);
  }
}
