import type { Instant } from '../../../vocabulary/duration.ts';

/** One span of a trace, as OTLP brings it. */
export interface Span {
  /** 32 hexadecimal digits, lower case. */
  traceId: string;
  /** 16 hexadecimal digits, lower case. */
  spanId: string;
  parentSpanId: string | null;
  name: string;
  /** The resource's `service.name`. */
  service: string | null;
  /** The resource's `deployment.environment.name`. */
  environment: string | null;
  kind: 'UNSPECIFIED' | 'INTERNAL' | 'SERVER' | 'CLIENT' | 'PRODUCER' | 'CONSUMER';
  startTime: Instant;
  /** In nanoseconds, as text: more than a double holds exactly is possible. */
  durationNanoseconds: string;
  status: 'UNSET' | 'OK' | 'ERROR';
  attributes: Record<string, unknown>;
}

/** What the incidents subgraph takes in. */
export interface SpanIngest {
  /** Keeps spans durably in a bounded ring, oldest dropped first; the same span again changes nothing. @throws StoreUnavailable */
  spans(spans: readonly Span[]): Promise<void>;
}
