import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { Alert, Provisional } from './alert.ts';
import type { Incident } from './incident.ts';
import type { Suspicion } from './suppression.ts';
import { isFailedCheck, suspicionOfAlert } from './suspicion.ts';

/** An incident and its alerts, oldest first. */
export interface IncidentWithAlerts {
  incident: Incident;
  alerts: Alert[];
}

/** What folding asks of an alert. */
export interface Foldable {
  id: string;
  /** Id of the metric. */
  metric: string;
  asset: AssetId;
  onset: Instant;
  lookback: Milliseconds;
  cause: AssetId | null;
  /** From the cause down to the asset; nothing where no cause is known. */
  path: AssetId[];
  assumedCause: AssetId | null;
  isProvisional: boolean;
  /** What it makes doubtful downstream, being a check of data that fires. */
  check: Suspicion | null;
}

/** An incident and what folding asks of its alerts. */
export interface FoldableIncident {
  incident: Incident;
  alerts: Foldable[];
}

export const foldableOf = (alert: Alert): Foldable => ({
  id: alert.id,
  metric: alert.metric.id,
  asset: alert.metric.asset,
  onset: alert.onset,
  lookback: alert.lookback,
  cause: alert.cause?.asset ?? null,
  path: alert.cause?.path ?? [],
  assumedCause: alert.assumedCause,
  isProvisional: alert.provisional !== null,
  check: isFailedCheck(alert) ? suspicionOfAlert(alert) : null,
});

/**
 * The incident that an alert which fired belongs to; null when it begins one. It joins an incident that was open when
 * it fired and holds an alert of the same trouble: begun within the longer look-back of the two, and with the same first
 * cause, or one on the way from the other's first cause. Alerts whose causes differ are two troubles even when one
 * asset is downstream of the other, so that neither hides the other. Of several the one that shares the first cause, then
 * the oldest.
 */
export function incidentToJoin(
  alert: Foldable,
  firedAt: Instant,
  incidents: readonly FoldableIncident[],
): Incident | null {
  const open = openAt(firedAt, incidents);
  const holding = (isSame: (other: Foldable) => boolean) =>
    open.find(({ alerts }) => alerts.some((other) => isNear(alert, other) && isSame(other)))?.incident ?? null;
  return holding((other) => shareCause(alert, other)) ?? holding((other) => onOneWay(alert, other));
}

/** Those that an alert may join, oldest first: open then, or resolved by somebody while alerts of it fire to this day. */
function openAt(firedAt: Instant, incidents: readonly FoldableIncident[]): FoldableIncident[] {
  const isOpen = ({ resolvedAt, resolution, firing }: Incident) =>
    resolvedAt === null || resolvedAt > firedAt || (resolution !== null && firing > 0);
  return incidents
    .filter(({ incident }) => incident.mergedInto === null && isOpen(incident))
    .toSorted((a, b) => a.incident.openedAt - b.incident.openedAt || (a.incident.id < b.incident.id ? -1 : 1));
}

const isNear = (a: Foldable, b: Foldable): boolean => Math.abs(a.onset - b.onset) <= Math.max(a.lookback, b.lookback);

const shareCause = (a: Foldable, b: Foldable): boolean => a.cause !== null && a.cause === (b.cause ?? b.assumedCause);

/** An alert's asset on the way from the other's first cause; or the same asset, where nobody knows of another cause. */
function onOneWay(a: Foldable, b: Foldable): boolean {
  // It is where it is for want of a cause: one that is known belongs there only when it is that of another of them.
  if (b.isProvisional && a.cause !== null) return false;
  if (a.asset === b.asset) return a.cause === null || b.cause === null || a.metric === b.metric;
  return b.path.includes(a.asset) || a.path.includes(b.asset);
}

/** Alerts without a known cause that fire within so long of the first of them are taken for one trouble. */
const AT_ONCE: Milliseconds = 3_600_000;

const isAtOnce = (firedAt: Instant, { incident }: FoldableIncident): boolean =>
  Math.abs(incident.openedAt - firedAt) <= AT_ONCE;

/** Whoever acknowledged knew of what had fired by then: what fires later may be another trouble, which nobody looks into. */
const isUnattended = (firedAt: Instant, { acknowledgement }: Incident): boolean =>
  acknowledgement === null || firedAt <= acknowledgement.at;

/** The incident of alerts that have no known cause either, fired at the same time, and have the same in common. */
export const provisionalToJoin = (
  { team }: Provisional,
  firedAt: Instant,
  incidents: readonly FoldableIncident[],
): Incident | null =>
  openAt(firedAt, incidents).find(
    (open) =>
      open.incident.provisional &&
      open.incident.provisional.team === team &&
      isAtOnce(firedAt, open) &&
      isUnattended(firedAt, open.incident),
  )?.incident ?? null;

/** How many incidents of which no cause is known began at the same time. */
export const unexplainedAt = (firedAt: Instant, incidents: readonly FoldableIncident[]): number =>
  openAt(firedAt, incidents).filter((open) => !open.incident.leading.isCaused && isAtOnce(firedAt, open)).length;

/**
 * The first causes of the incidents that an alert may join for lying downstream of them, while its own is not known: those
 * known of an alert begun within the look-back.
 */
export function causesNear(
  alert: Foldable,
  firedAt: Instant,
  incidents: readonly FoldableIncident[],
): { cause: AssetId; incident: Incident }[] {
  return openAt(firedAt, incidents).flatMap(({ incident, alerts }) => {
    const causes = new Set<AssetId>();
    for (const other of alerts)
      if (other.cause !== null && !causes.has(other.cause) && isNear(alert, other)) causes.add(other.cause);
    return [...causes].map((cause) => ({ cause, incident }));
  });
}

/** What makes an alert doubtful: a check of data that fires on the way from its first cause, in the same incident. */
export function suspicionAmong(alert: Foldable, alerts: readonly Foldable[]): Suspicion | null {
  const onTheWay = alerts.find(
    ({ check, asset }) =>
      check !== null && asset !== alert.asset && (alert.path.includes(asset) || asset === alert.assumedCause),
  );
  return onTheWay?.check ?? null;
}
