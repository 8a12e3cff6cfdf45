import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert } from './alert.ts';
import type { Incident } from './incident.ts';
import { type IncidentChange, type IncidentChangeKind, incidentChange } from './incident-change.ts';

/** What made an incident change, and when. */
export interface Occasion {
  cause: string;
  time: Instant;
  recordedAt: Instant;
}

/** What is put on record of an alert of an incident. */
export function alertChange(
  kind: IncidentChangeKind,
  alert: Alert,
  incident: string,
  { cause, time, recordedAt }: Occasion,
  more: Partial<IncidentChange> = {},
): IncidentChange {
  const { audience } = alert.threshold;
  return incidentChange(cause, { incident, time, recordedAt, kind, audience, alert: alert.id, ...more });
}

/** What is put on record when an incident was so and is otherwise now; `before` is null when it begins. */
export function changesBetween(before: Incident | null, after: Incident, occasion: Occasion): IncidentChange[] {
  const { cause, time, recordedAt } = occasion;
  const change = (kind: IncidentChangeKind, from: string | null = null, to: string | null = null) =>
    incidentChange(cause, { incident: after.id, time, recordedAt, kind, before: from, after: to });
  if (!before) return [change('OPENED')];
  const changes: IncidentChange[] = [];
  if (before.state === 'RESOLVED' && after.state !== 'RESOLVED') changes.push(change('REOPENED'));
  if (before.severity !== after.severity) changes.push(change('SEVERITY_CHANGED', before.severity, after.severity));
  if (before.asset !== after.asset) changes.push(change('CAUSE_CHANGED', before.asset, after.asset));
  if (before.state !== 'RESOLVED' && after.state === 'RESOLVED') changes.push(change('RESOLVED'));
  return changes;
}
