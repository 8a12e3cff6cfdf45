import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Duration, Instant } from '../../../vocabulary/duration.ts';
import type { RootCause } from './root-cause/answer.ts';
import type { Span } from './span.ts';

/** Parts of an alert's context that are loaded each on its own. */
export type Section = 'series' | 'rootCause' | 'traces' | 'runs' | 'playbook' | 'links';

/** What is missing, and why. */
export interface Gap {
  section: Section;
  code: string;
  message: string;
}

export interface AlertSeries {
  step: Duration;
  points: { time: Instant; value: number | null; sampleSize: number }[];
  baseline: { lower: number; expected: number; upper: number } | null;
}

type TraceStatus = 'ATTACHED' | 'NONE' | 'EXPIRED' | 'UNAVAILABLE';

export interface AlertTrace {
  traceId: string;
  capturedAt: Instant;
  /** In order of start. */
  spans: Span[];
}

export interface AlertTraces {
  status: TraceStatus;
  items: AlertTrace[];
}

export interface AlertRun {
  id: string;
  job: AssetId;
  state: string;
  startedAt: Instant | null;
  endedAt: Instant | null;
  error: string | null;
}

export interface Playbook {
  id: string;
  title: string;
  version: number;
  /** With their placeholders as written. */
  steps: { order: number; title: string; instruction: string; url: string | null }[];
}

export interface ContextLink {
  kind: string;
  title: string;
  url: string;
}

/** What was gathered when an alert fired. Null, or no traces: not to be had, and listed in `gaps`. */
export interface AlertContext {
  series: AlertSeries | null;
  rootCause: RootCause | null;
  traces: AlertTraces;
  runs: AlertRun[] | null;
  /** Null also when the definition has none. */
  playbook: Playbook | null;
  links: ContextLink[];
  gaps: Gap[];
}
