import type { Instant } from '../../../vocabulary/duration.ts';
import { type Alert, transitionOf } from '../domain/alert.ts';
import { incidentToJoin } from '../domain/folding.ts';
import { type Incident, incidentIdFor, incidentOf } from '../domain/incident.ts';
import { alertChange, changesBetween } from '../domain/incident-history.ts';
import type { VerdictChange } from '../domain/verdict-change.ts';
import type { Effects, IncidentStore } from '../ports/incident-store.ts';
import type { VerdictChanges } from '../ports/verdict-changes.ts';
import { type ContextPorts, gatherContext } from './gather-context.ts';
import { keptContext } from './kept-context.ts';

export interface FollowPorts extends ContextPorts {
  store: IncidentStore;
  verdictChanges: VerdictChanges;
}

const BATCH = 100;

/**
 * Follows the feed of verdicts from where it stopped, a batch at most: alerts begin, fire and resolve by event time, each
 * with its effects in one transaction, so that a change delivered twice or cut off by a crash acts once. Answers whether
 * there was anything to do. @throws GraphUnavailable when the feed cannot be read.
 */
export async function followVerdicts(ports: FollowPorts, now: Instant): Promise<boolean> {
  const changes = await ports.verdictChanges.after(await ports.store.cursor(), BATCH);
  for (const change of changes) await ports.store.keep(await effectsOf(ports, change, now));
  return changes.length > 0;
}

async function effectsOf(ports: FollowPorts, change: VerdictChange, now: Instant): Promise<Effects> {
  const { store } = ports;
  const followed = { change: { id: change.id, cursor: change.cursor } };
  if (await store.isFollowed(change.id)) return followed;
  const transition = transitionOf(await store.standingAlert(change.metric.id, change.thresholdIndex), change);
  switch (transition.kind) {
    case 'unchanged':
      return followed;
    case 'pending':
      return { ...followed, alert: transition.alert };
    case 'dismissed':
      return { ...followed, dismissed: transition.alert.id };
    case 'resolved':
      return { ...followed, alert: transition.alert, ...(await told(store, transition, now)) };
    case 'fired':
      return { ...followed, ...(await firedEffects(ports, transition.alert, now)) };
  }
}

/** The context is gathered before anything is kept: whoever sees the alert fire finds it whole. */
async function firedEffects(ports: FollowPorts, fired: Alert, now: Instant): Promise<Omit<Effects, 'change'>> {
  const { alert, context } = await gatherContext(ports, fired, null, now);
  const joined = { ...alert, incident: await incidentFor(ports.store, alert) };
  return {
    alert: joined,
    ...(await told(ports.store, { kind: 'fired', alert: joined }, now)),
    context: keptContext(context, 0, now),
  };
}

async function incidentFor(store: IncidentStore, alert: Alert): Promise<string> {
  const firedAt = alert.firedAt ?? alert.startedAt;
  const { onset, lookback } = alert;
  const near = await store.incidentsOpenBetween(onset - lookback, firedAt + lookback);
  return incidentToJoin(alert, firedAt, near)?.id ?? incidentIdFor(alert);
}

/** What an alert that fired or resolved makes of its incident, and what is put on record of it. */
async function told(
  store: IncidentStore,
  { kind, alert }: { kind: 'fired' | 'resolved'; alert: Alert },
  now: Instant,
): Promise<Pick<Effects, 'incident' | 'record'>> {
  const id = alert.incident ?? incidentIdFor(alert);
  const [befores, alerts] = await Promise.all([store.incidentsById([id]), store.alertsOf([id])]);
  const before = befores.get(id) ?? null;
  const others = (alerts.get(id) ?? []).filter((other) => other.id !== alert.id);
  const after = incidentOf(id, [...others, alert], before);
  const ofAlert = alertChange(kind === 'fired' ? 'ALERT_FIRED' : 'ALERT_RESOLVED', alert, after.id, now);
  const occasion = { cause: `${kind} ${alert.id}`, time: timeOf(kind, alert), recordedAt: now };
  const ofIncident = changesBetween(before, after, occasion);
  const record = before ? [ofAlert, ...ofIncident] : [...ofIncident, ofAlert];
  const isFirst = !others.some(({ threshold }) => threshold.audience === alert.threshold.audience);
  if (kind === 'fired' && isFirst) record.push(alertChange('AUDIENCE_JOINED', alert, after.id, now));
  return { incident: after, record };
}

const timeOf = (kind: 'fired' | 'resolved', { firedAt, resolvedAt, startedAt }: Alert): Instant =>
  (kind === 'fired' ? firedAt : resolvedAt) ?? startedAt;

/** The alert's incident as it is with the alert in its present state. */
export async function incidentWith(store: IncidentStore, alert: Alert): Promise<Incident | undefined> {
  const { incident: id } = alert;
  if (id === null) return undefined;
  const [before, alerts] = await Promise.all([store.incidentsById([id]), store.alertsOf([id])]);
  const others = (alerts.get(id) ?? []).filter((other) => other.id !== alert.id);
  return incidentOf(id, [...others, alert], before.get(id) ?? null);
}
