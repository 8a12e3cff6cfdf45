import type { Alert } from '../domain/alert.ts';
import { type Incident, openedWith, recounted, withFired } from '../domain/incident.ts';
import { goneInto } from '../domain/incident-actions.ts';
import { incidentChange } from '../domain/incident-change.ts';
import type { Occasion } from '../domain/incident-history.ts';
import type { Suppression } from '../domain/suppression.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Batch } from './batch.ts';
import { decideAgain } from './place-alert.ts';

/**
 * Moves an alert to the incident that its cause says it belongs to, or to one of its own. An incident that loses its last
 * alert was part of the other trouble: it is merged into it.
 */
export async function moveAlert(
  store: IncidentStore,
  batch: Batch,
  alert: Alert,
  to: string,
  silence: Suppression | null,
  occasion: Occasion,
): Promise<void> {
  const from = alert.incident === null ? null : await batch.incident(alert.incident);
  if (!from) return;
  const alerts = (await store.alertsOf([from.id, to])) as Map<string, Alert[]>;
  const rest = (alerts.get(from.id) ?? []).filter(({ id }) => id !== alert.id);
  const moved: Alert = { ...alert, incident: to, assumedCause: null, suppression: null };
  const before = await batch.incident(to);
  batch.putAlert(moved);
  const target = before ? joinedBy(before, moved, alerts.get(to) ?? []) : openedWith(to, moved);
  batch.putIncident(target, occasion);
  if (moved.state === 'FIRING') await decideAgain(batch, moved, silence, occasion);
  batch.tell('ALERT_JOINED', moved, to, occasion, {
    before: from.id,
    after: batch.alert(moved).suppression?.kind ?? null,
  });
  batch.tell('ALERT_LEFT', moved, from.id, occasion, { after: to });
  if (rest.length > 0) return batch.putIncident(left(from, rest, alert), occasion);
  batch.putIncident(goneInto(from, target, occasion.time), occasion);
  batch.add([
    incidentChange(occasion.cause, { ...timesOf(occasion), incident: from.id, kind: 'MERGED', after: to }),
    incidentChange(occasion.cause, { ...timesOf(occasion), incident: to, kind: 'MERGED', before: from.id }),
  ]);
}

const timesOf = ({ time, recordedAt }: Occasion) => ({ time, recordedAt });

const joinedBy = (incident: Incident, alert: Alert, alerts: readonly Alert[]): Incident =>
  alert.state === 'FIRING' ? withFired(incident, alert) : recounted(incident, [...alerts, alert]);

/** What is left of an incident without an alert. Whom that called has been called for it, though the alert is gone. */
function left(from: Incident, rest: readonly Alert[], alert: Alert): Incident {
  const calls = from.calls.map((call) => (call.alert === alert.id ? { ...call, isStanding: false } : call));
  const after = recounted({ ...from, calls }, rest);
  if (after.firing > 0 || after.state === 'RESOLVED') return after;
  return { ...after, state: 'RESOLVED', resolvedAt: after.quietSince };
}
