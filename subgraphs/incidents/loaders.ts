import DataLoader from 'dataloader';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import type { Alert } from './domain/alert.ts';
import type { Incident } from './domain/incident.ts';
import type { WholePostMortem } from './domain/post-mortem/markdown.ts';
import type { PostMortem } from './domain/post-mortem/post-mortem.ts';
import type { Suspicion } from './domain/suppression.ts';
import type { DeliveryStore, StoredDelivery } from './ports/delivery-store.ts';
import type { IncidentRecord } from './ports/incident-record.ts';
import type { IncidentStore } from './ports/incident-store.ts';
import type { PostMortemStore } from './ports/post-mortem-store.ts';
import { wholePostMortem } from './use-cases/read-post-mortem.ts';

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
  /** By incident. */
  postMortemOf: DataLoader<string, PostMortem | null>;
  /** The check upstream of an asset that fails now. */
  suspicionOf: DataLoader<AssetId, Suspicion | null>;
  /** With what is drawn from the record, which several fields ask for. */
  whole: DataLoader<PostMortem, WholePostMortem>;
}

/** One loader for each question that a request may ask many times. */
export const incidentsLoaders = (
  store: IncidentStore,
  record: IncidentRecord,
  deliveries: DeliveryStore,
  postMortems: PostMortemStore,
  suspicionsOf: (assets: readonly AssetId[]) => Promise<Map<AssetId, Suspicion | null | Error>>,
): IncidentsLoaders => ({
  alert: new DataLoader(inOrder((ids) => store.alertsById(ids), null)),
  incident: new DataLoader(inOrder((ids) => store.incidentsById(ids), null)),
  alertCount: new DataLoader(inOrder((ids) => store.alertCounts(ids), 0)),
  openIncidentsOf: new DataLoader(inOrder((ids) => store.openIncidentsOf(ids), [])),
  changeCount: new DataLoader(inOrder((ids) => record.countsOf(ids), 0)),
  deliveriesOf: new DataLoader(inOrder((ids) => deliveries.deliveriesOf(ids), [])),
  postMortemOf: new DataLoader(inOrder((ids) => postMortems.byIncident(ids), null)),
  suspicionOf: new DataLoader(inOrder(suspicionsOf, null)),
  whole: new DataLoader((asked) =>
    Promise.all(asked.map((each) => wholePostMortem({ store, record, deliveries }, each))),
  ),
});

const inOrder =
  <Key, Value, Missing>(ask: (keys: readonly Key[]) => Promise<Map<Key, Value>>, missing: Missing) =>
  async (keys: readonly Key[]): Promise<(Value | Missing)[]> => {
    const found = await ask(keys);
    return keys.map((key) => found.get(key) ?? missing);
  };
