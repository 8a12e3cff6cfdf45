import { indexed } from '../../../platform/dialect.ts';
import { type Alert, UNKNOWN_YET } from '../domain/alert.ts';
import { foldableOf } from '../domain/folding.ts';
import { type Incident, recounted } from '../domain/incident.ts';
import type { KeptContext } from '../ports/incident-store.ts';
import type { Tables } from './sql-schema.ts';

export interface Body {
  body: string;
}

/** What an incident lacks that an earlier Headwater kept. */
const NOTHING_DONE = {
  firing: 0,
  silenced: 0,
  quietSince: null,
  provisional: null,
  calls: [],
  acknowledgement: null,
  resolution: null,
  mergedInto: null,
  escalationLevel: 0,
  escalateAt: null,
  version: 1,
};

export const alertOf = ({ body }: Body): Alert => ({ ...UNKNOWN_YET, ...JSON.parse(body) });

export const incidentOf = ({ body }: Body): Incident => ({ ...NOTHING_DONE, ...JSON.parse(body) });

/** Incidents, those that an earlier Headwater kept with what it did not count. */
export async function recountedIncidents(
  rows: readonly Body[],
  alertsOf: (incidents: string[]) => Promise<Map<string, Alert[]>>,
): Promise<Incident[]> {
  const incidents = rows.map(incidentOf);
  const uncounted = incidents.filter(({ leading }) => leading === undefined).map(({ id }) => id);
  if (uncounted.length === 0) return incidents;
  const alerts = await alertsOf(uncounted);
  return incidents.map((incident) => {
    const own = incident.leading === undefined ? alerts.get(incident.id) : undefined;
    return own ? recounted(incident, own) : incident;
  });
}

export const alertRow = (alert: Alert): Tables['alert'] => ({
  id: alert.id,
  metric: indexed(alert.metric.id),
  threshold_index: alert.thresholdIndex,
  state: alert.state,
  time: alert.startedAt,
  fired_at: alert.firedAt,
  resolved_at: alert.resolvedAt,
  incident: alert.incident,
  fingerprint: alert.definition?.fingerprint ?? null,
  cause: alert.cause && indexed(alert.cause.asset),
  suppression: alert.suppression?.kind ?? null,
  foldable: JSON.stringify(foldableOf(alert)),
  body: JSON.stringify(alert),
});

export const incidentRow = (incident: Incident): Tables['incident'] => ({
  id: incident.id,
  state: incident.state,
  time: incident.openedAt,
  resolved_at: incident.resolvedAt,
  version: incident.version + 1,
  escalate_at: incident.escalateAt,
  is_held: incident.resolution !== null && incident.firing > 0 ? 1 : 0,
  body: JSON.stringify({ ...incident, version: incident.version + 1 }),
});

export const contextRow = (alert: string, { context, retryAt, attempts }: KeptContext): Tables['context'] => ({
  alert,
  retry_at: retryAt,
  attempts,
  body: JSON.stringify(context),
});
