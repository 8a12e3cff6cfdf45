import type { Instant, Milliseconds } from '../../vocabulary/duration.ts';
import type { EscalationPolicy } from './domain/escalation.ts';
import type { RootCause } from './domain/root-cause/answer.ts';
import type { TraceLink } from './domain/trace-links.ts';
import type { IncidentsLoaders } from './loaders.ts';
import type { Catalog } from './ports/catalog.ts';
import type { IncidentRecord } from './ports/incident-record.ts';
import type { IncidentStore } from './ports/incident-store.ts';
import type { KnownAssets } from './ports/known-assets.ts';
import type { Lineage } from './ports/lineage.ts';
import type { Measurements } from './ports/measurements.ts';
import type { OutsideAlertStore } from './ports/outside-alert-store.ts';
import type { PostMortemStore } from './ports/post-mortem-store.ts';
import type { SilenceStore } from './ports/silence-store.ts';
import type { Slices } from './ports/slices.ts';
import type { AskedRootCause } from './use-cases/answer-root-cause.ts';
import type { NotificationPorts } from './use-cases/notifications.ts';

/** What a resolver may reach. */
export interface IncidentsContext {
  store: IncidentStore;
  silences: SilenceStore;
  catalog: Catalog;
  escalation: EscalationPolicy;
  lineage: Lineage;
  measurements: Measurements;
  /** Resolves when so long has passed, by the system's clock. */
  pass(time: Milliseconds): Promise<void>;
  assets: KnownAssets;
  postMortems: PostMortemStore;
  now: Instant;
  record: IncidentRecord;
  loaders: IncidentsLoaders;
  slices: Slices;
  rootCauseOf(asked: AskedRootCause): Promise<RootCause>;
  notifications: NotificationPorts;
  outside: OutsideAlertStore;
  /** Where the context of an alert is had by whoever has the link. @throws StoreUnavailable */
  permalinkOf(alert: string): Promise<string>;
  traceLinks: readonly TraceLink[];
  /** Where the web app is; null when there is none. */
  webUrl: string | null;
}
