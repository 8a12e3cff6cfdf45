import { type AssetId, datasetId, deploymentId } from '../../../vocabulary/asset-id.ts';
import type { Duration } from '../../../vocabulary/duration.ts';
import { type Alert, type AlertCause, type AlertDefinition, UNKNOWN_YET } from './alert.ts';
import type { AlertContext } from './context.ts';
import { type AudienceCall, type Incident, openedWith } from './incident.ts';
import { begunBy, type PostMortem } from './post-mortem/post-mortem.ts';
import type { Silence } from './silence.ts';
import type { Span } from './span.ts';
import type { VerdictChange } from './verdict-change.ts';

/** What the tests of this subgraph speak of: a deployment whose accuracy falls, and the orders that feed it. */
export const CHURN = deploymentId('prod', 'churn');
export const ORDERS = datasetId('warehouse', 'orders');
export const DAY = 86_400_000;
export const FIRST_DAY = Date.UTC(2026, 8, 1);
export const day = (index: number): number => FIRST_DAY + index * DAY;

/** A change of the accuracy against its first threshold at the end of a day. */
export const changeOn = (index: number, more: Partial<VerdictChange> = {}): VerdictChange => ({
  id: `change ${index}`,
  cursor: String(index),
  metric: { id: 'accuracy of churn', name: 'prediction.accuracy', asset: CHURN },
  time: day(index),
  onset: day(index - 2),
  verdict: { kind: 'PERSISTENT', since: day(index - 2), reason: '0.7 is below 0.85.', sampleSize: 1000 },
  thresholdIndex: 0,
  threshold: {
    audience: 'ON_CALL',
    severity: 'CRITICAL',
    comparison: 'BELOW',
    value: 0.85,
    clearValue: 0.87,
    for: 'P2D' as Duration,
  },
  breached: true,
  pending: false,
  value: 0.7,
  ...more,
});

export const cause = (asset: AssetId, path: AssetId[] = [asset, CHURN]): AlertCause => ({
  asset,
  headline: `${asset} changed`,
  path,
  evidence: ['ANOMALY'],
});

/** An alert of the accuracy that fired on the third day. */
export const alert = (more: Partial<Alert> = {}): Alert => ({
  id: 'alert/1',
  metric: { id: 'accuracy of churn', name: 'prediction.accuracy', asset: CHURN },
  thresholdIndex: 0,
  state: 'FIRING',
  startedAt: day(3),
  onset: day(1),
  firedAt: day(3),
  resolvedAt: null,
  value: 0.7,
  threshold: changeOn(3).threshold,
  verdict: changeOn(3).verdict,
  lookback: 3 * DAY,
  incident: 'incident/1',
  ...UNKNOWN_YET,
  definition: definition(),
  ...more,
});

const definition = (more: Partial<AlertDefinition> = {}): AlertDefinition => ({
  id: 'prediction.accuracy@1',
  name: 'prediction.accuracy',
  version: 1,
  title: 'Accuracy',
  unit: '1',
  fingerprint: 'f1',
  category: 'ACCURACY',
  window: DAY,
  ...more,
});

export const incident = (more: Partial<Incident> = {}): Incident => ({
  ...openedWith('incident/1', alert()),
  ...more,
});

/** A call of somebody on call, by the alert of the incident. */
export const call = (more: Partial<AudienceCall> = {}): AudienceCall => ({
  audience: 'ON_CALL',
  alert: 'alert/1',
  severity: 'CRITICAL',
  isSuspect: false,
  isStanding: true,
  at: day(3),
  ...more,
});

export const emptyContext = (more: Partial<AlertContext> = {}): AlertContext => ({
  series: null,
  rootCause: null,
  traces: { status: 'NONE', items: [] },
  runs: [],
  playbook: null,
  links: [],
  owner: null,
  gaps: [],
  ...more,
});

export const span = (more: Partial<Span> = {}): Span => ({
  traceId: 'a'.repeat(32),
  spanId: '1'.repeat(16),
  parentSpanId: null,
  name: 'POST /score',
  service: 'churn',
  environment: 'prod',
  kind: 'SERVER',
  startTime: day(2),
  durationNanoseconds: '42000000',
  status: 'UNSET',
  attributes: { 'churn.step': 'score' },
  ...more,
});

export const silence = (more: Partial<Silence> = {}): Silence => ({
  id: 'silence/1',
  kind: 'SILENCE',
  matcher: {
    asset: CHURN,
    isDownstreamIncluded: false,
    metric: null,
    audience: null,
    severity: null,
    labels: [],
  },
  from: day(2),
  to: day(5),
  weekly: null,
  author: 'ana',
  comment: 'known',
  createdAt: day(1),
  expiredAt: null,
  expiredBy: null,
  ...more,
});

export const postMortem = (more: Partial<PostMortem> = {}): PostMortem => ({
  ...begunBy('incident/1', 'ana', day(6)).postMortem,
  ...more,
});
