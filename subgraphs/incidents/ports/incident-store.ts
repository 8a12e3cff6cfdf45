import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert, AlertState } from '../domain/alert.ts';
import type { AlertContext } from '../domain/context.ts';
import type { IncidentWithAlerts } from '../domain/folding.ts';
import type { Incident, IncidentState } from '../domain/incident.ts';
import type { IncidentChange } from '../domain/incident-change.ts';

/** Newest first by `time`, then by id, greatest first; the page begins after `after`. */
export interface PageQuery<State> {
  states: readonly State[];
  first: number;
  after: { time: Instant; id: string } | null;
}

export interface Page<Node> {
  nodes: Node[];
  hasNextPage: boolean;
  /** Of all pages. */
  totalCount: number;
}

/** A context and when to try again for what is missing in it; null when nothing is, or nobody will try again. */
export interface KeptContext {
  context: AlertContext;
  retryAt: Instant | null;
  attempts: number;
}

/** What following one change of verdict leaves behind: all of it, or nothing. */
export interface Effects {
  /** The change and where the feed goes on after it. */
  change: { id: string; cursor: string } | null;
  alert?: Alert;
  /** Id of an alert that never fired and is forgotten. */
  dismissed?: string;
  incident?: Incident;
  context?: KeptContext;
  /** Put on record in this order; what is on record already is left out. */
  record?: IncidentChange[];
}

/**
 * Alerts, incidents and what was gathered for them. Questions are asked in batches; unknown ids are left out of maps.
 * Results belong to the caller. When the store is away every method raises `StoreUnavailable('incidents', cause)`.
 */
export interface IncidentStore {
  /** Where the feed of changes goes on; null before the first. */
  cursor(): Promise<string | null>;
  /** Whether the effects of this change were kept. */
  isFollowed(change: string): Promise<boolean>;
  /** Keeps effects in one transaction, durably before it answers. A change followed before moves the feed and nothing else. */
  keep(effects: Effects): Promise<void>;

  /** The pending or firing alert of a metric and threshold; null when none stands. */
  standingAlert(metric: string, thresholdIndex: number): Promise<Alert | null>;
  /** Alerts of a metric that fired by `at` and had not resolved by `since`. */
  alertsStandingBetween(metric: string, since: Instant, at: Instant): Promise<Alert[]>;
  alertsById(ids: readonly string[]): Promise<Map<string, Alert>>;
  /** By start. */
  alerts(query: PageQuery<AlertState>): Promise<Page<Alert>>;
  /** Every alert of each incident, oldest first, then by id. */
  alertsOf(incidents: readonly string[]): Promise<Map<string, Alert[]>>;

  incidentsById(ids: readonly string[]): Promise<Map<string, Incident>>;
  /** By opening. */
  incidents(query: PageQuery<IncidentState>): Promise<Page<Incident>>;
  /** Unresolved incidents whose cause, its path, or alerts concern each asset, newest first. Assets without any are left out. */
  openIncidentsOf(assets: readonly AssetId[]): Promise<Map<AssetId, Incident[]>>;
  /** Incidents that were open at some time in [from, to], with their alerts. */
  incidentsOpenBetween(from: Instant, to: Instant): Promise<IncidentWithAlerts[]>;
  /** Incidents with an alert of this fingerprint or this first cause, newest first, at most `first`. */
  incidentsLike(
    like: { fingerprint: string | null; cause: AssetId | null },
    first: number,
  ): Promise<IncidentWithAlerts[]>;

  contexts(alerts: readonly string[]): Promise<Map<string, AlertContext>>;
  /** Alerts whose context should be tried again by now, those due longest first. */
  incompleteContexts(now: Instant, first: number): Promise<{ alert: Alert; kept: KeptContext }[]>;

  ping(): Promise<void>;
}
