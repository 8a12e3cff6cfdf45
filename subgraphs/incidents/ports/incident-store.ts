import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { Lease } from '../../../vocabulary/lease.ts';
import type { Alert, AlertState } from '../domain/alert.ts';
import type { AlertContext } from '../domain/context.ts';
import type { FoldableIncident, IncidentWithAlerts } from '../domain/folding.ts';
import type { Incident, IncidentState } from '../domain/incident.ts';
import type { IncidentChange } from '../domain/incident-change.ts';
import type { SuppressionKind } from '../domain/suppression.ts';

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

/** What is kept together: all of it, or nothing. */
export interface Effects {
  /** Changes of verdict that were followed. */
  followed?: readonly string[];
  /** Where the feed of them goes on. */
  cursor?: string;
  alerts?: readonly Alert[];
  /** Ids of alerts that never fired and are forgotten. */
  dismissed?: readonly string[];
  /** Each of the version that it was read at; it is kept as the next. */
  incidents?: readonly Incident[];
  /** By id of the alert. */
  contexts?: ReadonlyMap<string, KeptContext>;
  /** Put on record in this order; what is on record already is left out. */
  record?: readonly IncidentChange[];
}

/** CONFLICT: an incident is of another version by now. LEASE_LOST: another process has the right to work. Nothing is kept. */
export type Kept = 'KEPT' | 'CONFLICT' | 'LEASE_LOST';

/**
 * Alerts, incidents and what was gathered for them. Questions are asked in batches; unknown ids are left out of maps.
 * Results belong to the caller. When the store is away every method raises `StoreUnavailable('incidents', cause)`.
 */
export interface IncidentStore {
  /**
   * Takes the right to do background work or renews it; null while another process has it. By the store's own clock. It
   * ends with its length, or when it is released.
   */
  claim(length: Milliseconds): Promise<Lease | null>;
  /** Ends this process's right at once. */
  release(): Promise<void>;

  /** Where the feed of changes goes on; null before the first. */
  cursor(): Promise<string | null>;
  /** Those of these changes whose effects were kept. */
  followedOf(changes: readonly string[]): Promise<Set<string>>;
  /** Keeps effects in one transaction, durably before it answers; with a lease only while that holds, and renews it. */
  keep(effects: Effects, lease?: Lease): Promise<Kept>;

  /** The pending and firing alerts of these metrics. */
  standingAlerts(metrics: readonly string[]): Promise<Alert[]>;
  /** Alerts of a metric that fired by `at` and had not resolved by `since`. */
  alertsStandingBetween(metric: string, since: Instant, at: Instant): Promise<Alert[]>;
  alertsById(ids: readonly string[]): Promise<Map<string, Alert>>;
  /** By start. */
  alerts(query: PageQuery<AlertState>): Promise<Page<Alert>>;
  /** Every alert of each incident, oldest first, then by id. */
  alertsOf(incidents: readonly string[]): Promise<Map<string, Alert[]>>;
  /** The same of one incident, at most `first` after an alert. */
  alertPageOf(incident: string, first: number, after: { time: Instant; id: string } | null): Promise<Alert[]>;
  /** How many alerts each incident has; those without any are left out. */
  alertCounts(incidents: readonly string[]): Promise<Map<string, number>>;
  /** Alerts that fire, by id, at most `first` after an id; of one incident and suppressed so, where these are given. */
  firingAlerts(
    after: string | null,
    first: number,
    only?: { incident: string; suppression: SuppressionKind },
  ): Promise<Alert[]>;
  /** Alerts that fire on these assets, by id. */
  firingAlertsOn(assets: readonly AssetId[]): Promise<Alert[]>;

  incidentsById(ids: readonly string[]): Promise<Map<string, Incident>>;
  /** By opening. */
  incidents(query: PageQuery<IncidentState>): Promise<Page<Incident>>;
  /** Unresolved incidents whose cause, its path, or alerts concern each asset, newest first. Assets without any are left out. */
  openIncidentsOf(assets: readonly AssetId[]): Promise<Map<AssetId, Incident[]>>;
  /**
   * Incidents that were open at some time in [from, to], or resolved by hand while alerts of them fire, by opening, with
   * what folding asks of their alerts: of the newest `alerts` of them all.
   */
  foldable(from: Instant, to: Instant, alerts: number): Promise<FoldableIncident[]>;
  /** Incidents with an alert of this fingerprint or this first cause, newest first, at most `first`, and those alerts. */
  incidentsLike(
    like: { fingerprint: string | null; cause: AssetId | null },
    first: number,
  ): Promise<IncidentWithAlerts[]>;
  /** Incidents to escalate by now, those due longest first. */
  escalationsDue(now: Instant, first: number): Promise<Incident[]>;

  contexts(alerts: readonly string[]): Promise<Map<string, AlertContext>>;
  /** Alerts whose context should be tried again by now, those due longest first. */
  incompleteContexts(now: Instant, first: number): Promise<{ alert: Alert; kept: KeptContext }[]>;

  ping(): Promise<void>;
}
