import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert } from './alert.ts';
import type { Incident } from './incident.ts';

/** An incident and its alerts, oldest first. */
export interface IncidentWithAlerts {
  incident: Incident;
  alerts: Alert[];
}

/**
 * The incident that an alert which fired belongs to; null when it begins one. It joins an incident that was open when
 * it fired and holds an alert of the same trouble: begun within the longer look-back of the two, and with the same first
 * cause, or one on the way from the other's first cause. Alerts whose causes differ are two troubles even when one
 * asset is downstream of the other, so that neither hides the other. Of several the one that shares the first cause, then
 * the oldest.
 */
export function incidentToJoin(
  alert: Alert,
  firedAt: Instant,
  incidents: readonly IncidentWithAlerts[],
): Incident | null {
  const open = incidents
    .filter(({ incident }) => incident.resolvedAt === null || incident.resolvedAt > firedAt)
    .toSorted((a, b) => a.incident.openedAt - b.incident.openedAt || (a.incident.id < b.incident.id ? -1 : 1));
  const near = ({ onset, lookback }: Alert) => Math.abs(onset - alert.onset) <= Math.max(lookback, alert.lookback);
  const holding = (isSame: (other: Alert) => boolean) =>
    open.find(({ alerts }) => alerts.some((other) => near(other) && isSame(other)))?.incident ?? null;
  return holding((other) => shareCause(alert, other)) ?? holding((other) => onOneWay(alert, other));
}

const shareCause = (a: Alert, b: Alert): boolean => a.cause !== null && a.cause.asset === b.cause?.asset;

/** An alert's asset on the way from the other's first cause; or the same asset, where nobody knows of another cause. */
function onOneWay(a: Alert, b: Alert): boolean {
  if (a.metric.asset === b.metric.asset) return a.cause === null || b.cause === null || a.metric.id === b.metric.id;
  return isOnWayOf(a, b) || isOnWayOf(b, a);
}

/** Whether the upstream alert could be a symptom of the downstream one's cause, or that cause itself. */
function isOnWayOf(upstream: Alert, downstream: Alert): boolean {
  const { cause } = downstream;
  return cause?.path.includes(upstream.metric.asset) ?? false;
}
