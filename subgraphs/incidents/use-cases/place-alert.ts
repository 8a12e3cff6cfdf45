import type { Alert } from '../domain/alert.ts';
import { decided } from '../domain/calls.ts';
import { type Incident, openedWith, withFired, withResolved } from '../domain/incident.ts';
import type { IncidentChange } from '../domain/incident-change.ts';
import type { Occasion } from '../domain/incident-history.ts';
import type { Suppression } from '../domain/suppression.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Batch } from './batch.ts';

/** Puts an alert that fired into its incident, or begins that, and decides whether the alert calls its audience. */
export async function fireInto(
  batch: Batch,
  id: string,
  fired: Alert,
  silence: Suppression | null,
  occasion: Occasion,
): Promise<void> {
  const alert = { ...fired, incident: id };
  const before = await batch.incident(id);
  const joined = before ? withFired(before, alert) : openedWith(id, alert);
  batch.putIncident(joined, occasion);
  const isCalled = settle(batch, joined, alert, silence, occasion);
  const after = batch.alert(alert).suppression?.kind ?? null;
  batch.tell('ALERT_FIRED', alert, id, occasion, { after });
  if (isCalled) batch.tell('AUDIENCE_JOINED', alert, id, occasion);
}

/** Decides again whether an alert that fires calls its audience, and puts on record what is otherwise now. */
export async function decideAgain(
  batch: Batch,
  alert: Alert,
  silence: Suppression | null,
  occasion: Occasion,
): Promise<void> {
  const incident = alert.incident === null ? null : await batch.incident(alert.incident);
  if (!incident || incident.state === 'RESOLVED') return;
  const before = alert.suppression;
  const isCalled = settle(batch, incident, alert, silence, occasion);
  const after = batch.alert(alert).suppression;
  const more: Partial<IncidentChange> = { before: before?.kind ?? null, after: after?.kind ?? null };
  if (after && before?.kind !== after.kind)
    batch.tell('ALERT_SUPPRESSED', alert, incident.id, occasion, { ...more, note: after.reason, actor: after.by });
  if (before && !after) batch.tell('ALERT_UNSUPPRESSED', alert, incident.id, occasion, more);
  if (isCalled) batch.tell('AUDIENCE_JOINED', alert, incident.id, occasion);
}

function settle(
  batch: Batch,
  incident: Incident,
  alert: Alert,
  silence: Suppression | null,
  occasion: Occasion,
): boolean {
  const { isCalled, ...after } = decided(incident, alert, silence, batch.now);
  batch.putAlert(after.alert);
  batch.putIncident(after.incident, occasion);
  return isCalled;
}

/** Of one incident at once; who is left is decided on when the next of its alerts resolves. */
const RELEASED_AT_ONCE = 1_000;

/** Takes an alert that resolved to its incident; when it called for a failed check, those held back for that may call now. */
export async function resolveIn(store: IncidentStore, batch: Batch, alert: Alert, occasion: Occasion): Promise<void> {
  batch.putAlert(alert);
  const before = alert.incident === null ? null : await batch.incident(alert.incident);
  if (!before) return;
  batch.tell('ALERT_RESOLVED', alert, before.id, occasion);
  const after = withResolved(before, alert);
  batch.putIncident(after, occasion);
  const isRootOver = before.calls.some((call) => call.alert === alert.id && !call.isSuspect);
  if (!isRootOver || after.state === 'RESOLVED') return;
  const only = { incident: after.id, suppression: 'SUSPECT' as const };
  for (const held of await store.firingAlerts(null, RELEASED_AT_ONCE, only)) {
    const current = batch.alert(held);
    if (current.state === 'FIRING')
      await decideAgain(batch, current, null, { ...occasion, cause: `${occasion.cause} over ${held.id}` });
  }
}
