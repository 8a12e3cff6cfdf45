import DataLoader from 'dataloader';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import type { Alert } from './domain/alert.ts';
import type { Incident } from './domain/incident.ts';
import type { DeliveryStore, StoredDelivery } from './ports/delivery-store.ts';
import type { IncidentRecord } from './ports/incident-record.ts';
import type { IncidentStore } from './ports/incident-store.ts';

export interface IncidentsLoaders {
  alert: DataLoader<string, Alert | null>;
  incident: DataLoader<string, Incident | null>;
  /** How many alerts an incident has. */
  alertCount: DataLoader<string, number>;
  /** Newest first. */
  openIncidentsOf: DataLoader<AssetId, Incident[]>;
  /** How many changes of an incident are on record. */
  changeCount: DataLoader<string, number>;
  /** In the order in which they were planned. */
  deliveriesOf: DataLoader<string, StoredDelivery[]>;
}

/** One loader for each question that a request may ask many times. */
export const incidentsLoaders = (
  store: IncidentStore,
  record: IncidentRecord,
  deliveries: DeliveryStore,
): IncidentsLoaders => ({
  alert: new DataLoader(inOrder((ids) => store.alertsById(ids), null)),
  incident: new DataLoader(inOrder((ids) => store.incidentsById(ids), null)),
  alertCount: new DataLoader(inOrder((ids) => store.alertCounts(ids), 0)),
  openIncidentsOf: new DataLoader(inOrder((ids) => store.openIncidentsOf(ids), [])),
  changeCount: new DataLoader(inOrder((ids) => record.countsOf(ids), 0)),
  deliveriesOf: new DataLoader(inOrder((ids) => deliveries.deliveriesOf(ids), [])),
});

const inOrder =
  <Key, Value, Missing>(ask: (keys: readonly Key[]) => Promise<Map<Key, Value>>, missing: Missing) =>
  async (keys: readonly Key[]): Promise<(Value | Missing)[]> => {
    const found = await ask(keys);
    return keys.map((key) => found.get(key) ?? missing);
  };
