import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Duration, Instant } from '../../../vocabulary/duration.ts';
import type { AlertDefinition } from './alert.ts';
import type { RootCause } from './root-cause/answer.ts';
import type { Span } from './span.ts';
import type { MetricReference } from './verdict-change.ts';

const SECTIONS = ['series', 'rootCause', 'traces', 'runs', 'playbook', 'links', 'owner'] as const;

/** Parts of an alert's context that are loaded each on its own; the definition comes with its playbook. */
export type Section = (typeof SECTIONS)[number];

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
  /** How many spans the trace had; more than `spans` where it was too long to be kept whole. */
  spanCount: number;
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

/** Who answers for the alert's asset. */
export interface Owner {
  /** `team/<name>`. */
  id: string;
  name: string;
  contact: string | null;
}

/** A metric with what was stored of it when its alert fired. */
interface StoredMetric extends MetricReference {
  definition: AlertDefinition | null;
  owner: Owner | null;
}

/** A metric, and what was stored of it where it was. */
export type ToldMetric = MetricReference | StoredMetric;

/** An asset, and who answered for it where that was stored. */
export interface StoredAsset {
  id: AssetId;
  owner?: Owner | null;
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
  /** Null also when nobody owns it. */
  owner: Owner | null;
  gaps: Gap[];
}

/** A context of which nothing was gathered, for one reason. */
export const contextWithout = (code: string, message: string): AlertContext => ({
  series: null,
  rootCause: null,
  traces: { status: 'NONE', items: [] },
  runs: null,
  playbook: null,
  links: [],
  owner: null,
  gaps: SECTIONS.map((section) => ({ section, code, message })),
});
