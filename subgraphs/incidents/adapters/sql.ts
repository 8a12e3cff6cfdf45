import { sql } from 'kysely';
import type { Place } from '../../../platform/database.ts';
import { indexed } from '../../../platform/dialect.ts';
import { claimLease, holderAt, releaseLease } from '../../../platform/lease.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert } from '../domain/alert.ts';
import type { AlertContext } from '../domain/context.ts';
import { type Foldable, type FoldableIncident, foldableOf, type IncidentWithAlerts } from '../domain/folding.ts';
import type { Incident } from '../domain/incident.ts';
import type { IncidentStore, Page, PageQuery } from '../ports/incident-store.ts';
import type { Database } from './sql-database.ts';
import { keep } from './sql-effects.ts';
import { alertOf, type Body, incidentOf, recountedIncidents } from './sql-rows.ts';

/**
 * Alerts, incidents and contexts as JSON beside the columns by which they are found.
 * @param holder who takes the right to work here.
 */
export function incidentStoreIn(database: Database, place: Place, holder = holderAt(place)): IncidentStore {
  const { tables, answering } = database;
  const { among } = database.dialect;
  return {
    claim: (length) => answering(() => claimLease(database, holder, length)),
    release: () => answering(() => releaseLease(database, holder)),
    cursor: () =>
      answering(async () => (await tables.selectFrom('feed').select('cursor').executeTakeFirst())?.cursor ?? null),
    followedOf: (changes) => answering(() => followedOf(database, changes)),
    keep: (effects, lease) => answering(() => keep(database, effects, lease)),

    standingAlerts: (metrics) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('alert')
          .select('body')
          .where('metric', 'in', among(metrics.map(indexed)))
          .where('state', '!=', 'RESOLVED')
          .execute();
        return rows.map(alertOf);
      }),
    alertsStandingBetween: (metric, since, at) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('alert')
          .select('body')
          .where('metric', '=', indexed(metric))
          .where('fired_at', '<=', at)
          .where(({ eb, or }) => or([eb('resolved_at', 'is', null), eb('resolved_at', '>', since)]))
          .orderBy('fired_at')
          .execute();
        return rows.map(alertOf);
      }),
    alertsById: (ids) =>
      answering(async () => {
        const rows = await tables.selectFrom('alert').select('body').where('id', 'in', among(ids)).execute();
        return new Map(rows.map(alertOf).map((alert) => [alert.id, alert]));
      }),
    alerts: (query) => answering(() => page(database, 'alert', query, alertOf)),
    alertsOf: (incidents) => answering(() => alertsOf(database, incidents)),
    alertPageOf: (incident, first, after) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('alert')
          .select('body')
          .where('incident', '=', incident)
          .$if(after !== null, (query) => query.where(sql<boolean>`(time, id) > (${after?.time}, ${after?.id})`))
          .orderBy('time')
          .orderBy('id')
          .limit(first)
          .execute();
        return rows.map(alertOf);
      }),
    alertCounts: (incidents) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('alert')
          .select(({ fn }) => ['incident', fn.countAll<number>().as('count')])
          .where('incident', 'in', among(incidents))
          .groupBy('incident')
          .execute();
        return new Map(rows.map(({ incident, count }) => [incident ?? '', count]));
      }),
    firingAlerts: (after, first, only) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('alert')
          .select('body')
          .where('state', '=', sql.lit('FIRING'))
          .$if(after !== null, (query) => query.where('id', '>', after))
          .$if(only !== undefined, (query) =>
            query.where('incident', '=', only?.incident ?? null).where('suppression', '=', only?.suppression ?? null),
          )
          .orderBy('id')
          .limit(first)
          .execute();
        return rows.map(alertOf);
      }),

    firingAlertsOn: (assets) =>
      answering(async () => {
        const concerned = tables
          .selectFrom('incident_asset')
          .select('incident')
          .where('asset', 'in', among(assets.map(indexed)));
        const rows = await tables
          .selectFrom('alert')
          .select('body')
          .where('state', '=', sql.lit('FIRING'))
          .where('incident', 'in', concerned)
          .orderBy('id')
          .execute();
        const asked = new Set(assets);
        return rows.map(alertOf).filter(({ metric }) => asked.has(metric.asset));
      }),

    incidentsById: (ids) =>
      answering(async () => {
        const rows = await tables.selectFrom('incident').select('body').where('id', 'in', among(ids)).execute();
        const incidents = await recountedIncidents(rows, (unknown) => alertsOf(database, unknown));
        return new Map(incidents.map((incident) => [incident.id, incident]));
      }),
    incidents: (query) => answering(() => page(database, 'incident', query, incidentOf)),
    openIncidentsOf: (assets) => answering(() => openIncidentsOf(database, assets)),
    foldable: (from, to, alerts) => answering(() => foldable(database, from, to, alerts)),
    incidentsLike: (like, first) => answering(() => incidentsLike(database, like, first)),
    escalationsDue: (now, first) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('incident')
          .select('body')
          .where('escalate_at', '<=', now)
          .orderBy('escalate_at')
          .limit(first)
          .execute();
        return rows.map(incidentOf);
      }),

    contexts: (alerts) =>
      answering(async () => {
        const rows = await tables.selectFrom('context').selectAll().where('alert', 'in', among(alerts)).execute();
        return new Map(rows.map(({ alert, body }) => [alert, JSON.parse(body) as AlertContext]));
      }),
    incompleteContexts: (now, first) => answering(() => incompleteContexts(database, now, first)),

    ping: database.ping,
  };
}

async function followedOf({ tables, dialect }: Database, changes: readonly string[]): Promise<Set<string>> {
  const rows = await tables
    .selectFrom('followed_change')
    .select('id')
    .where('id', 'in', dialect.among(changes.map(indexed)))
    .execute();
  const found = new Set(rows.map(({ id }) => id));
  return new Set(changes.filter((change) => found.has(indexed(change))));
}

async function page<Node>(
  { tables, dialect }: Database,
  table: 'alert' | 'incident',
  { states, first, after }: PageQuery<string>,
  read: (row: Body) => Node,
): Promise<Page<Node>> {
  const matching = tables.selectFrom(table).where('state', 'in', dialect.among(states));
  const [{ total }, rows] = await Promise.all([
    matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    matching
      .select('body')
      .$if(after !== null, (query) => query.where(sql<boolean>`(time, id) < (${after?.time}, ${after?.id})`))
      .orderBy('time', 'desc')
      .orderBy('id', 'desc')
      .limit(first + 1)
      .execute(),
  ]);
  return { nodes: rows.slice(0, first).map(read), hasNextPage: rows.length > first, totalCount: total };
}

async function alertsOf({ tables, dialect }: Database, incidents: readonly string[]): Promise<Map<string, Alert[]>> {
  const rows = await tables
    .selectFrom('alert')
    .select('body')
    .where('incident', 'in', dialect.among(incidents))
    .orderBy('time')
    .orderBy('id')
    .execute();
  return Map.groupBy(rows.map(alertOf), ({ incident }) => incident ?? '');
}

async function openIncidentsOf(
  { tables, dialect }: Database,
  assets: readonly AssetId[],
): Promise<Map<AssetId, Incident[]>> {
  const rows = await tables
    .selectFrom('incident_asset')
    .innerJoin('incident', 'incident.id', 'incident_asset.incident')
    .select(['incident_asset.asset', 'incident.body'])
    .where('incident_asset.asset', 'in', dialect.among(assets.map(indexed)))
    .where('incident.state', '!=', 'RESOLVED')
    .orderBy('incident.time', 'desc')
    .orderBy('incident.id', 'desc')
    .execute();
  const grouped = Map.groupBy(rows, ({ asset }) => asset);
  return new Map(
    assets.flatMap((asset) => {
      const found = grouped.get(indexed(asset));
      return found ? [[asset, found.map(incidentOf)]] : [];
    }),
  );
}

async function foldable(database: Database, from: Instant, to: Instant, alerts: number): Promise<FoldableIncident[]> {
  const { tables, dialect } = database;
  const rows = await tables
    .selectFrom('incident')
    .select('body')
    .where('time', '<=', to)
    .where(({ eb, or }) => or([eb('resolved_at', 'is', null), eb('resolved_at', '>=', from), eb('is_held', '=', 1)]))
    .orderBy('time')
    .orderBy('id')
    .execute();
  const incidents = await recountedIncidents(rows, (unknown) => alertsOf(database, unknown));
  const found = await tables
    .selectFrom('alert')
    .select(['incident', 'foldable', sql<string>`case when foldable is null then body else '' end`.as('body')])
    .where('incident', 'in', dialect.among(incidents.map(({ id }) => id)))
    .orderBy('time', 'desc')
    .limit(alerts)
    .execute();
  const grouped = Map.groupBy(found, ({ incident }) => incident);
  const read = (row: { foldable: string | null; body: string }): Foldable =>
    row.foldable === null ? foldableOf(alertOf(row)) : JSON.parse(row.foldable);
  return incidents.map((incident) => ({ incident, alerts: (grouped.get(incident.id) ?? []).map(read) }));
}

/** Of each of these incidents, the alerts looked at: likeness is that of the best of them. */
const MOST_ALIKE = 1_000;

async function incidentsLike(
  database: Database,
  like: { fingerprint: string | null; cause: AssetId | null },
  first: number,
): Promise<IncidentWithAlerts[]> {
  const { tables } = database;
  const alike = tables
    .selectFrom('alert')
    .where('incident', 'is not', null)
    .where(({ eb, or }) =>
      or([eb('fingerprint', '=', like.fingerprint), eb('cause', '=', like.cause && indexed(like.cause))]),
    );
  const incidents = await tables
    .selectFrom('incident')
    .select(['id', 'body'])
    .where('id', 'in', alike.select(sql<string>`incident`.as('incident')))
    .orderBy('time', 'desc')
    .orderBy('id', 'desc')
    .limit(first)
    .execute();
  const ids = database.dialect.among(incidents.map(({ id }) => id));
  const rows = await alike
    .select('body')
    .where('incident', 'in', ids)
    .orderBy('time', 'desc')
    .limit(MOST_ALIKE)
    .execute();
  const grouped = Map.groupBy(rows.map(alertOf).reverse(), ({ incident }) => incident);
  return incidents.map(incidentOf).map((incident) => ({ incident, alerts: grouped.get(incident.id) ?? [] }));
}

async function incompleteContexts({ tables }: Database, now: Instant, first: number) {
  const rows = await tables
    .selectFrom('context')
    .innerJoin('alert', 'alert.id', 'context.alert')
    .select(['alert.body as alert', 'context.body', 'context.retry_at', 'context.attempts'])
    .where('context.retry_at', '<=', now)
    .orderBy('context.retry_at')
    .orderBy('context.alert')
    .limit(first)
    .execute();
  return rows.map(({ alert, body, retry_at, attempts }) => ({
    alert: alertOf({ body: alert }),
    kept: { context: JSON.parse(body) as AlertContext, retryAt: retry_at, attempts },
  }));
}
