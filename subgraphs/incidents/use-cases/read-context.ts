import type { Alert } from '../domain/alert.ts';
import { type AlertContext, contextWithout } from '../domain/context.ts';
import { type SimilarIncident, similarIncidents } from '../domain/similar.ts';
import type { IncidentStore } from '../ports/incident-store.ts';

/** What is stored of an alert, with what may be new since: its state, and the incidents like it. */
export interface ReadableContext extends AlertContext {
  alert: Alert;
  similar: SimilarIncident[];
}

const COMPARED = 100;
const NOT_YET_FIRED = 'the alert is pending; its context is gathered when it fires';

/** Null when there is no such alert. */
export async function readContext(store: IncidentStore, id: string): Promise<ReadableContext | null> {
  const [alerts, contexts] = await Promise.all([store.alertsById([id]), store.contexts([id])]);
  const alert = alerts.get(id);
  if (!alert) return null;
  const context = contexts.get(id) ?? contextWithout('NOT_FOUND', NOT_YET_FIRED);
  const like = { fingerprint: alert.definition?.fingerprint ?? null, cause: alert.cause?.asset ?? null };
  const similar = similarIncidents(alert, await store.incidentsLike(like, COMPARED));
  return { ...context, alert, similar };
}
