import { sql, type Transaction } from 'kysely';
import { indexed } from '../../../platform/dialect.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert } from '../domain/alert.ts';
import type { AlertContext } from '../domain/context.ts';
import type { IncidentWithAlerts } from '../domain/folding.ts';
import type { Incident } from '../domain/incident.ts';
import type { Effects, IncidentStore, KeptContext, Page, PageQuery } from '../ports/incident-store.ts';
import type { Database } from './sql-database.ts';
import { append } from './sql-record.ts';
import type { Tables } from './sql-schema.ts';

/** Alerts, incidents and contexts as JSON beside the columns by which they are found. */
export function incidentStoreIn(database: Database): IncidentStore {
  const { tables, answering } = database;
  const { among } = database.dialect;
  return {
    cursor: () =>
      answering(async () => (await tables.selectFrom('feed').select('cursor').executeTakeFirst())?.cursor ?? null),
    isFollowed: (change) =>
      answering(async () => {
        const row = await tables
          .selectFrom('followed_change')
          .select('id')
          .where('id', '=', indexed(change))
          .executeTakeFirst();
        return row !== undefined;
      }),
    keep: (effects) => answering(() => tables.transaction().execute((transaction) => keep(transaction, effects))),

    standingAlert: (metric, thresholdIndex) =>
      answering(async () => {
        const row = await tables
          .selectFrom('alert')
          .select('body')
          .where('metric', '=', indexed(metric))
          .where('threshold_index', '=', thresholdIndex)
          .where('state', '!=', 'RESOLVED')
          .executeTakeFirst();
        return row ? alertOf(row) : null;
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
    alerts: (query) => answering(() => page<Alert>(database, 'alert', query)),
    alertsOf: (incidents) => answering(() => alertsOf(database, incidents)),

    incidentsById: (ids) =>
      answering(async () => {
        const rows = await tables.selectFrom('incident').select('body').where('id', 'in', among(ids)).execute();
        return new Map(rows.map(incidentOf).map((incident) => [incident.id, incident]));
      }),
    incidents: (query) => answering(() => page<Incident>(database, 'incident', query)),
    openIncidentsOf: (assets) => answering(() => openIncidentsOf(database, assets)),
    incidentsOpenBetween: (from, to) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('incident')
          .select('body')
          .where('time', '<=', to)
          .where(({ eb, or }) => or([eb('resolved_at', 'is', null), eb('resolved_at', '>=', from)]))
          .orderBy('time')
          .orderBy('id')
          .execute();
        return withAlerts(database, rows.map(incidentOf));
      }),
    incidentsLike: (like, first) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('incident')
          .select('body')
          .where('id', 'in', (alerts) =>
            alerts
              .selectFrom('alert')
              .select(sql<string>`incident`.as('incident'))
              .where('incident', 'is not', null)
              .where(({ eb, or }) =>
                or([eb('fingerprint', '=', like.fingerprint), eb('cause', '=', like.cause && indexed(like.cause))]),
              ),
          )
          .orderBy('time', 'desc')
          .orderBy('id', 'desc')
          .limit(first)
          .execute();
        return withAlerts(database, rows.map(incidentOf));
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

const alertOf = ({ body }: { body: string }): Alert => JSON.parse(body);
const incidentOf = ({ body }: { body: string }): Incident => JSON.parse(body);

async function keep(database: Transaction<Tables>, { change, alert, dismissed, incident, context, record }: Effects) {
  if (change && !(await follow(database, change))) return;
  if (dismissed) await database.deleteFrom('alert').where('id', '=', dismissed).execute();
  if (incident) await put(database, 'incident', 'id', incidentRow(incident));
  if (alert) await put(database, 'alert', 'id', alertRow(alert));
  if (alert?.incident) await concern(database, alert.incident, [alert.metric.asset, ...(alert.cause?.path ?? [])]);
  if (alert && context) await put(database, 'context', 'alert', contextRow(alert.id, context));
  await append(database, record ?? []);
}

/** Moves the feed on; answers whether the change is followed for the first time. */
async function follow(database: Transaction<Tables>, { id, cursor }: { id: string; cursor: string }): Promise<boolean> {
  await put(database, 'feed', 'only', { only: 1, cursor });
  const { numInsertedOrUpdatedRows } = await database
    .insertInto('followed_change')
    .values({ id: indexed(id) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Keeps a row in the place of the one with its key. */
async function put<Table extends keyof Tables>(
  database: Transaction<Tables>,
  table: Table,
  key: string & keyof Tables[Table],
  row: Tables[Table],
): Promise<void> {
  await database
    .insertInto(table)
    .values(row as never)
    .onConflict((conflict) => conflict.column(key as never).doUpdateSet(row as never))
    .execute();
}

async function concern(database: Transaction<Tables>, incident: string, assets: readonly AssetId[]): Promise<void> {
  const rows = [...new Set(assets)].map((asset) => ({ incident, asset: indexed(asset) }));
  await database
    .insertInto('incident_asset')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const alertRow = (alert: Alert): Tables['alert'] => ({
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
  body: JSON.stringify(alert),
});

const incidentRow = (incident: Incident): Tables['incident'] => ({
  id: incident.id,
  state: incident.state,
  time: incident.openedAt,
  resolved_at: incident.resolvedAt,
  body: JSON.stringify(incident),
});

const contextRow = (alert: string, { context, retryAt, attempts }: KeptContext): Tables['context'] => ({
  alert,
  retry_at: retryAt,
  attempts,
  body: JSON.stringify(context),
});

async function page<Node>(
  { tables, dialect }: Database,
  table: 'alert' | 'incident',
  { states, first, after }: PageQuery<string>,
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
  const nodes = rows.slice(0, first).map(({ body }) => JSON.parse(body) as Node);
  return { nodes, hasNextPage: rows.length > first, totalCount: total };
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

async function withAlerts(database: Database, incidents: Incident[]): Promise<IncidentWithAlerts[]> {
  const alerts = await alertsOf(
    database,
    incidents.map(({ id }) => id),
  );
  return incidents.map((incident) => ({ incident, alerts: alerts.get(incident.id) ?? [] }));
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

async function incompleteContexts({ tables }: Database, now: Instant, first: number) {
  const rows = await tables
    .selectFrom('context')
    .innerJoin('alert', 'alert.id', 'context.alert')
    .select(['alert.body as alert', 'context.body', 'context.retry_at', 'context.attempts'])
    .where('context.retry_at', '<=', now)
    .orderBy('context.retry_at')
    .limit(first)
    .execute();
  return rows.map(({ alert, body, retry_at, attempts }) => ({
    alert: JSON.parse(alert) as Alert,
    kept: { context: JSON.parse(body) as AlertContext, retryAt: retry_at, attempts },
  }));
}
