import { createHash } from 'node:crypto';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert, Provisional } from './alert.ts';
import { isSilenced } from './suppression.ts';
import { titleOf } from './title.ts';
import type { Audience, Severity } from './verdict-change.ts';

export type IncidentState = 'OPEN' | 'ACKNOWLEDGED' | 'RESOLVED';

/** An audience that was called, once since the incident was opened or reopened. */
export interface AudienceCall {
  audience: Audience;
  /** The alert that called; null when escalation did. */
  alert: string | null;
  severity: Severity;
  /** Whether the alert's metric was suspect: then a check that failed upstream has not called yet. */
  isSuspect: boolean;
  /** Whether the alert that called still fires. */
  isStanding: boolean;
  /** By the clock, not by event time. */
  at: Instant;
}

/** What somebody did and said. */
export interface Act {
  by: string;
  at: Instant;
  note: string | null;
}

/** Alerts that share a cause. */
export interface Incident {
  /** `incident/<hash>`, the hash of its first alert's id, or of the split that made it. */
  id: string;
  title: string;
  state: IncidentState;
  /** The highest of its alerts. */
  severity: Severity;
  /** When its first alert fired. */
  openedAt: Instant;
  resolvedAt: Instant | null;
  /** Its first cause when one was found, else the asset of its first alert. */
  asset: AssetId;
  /** How many of its alerts fire, and how many of those are silenced or in maintenance. */
  firing: number;
  silenced: number;
  /** When the last of its alerts so far resolved. */
  quietSince: Instant | null;
  /** The alert whose title and cause it has. */
  leading: Leading;
  /** What those of its alerts have in common of which no cause is known, and how many they are; null when there are none. */
  provisional: (Provisional & { alerts: number }) | null;
  calls: AudienceCall[];
  acknowledgement: Act | null;
  /** How somebody resolved it; null when its alerts did. */
  resolution: Act | null;
  /** Where its alerts went when it was merged. */
  mergedInto: string | null;
  /** How often somebody else was called because nobody acknowledged, and when that is due again; null: not at all. */
  escalationLevel: number;
  escalateAt: Instant | null;
  /** Grows with each change that is kept; 0 before the first. */
  version: number;
}

export interface Leading {
  alert: string;
  isCaused: boolean;
  severity: Severity;
  firedAt: Instant;
}

const SEVERITIES: readonly Severity[] = ['INFO', 'WARNING', 'CRITICAL'];
export const isAtLeast = (one: Severity, other: Severity): boolean =>
  SEVERITIES.indexOf(one) >= SEVERITIES.indexOf(other);

const firedAtOf = ({ firedAt, startedAt }: Alert): Instant => firedAt ?? startedAt;

const leadingOf = (alert: Alert): Leading => ({
  alert: alert.id,
  isCaused: alert.cause !== null,
  severity: alert.threshold.severity,
  firedAt: firedAtOf(alert),
});

/** Those with a cause before those without, of those the most severe, of those the first to fire. */
function compareLeading(a: Leading, b: Leading): number {
  if (a.isCaused !== b.isCaused) return a.isCaused ? -1 : 1;
  const bySeverity = a.isCaused ? SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) : 0;
  return bySeverity || a.firedAt - b.firedAt || (a.alert < b.alert ? -1 : 1);
}

/** An incident that begins with this alert, which fires. */
export const openedWith = (id: string, alert: Alert): Incident => ({
  id,
  title: titleOf(alert),
  state: 'OPEN',
  severity: alert.threshold.severity,
  openedAt: firedAtOf(alert),
  resolvedAt: null,
  asset: alert.cause?.asset ?? alert.metric.asset,
  firing: 1,
  silenced: isSilenced(alert) ? 1 : 0,
  quietSince: null,
  leading: leadingOf(alert),
  provisional: alert.provisional && { ...alert.provisional, alerts: 1 },
  calls: [],
  acknowledgement: null,
  resolution: null,
  mergedInto: null,
  escalationLevel: 0,
  escalateAt: null,
  version: 0,
});

/** The incident when this alert of it has fired: open, as if for the first time when it was resolved. */
export function withFired(before: Incident, alert: Alert): Incident {
  const after: Incident = {
    ...(before.state === 'RESOLVED' ? reopened(before) : before),
    severity: isAtLeast(before.severity, alert.threshold.severity) ? before.severity : alert.threshold.severity,
    openedAt: Math.min(before.openedAt, firedAtOf(alert)),
    firing: before.firing + 1,
    silenced: before.silenced + (isSilenced(alert) ? 1 : 0),
    provisional: alert.provisional
      ? { ...alert.provisional, alerts: (before.provisional?.alerts ?? 0) + 1 }
      : before.provisional,
  };
  return ledBy(after, alert);
}

/** Open again, and whoever was called is called again; what was done is on record. */
export const reopened = (incident: Incident): Incident => ({
  ...incident,
  state: 'OPEN',
  resolvedAt: null,
  calls: [],
  acknowledgement: null,
  resolution: null,
  escalationLevel: 0,
  escalateAt: null,
});

/** The incident when this alert of it has resolved: resolved when no other fires. */
export function withResolved(before: Incident, alert: Alert): Incident {
  const quietSince = Math.max(before.quietSince ?? Number.NEGATIVE_INFINITY, alert.resolvedAt ?? alert.startedAt);
  const firing = Math.max(0, before.firing - 1);
  const silenced = Math.max(0, before.silenced - (isSilenced(alert) ? 1 : 0));
  const calls = before.calls.map((call) => (call.alert === alert.id ? { ...call, isStanding: false } : call));
  const after = { ...before, firing, silenced, quietSince, calls };
  return firing > 0 || before.state === 'RESOLVED' ? after : { ...after, state: 'RESOLVED', resolvedAt: quietSince };
}

/** The incident when one more of its alerts is provisional no more. */
export function withOneKnown(incident: Incident): Incident {
  const { provisional } = incident;
  const alerts = (provisional?.alerts ?? 0) - 1;
  return { ...incident, provisional: provisional && alerts > 0 ? { ...provisional, alerts } : null };
}

/** The incident when the cause of this alert of it is known. */
export const ledBy = (incident: Incident, alert: Alert): Incident =>
  incident.leading.alert === alert.id || compareLeading(leadingOf(alert), incident.leading) < 0
    ? {
        ...incident,
        leading: leadingOf(alert),
        title: titleOf(alert),
        asset: alert.cause?.asset ?? alert.metric.asset,
      }
    : incident;

/** What these alerts make of an incident, counted afresh: for when alerts came or went. Who was called and what people did stays. */
export function recounted(before: Incident, alerts: readonly Alert[]): Incident {
  const [leading] = alerts.toSorted((a, b) => compareLeading(leadingOf(a), leadingOf(b)));
  if (!leading) throw new RangeError('an incident has at least one alert');
  const firing = alerts.filter(({ state }) => state === 'FIRING');
  const severities = alerts.map(({ threshold }) => SEVERITIES.indexOf(threshold.severity));
  const resolved = alerts.flatMap(({ resolvedAt }) => resolvedAt ?? []);
  const provisional = alerts.flatMap((alert) => alert.provisional ?? []);
  return {
    ...before,
    title: titleOf(leading),
    asset: leading.cause?.asset ?? leading.metric.asset,
    severity: SEVERITIES[Math.max(...severities)] ?? 'INFO',
    openedAt: Math.min(...alerts.map(firedAtOf)),
    firing: firing.length,
    silenced: firing.filter(isSilenced).length,
    quietSince: resolved.length > 0 ? Math.max(...resolved) : null,
    leading: leadingOf(leading),
    provisional: provisional[0] ? { ...provisional[0], alerts: provisional.length } : null,
  };
}

/** The id of an incident that begins with this alert. */
export const incidentIdFor = ({ id }: Alert): string => id.replace(/^alert\//, 'incident/');

/** The id of an incident that an alert begins when it leaves another, which may have begun with the same alert. */
export const incidentIdApart = ({ id }: Alert): string =>
  `incident/${createHash('sha256').update(`${id} apart`).digest('hex').slice(0, 24)}`;
