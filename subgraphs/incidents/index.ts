import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { readinessOf } from '../../platform/readiness.ts';
import type { Subgraph, SubgraphConfig } from '../../platform/subgraph.ts';
import { readAlertingFile } from './adapters/alerting-file.ts';
import { graphCatalog } from './adapters/graph-catalog.ts';
import { graphLineage } from './adapters/graph-lineage.ts';
import { graphMeasurements } from './adapters/graph-measurements.ts';
import { graphOwners } from './adapters/graph-owners.ts';
import { graphVerdictChanges } from './adapters/graph-verdict-changes.ts';
import { httpOutbound } from './adapters/http-outbound.ts';
import { signed } from './adapters/sign-message.ts';
import { incidentStoreIn } from './adapters/sql.ts';
import { openIncidentDatabase } from './adapters/sql-database.ts';
import { deliveryStoreIn } from './adapters/sql-deliveries.ts';
import { incidentRecordIn } from './adapters/sql-record.ts';
import { openTraceStore } from './adapters/sql-traces.ts';
import type { IncidentsContext } from './context.ts';
import type { IncidentsIngest } from './domain/span.ts';
import { incidentsLoaders } from './loaders.ts';
import { resolvers } from './resolvers/index.ts';
import { answerRootCause } from './use-cases/answer-root-cause.ts';
import { completeContexts } from './use-cases/complete-contexts.ts';
import { followVerdicts } from './use-cases/follow-verdicts.ts';
import { openNotifier } from './use-cases/notifier.ts';
import { planDue } from './use-cases/plan-deliveries.ts';

export type { IncidentsIngest, Span } from './domain/span.ts';

export interface IncidentsConfig extends SubgraphConfig {
  /** Recent spans kept; 50,000 when left out. */
  spanLimit?: number;
  /** Where the web app is, for links to it. */
  webUrl?: string;
  /** YAML file that says who is told of incidents; null or absent: nobody is. */
  alertingFile?: string | null;
}

const SPAN_LIMIT = 50_000;

const typeDefs = readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8');

/** What broke, since when, and why. */
export async function incidents(config: IncidentsConfig): Promise<Subgraph<IncidentsIngest>> {
  const { clock, log, graph, spanLimit = SPAN_LIMIT, webUrl = null, alertingFile = null } = config;
  const settings = readAlertingFile(alertingFile, process.env);
  const database = await openIncidentDatabase(config);
  const store = incidentStoreIn(database);
  const record = incidentRecordIn(database);
  const traces = await openTraceStore(config, spanLimit);
  const ports = {
    store,
    traces,
    lineage: graphLineage(graph),
    measurements: graphMeasurements(graph),
    catalog: graphCatalog(graph),
    verdictChanges: graphVerdictChanges(graph),
  };

  const deliveries = deliveryStoreIn(database);
  const digest = (url: string) => createHash('sha256').update(url).digest('base64url');
  const notifications = { deliveries, settings, digest, clock };
  const planning = { store, record, deliveries, owners: graphOwners(graph) };
  const outbound = httpOutbound(settings.allowNetworks);
  const notifier = openNotifier({ ...notifications, store, outbound, sign: signed, random: Math.random, webUrl }, log);
  if (settings.receivers.size === 0)
    log.info('no receiver of notifications is configured; nobody is told of incidents');

  return {
    name: 'incidents',
    typeDefs,
    schema: buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers: resolvers as never }]),
    context: (): IncidentsContext => ({
      store,
      record,
      loaders: incidentsLoaders(store, record, deliveries),
      rootCauseOf: (asked) => answerRootCause(ports, asked),
      notifications,
      webUrl,
    }),
    ingest: { spans: (spans) => traces.keep(spans) },
    async work() {
      const followed = await followVerdicts(ports, clock()).catch((cause) => {
        log.warn({ cause: (cause as Error).message }, 'verdicts could not be followed; the next round tries again');
        return false;
      });
      const completed = await completeContexts(ports, clock());
      const planned = await planDue(planning, settings, clock()).catch((cause) => {
        log.warn({ cause: (cause as Error).message }, 'notifications could not be planned; the next round tries again');
        return false;
      });
      const began = await notifier.begin();
      return followed || completed || planned || began;
    },
    readiness: () => Promise.all([readinessOf('incident-store', store), readinessOf('trace-store', traces)]),
    async close() {
      await notifier.close();
      await database.close();
      await traces.close();
    },
  };
}
