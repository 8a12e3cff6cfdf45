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

/** The spans that are had of one trace. */
export interface SpansOfTrace {
  /** By start, then id. */
  spans: Span[];
  /** How many spans of it were there; more than `spans` where it was cut. */
  spanCount: number;
}

/** The attributes by which a span says which run of a job it belongs to: by the id that OpenLineage's events carry. */
const RUN_ATTRIBUTES = ['openlineage.run.id', 'openlineage.run_id'];

/** `run/<uuid>` of the run that a span belongs to; null when it names none. */
export function runOf({ attributes }: Span): string | null {
  const run = RUN_ATTRIBUTES.map((name) => attributes[name]).find((value) => typeof value === 'string' && value !== '');
  return run === undefined ? null : `run/${String(run).toLowerCase()}`;
}

/** By start, then id. */
export const inOrderOfStart = (a: Span, b: Span): number =>
  a.startTime - b.startTime || (a.spanId < b.spanId ? -1 : a.spanId > b.spanId ? 1 : 0);

/** What the incidents subgraph takes in. */
export interface SpanIngest {
  /** Keeps spans durably in a bounded ring, oldest dropped first; the same span again changes nothing. @throws StoreUnavailable */
  spans(spans: readonly Span[]): Promise<void>;
}
