import { join } from 'node:path';
import { type Kysely, sql, type Transaction } from 'kysely';
import { answerOf } from '../../../platform/errors.ts';
import { openSqlite, pingSqlite } from '../../../platform/sqlite.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert } from '../domain/alert.ts';
import type { AlertContext } from '../domain/context.ts';
import type { IncidentWithAlerts } from '../domain/folding.ts';
import type { Incident } from '../domain/incident.ts';
import type { Effects, IncidentStore, KeptContext, Page, PageQuery } from '../ports/incident-store.ts';
import { MIGRATIONS, type Tables } from './sqlite-schema.ts';

type Database = Kysely<Tables>;

/** Alerts, incidents and contexts as JSON beside the columns by which they are found. */
export async function sqliteIncidentStore(dataDirectory: string): Promise<IncidentStore> {
  const database = await openSqlite<Tables>(join(dataDirectory, 'incidents.sqlite'), MIGRATIONS);
  return {
    cursor: () =>
      answering(async () => (await database.selectFrom('feed').select('cursor').executeTakeFirst())?.cursor ?? null),
    isFollowed: (change) => answering(() => isFollowed(database, change)),
    keep: (effects) => answering(() => database.transaction().execute((transaction) => keep(transaction, effects))),

    standingAlert: (metric, thresholdIndex) =>
      answering(async () => {
        const row = await database
          .selectFrom('alert')
          .select('body')
          .where('metric', '=', metric)
          .where('threshold_index', '=', thresholdIndex)
          .where('state', '!=', 'RESOLVED')
          .executeTakeFirst();
        return row ? alertOf(row) : null;
      }),
    alertsStandingBetween: (metric, since, at) =>
      answering(async () => {
        const rows = await database
          .selectFrom('alert')
          .select('body')
          .where('metric', '=', metric)
          .where('fired_at', '<=', at)
          .where(({ eb, or }) => or([eb('resolved_at', 'is', null), eb('resolved_at', '>', since)]))
          .orderBy('fired_at')
          .execute();
        return rows.map(alertOf);
      }),
    alertsById: (ids) =>
      answering(async () => {
        const rows = await database.selectFrom('alert').select('body').where('id', 'in', ids).execute();
        return new Map(rows.map(alertOf).map((alert) => [alert.id, alert]));
      }),
    alerts: (query) => answering(() => page<Alert>(database, 'alert', query)),
    alertsOf: (incidents) => answering(() => alertsOf(database, incidents)),

    incidentsById: (ids) =>
      answering(async () => {
        const rows = await database.selectFrom('incident').select('body').where('id', 'in', ids).execute();
        return new Map(rows.map(incidentOf).map((incident) => [incident.id, incident]));
      }),
    incidents: (query) => answering(() => page<Incident>(database, 'incident', query)),
    openIncidentsOf: (assets) => answering(() => openIncidentsOf(database, assets)),
    incidentsOpenBetween: (from, to) =>
      answering(async () => {
        const rows = await database
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
        const rows = await database
          .selectFrom('incident')
          .select('body')
          .where('id', 'in', (alerts) =>
            alerts
              .selectFrom('alert')
              .select(sql<string>`incident`.as('incident'))
              .where('incident', 'is not', null)
              .where(({ eb, or }) => or([eb('fingerprint', '=', like.fingerprint), eb('cause', '=', like.cause)])),
          )
          .orderBy('time', 'desc')
          .orderBy('id', 'desc')
          .limit(first)
          .execute();
        return withAlerts(database, rows.map(incidentOf));
      }),

    contexts: (alerts) =>
      answering(async () => {
        const rows = await database.selectFrom('context').selectAll().where('alert', 'in', alerts).execute();
        return new Map(rows.map(({ alert, body }) => [alert, JSON.parse(body) as AlertContext]));
      }),
    incompleteContexts: (now, first) => answering(() => incompleteContexts(database, now, first)),

    ping: () => answering(() => pingSqlite(database)),
    close: () => database.destroy(),
  };
}

const alertOf = ({ body }: { body: string }): Alert => JSON.parse(body);
const incidentOf = ({ body }: { body: string }): Incident => JSON.parse(body);

async function isFollowed(database: Database, change: string): Promise<boolean> {
  const row = await database.selectFrom('followed_change').select('id').where('id', '=', change).executeTakeFirst();
  return row !== undefined;
}

async function keep(database: Transaction<Tables>, effects: Effects): Promise<void> {
  const { change, alert, dismissed, incident, context } = effects;
  if (change) {
    await database.replaceInto('feed').values({ only: 1, cursor: change.cursor }).execute();
    if (await isFollowed(database, change.id)) return;
    await database.insertInto('followed_change').values({ id: change.id }).execute();
  }
  if (dismissed) await database.deleteFrom('alert').where('id', '=', dismissed).execute();
  if (incident) await database.replaceInto('incident').values(incidentRow(incident)).execute();
  if (alert) await database.replaceInto('alert').values(alertRow(alert)).execute();
  if (alert?.incident) await concern(database, alert.incident, [alert.metric.asset, ...(alert.cause?.path ?? [])]);
  if (alert && context) await database.replaceInto('context').values(contextRow(alert.id, context)).execute();
}

async function concern(database: Transaction<Tables>, incident: string, assets: readonly AssetId[]): Promise<void> {
  const rows = [...new Set(assets)].map((asset) => ({ incident, asset }));
  await database
    .insertInto('incident_asset')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const alertRow = (alert: Alert): Tables['alert'] => ({
  id: alert.id,
  metric: alert.metric.id,
  threshold_index: alert.thresholdIndex,
  state: alert.state,
  time: alert.startedAt,
  fired_at: alert.firedAt,
  resolved_at: alert.resolvedAt,
  incident: alert.incident,
  fingerprint: alert.definition?.fingerprint ?? null,
  cause: alert.cause?.asset ?? null,
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
  database: Database,
  table: 'alert' | 'incident',
  { states, first, after }: PageQuery<string>,
): Promise<Page<Node>> {
  const matching = database.selectFrom(table).where('state', 'in', states);
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

async function alertsOf(database: Database, incidents: readonly string[]): Promise<Map<string, Alert[]>> {
  const rows = await database
    .selectFrom('alert')
    .select('body')
    .where('incident', 'in', incidents)
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

async function openIncidentsOf(database: Database, assets: readonly AssetId[]): Promise<Map<AssetId, Incident[]>> {
  const rows = await database
    .selectFrom('incident_asset')
    .innerJoin('incident', 'incident.id', 'incident_asset.incident')
    .select(['incident_asset.asset', 'incident.body'])
    .where('incident_asset.asset', 'in', assets)
    .where('incident.state', '!=', 'RESOLVED')
    .orderBy('incident.time', 'desc')
    .orderBy('incident.id', 'desc')
    .execute();
  const grouped = Map.groupBy(rows, ({ asset }) => asset as AssetId);
  return new Map([...grouped].map(([asset, found]) => [asset, found.map(incidentOf)]));
}

async function incompleteContexts(database: Database, now: Instant, first: number) {
  const rows = await database
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

const answering = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => answerOf('incidents', ask);
