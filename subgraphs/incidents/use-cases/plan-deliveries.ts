import { GraphUnavailable } from '../../../platform/errors.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert } from '../domain/alert.ts';
import type { Incident } from '../domain/incident.ts';
import type { RecordedChange } from '../domain/incident-change.ts';
import { type KnownIncident, planDeliveries } from '../domain/notification/plan.ts';
import type { AlertingSettings } from '../domain/notification/settings.ts';
import { Told } from '../domain/notification/told.ts';
import type { DeliveryStore } from '../ports/delivery-store.ts';
import type { IncidentRecord } from '../ports/incident-record.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Owners } from '../ports/owners.ts';

export interface PlanPorts {
  store: IncidentStore;
  record: IncidentRecord;
  deliveries: DeliveryStore;
  owners: Owners;
}

/** Of changes. All alerts of their incidents are read once a batch, so that a storm is planned in few. */
const BATCH = 5_000;

/** Most assets of an incident whose owners are looked up. */
const ASSETS_ASKED = 20;

/** How long a change waits for somebody to say who owns its assets. */
const PATIENCE = 60_000;

/**
 * Plans who is told of what is new in the record, a batch at most. Without receivers it moves on all the same, so that
 * whoever configures one is not told of what is long over. Answers whether there was anything new.
 */
export async function planDue(ports: PlanPorts, settings: AlertingSettings, now: Instant): Promise<boolean> {
  const { store, record, deliveries } = ports;
  const from = await deliveries.planned();
  const changes = await record.changesAfter(from, BATCH);
  const last = changes.at(-1);
  if (!last) return false;
  if (settings.receivers.size === 0) return deliveries.keep({ deliveries: [], absorbed: [] }, from, last.sequence);
  const ids = [...new Set(changes.map(({ incident }) => incident))];
  const [incidents, alerts, told] = await Promise.all([
    store.incidentsById(ids),
    store.alertsOf(ids),
    deliveries.deliveriesOf(ids),
  ]);
  const known = new Map<string, KnownIncident>();
  for (const [id, incident] of incidents) {
    const own = alerts.get(id) ?? [];
    known.set(id, { incident, alerts: own, teams: await teamsOf(ports, incident, own, settings, changes, now) });
  }
  const plan = planDeliveries(changes, known, new Told([...told.values()].flat()), settings, now);
  return deliveries.keep(plan, from, last.sequence);
}

/** Null when nobody asks, or nobody has been able to say for a while: rather one message too many than none. */
async function teamsOf(
  { owners }: PlanPorts,
  { id, asset }: Incident,
  alerts: readonly Alert[],
  { routes }: AlertingSettings,
  changes: readonly RecordedChange[],
  now: Instant,
): Promise<string[] | null> {
  if (routes.every(({ teams }) => teams === null)) return null;
  const assets = new Set([asset, ...alerts.map(({ metric }) => metric.asset)]);
  try {
    return await owners.teamsOf([...assets].slice(0, ASSETS_ASKED));
  } catch (fault) {
    const since = Math.min(...changes.flatMap(({ incident, recordedAt }) => (incident === id ? recordedAt : [])));
    if (fault instanceof GraphUnavailable && now - since > PATIENCE) return null;
    throw fault;
  }
}
