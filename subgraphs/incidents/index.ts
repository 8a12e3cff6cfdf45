import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as timer } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { readConfig, type TracesConfig } from '../../platform/config.ts';
import { GraphUnavailable } from '../../platform/errors.ts';
import { readinessOf } from '../../platform/readiness.ts';
import type { Subgraph, SubgraphConfig } from '../../platform/subgraph.ts';
import type { Milliseconds } from '../../vocabulary/duration.ts';
import type { Lease } from '../../vocabulary/lease.ts';
import { readAlertingFile } from './adapters/alerting-file.ts';
import { graphCatalog } from './adapters/graph-catalog.ts';
import { graphKnownAssets } from './adapters/graph-known-assets.ts';
import { graphLineage } from './adapters/graph-lineage.ts';
import { graphMeasurements } from './adapters/graph-measurements.ts';
import { graphOwners } from './adapters/graph-owners.ts';
import { graphSlices } from './adapters/graph-slices.ts';
import { graphVerdictChanges } from './adapters/graph-verdict-changes.ts';
import { httpOutbound } from './adapters/http-outbound.ts';
import { jaeger } from './adapters/jaeger.ts';
import { signed } from './adapters/sign-message.ts';
import { incidentStoreIn } from './adapters/sql.ts';
import { openIncidentDatabase } from './adapters/sql-database.ts';
import { deliveryStoreIn } from './adapters/sql-deliveries.ts';
import { outsideAlertStoreIn } from './adapters/sql-outside-alerts.ts';
import { permalinkKeyIn } from './adapters/sql-permalink-key.ts';
import { postMortemStoreIn } from './adapters/sql-post-mortems.ts';
import { incidentRecordIn } from './adapters/sql-record.ts';
import { silenceStoreIn } from './adapters/sql-silences.ts';
import { openTraceStore } from './adapters/sql-traces.ts';
import { tempo } from './adapters/tempo.ts';
import { threadRanking } from './adapters/thread-ranking.ts';
import type { IncidentsContext } from './context.ts';
import { permalinkPath } from './domain/permalink.ts';
import type { SpanIngest } from './domain/span.ts';
import { incidentsLoaders } from './loaders.ts';
import { resolvers } from './resolvers/index.ts';
import { type AlertmanagerIngest, alertmanagerApi } from './use-cases/alertmanager-api.ts';
import { answerRootCause } from './use-cases/answer-root-cause.ts';
import { silencesApplied } from './use-cases/apply-silences.ts';
import { completeContexts } from './use-cases/complete-contexts.ts';
import { escalateDue } from './use-cases/escalate.ts';
import { followOutside } from './use-cases/follow-outside.ts';
import { followVerdicts } from './use-cases/follow-verdicts.ts';
import { forgettingDeliveries } from './use-cases/forget-deliveries.ts';
import { openNotifier } from './use-cases/notifier.ts';
import { openPermalink, type SharedContexts } from './use-cases/open-permalink.ts';
import { planDue } from './use-cases/plan-deliveries.ts';
import { suspicionsOf } from './use-cases/suspicions.ts';

export type { PostedSilence, ShownSilence } from './domain/outside/alertmanager-silence.ts';
export type { PostedAlert } from './domain/outside/outside-alert.ts';
export type { ShownAlert } from './domain/outside/shown-alert.ts';
export type { Span } from './domain/span.ts';
export type { AlertmanagerIngest, AskedAlerts } from './use-cases/alertmanager-api.ts';

/** What comes in for incidents: spans, and what is said to an Alertmanager. */
export type IncidentsIngest = SpanIngest & SharedContexts & AlertmanagerIngest;

export interface IncidentsConfig extends SubgraphConfig {
  /** What is not said is as in a process of which the environment says nothing. */
  traces?: Partial<TracesConfig>;
  /** Address of the gateway for people and scripts outside; asked for when it is needed, since a port may be any. */
  publicUrl?: () => string;
  /** Where the web app is, for links to it. */
  webUrl?: string;
  /** YAML file that says who is told of incidents; null or absent: nobody is. */
  alertingFile?: string | null;
}

/** One trace takes at most this share of the recent spans. */
const SHARE_OF_TRACE = 0.2;
/** After so long another process takes over from one that was killed. */
const LEASE: Milliseconds = 10_000;
/** Of verdicts that are followed in one round. */
const BATCHES = 10;
/** Contexts that are completed in one round, and in one in which verdicts were followed, which go before. */
const CONTEXTS_AT_ONCE = 20;
const CONTEXTS_BESIDE = 2;

const typeDefs = readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8');

/** What broke, since when, and why. */
export async function incidents(config: IncidentsConfig): Promise<Subgraph<IncidentsIngest>> {
  const { clock, log, graph, webUrl = null, alertingFile = null, publicUrl = () => '' } = config;
  const { spanLimit, spanAge, tempoUrl, jaegerUrl, links: traceLinks } = { ...readConfig({}).traces, ...config.traces };
  const settings = readAlertingFile(alertingFile, process.env);
  const database = await openIncidentDatabase(config);
  const store = incidentStoreIn(database, config);
  const record = incidentRecordIn(database);
  const traces = await openTraceStore(config, {
    limit: spanLimit,
    limitOfTrace: Math.ceil(spanLimit * SHARE_OF_TRACE),
    age: spanAge,
    now: clock,
  });
  const permalinkKey = permalinkKeyIn(database);
  const permalinks = async () => {
    const key = await permalinkKey();
    return (alert: string) => publicUrl() + permalinkPath(key, alert);
  };
  const ports = {
    store,
    silences: silenceStoreIn(database),
    escalation: settings.escalation,
    outside: outsideAlertStoreIn(database),
    traces,
    traceSources: [...(tempoUrl ? [tempo(tempoUrl)] : []), ...(jaegerUrl ? [jaeger(jaegerUrl)] : [])],
    lineage: graphLineage(graph),
    measurements: graphMeasurements(graph),
    pass: (time: Milliseconds) => timer(time, undefined, { ref: false }),
    ranking: threadRanking(),
    catalog: graphCatalog(graph),
    verdictChanges: graphVerdictChanges(graph),
    assets: graphKnownAssets(graph),
    postMortems: postMortemStoreIn(database),
  };

  const slices = graphSlices(graph);
  const deliveries = deliveryStoreIn(database);
  const digest = (url: string) => createHash('sha256').update(url).digest('base64url');
  const notifications = { deliveries, settings, digest, clock };
  const planning = { store, record, deliveries, owners: graphOwners(graph) };
  const outbound = httpOutbound(settings.allowNetworks);
  const notifier = openNotifier(
    { ...notifications, store, outbound, sign: signed, random: Math.random, webUrl, permalinks },
    log,
  );
  if (settings.receivers.size === 0)
    log.info('no receiver of notifications is configured; nobody is told of incidents');
  const forgetDeliveries = forgettingDeliveries(deliveries, settings);
  const applySilences = silencesApplied(ports);
  /** Batches of verdicts until there are no more, or enough for a round. Answers whether there were any. */
  const followRound = async (lease: Lease): Promise<boolean> => {
    try {
      for (let batch = 0; batch < BATCHES; batch += 1)
        if (!(await followVerdicts(ports, lease, clock()))) return batch > 0;
      return true;
    } catch (cause) {
      if (!(cause instanceof GraphUnavailable)) throw cause;
      log.warn({ cause: cause.message }, 'verdicts could not be followed; the next round tries again');
      return false;
    }
  };
  /** What one process does at a time. Answers whether there was anything to do. */
  const alertingRound = async (): Promise<boolean> => {
    const lease = await store.claim(LEASE);
    if (!lease) return false;
    const silenced = await applySilences(lease, clock());
    const followed = await followRound(lease);
    const outside = await followOutside(ports, lease, clock());
    const completed = await completeContexts(ports, lease, clock(), followed ? CONTEXTS_BESIDE : CONTEXTS_AT_ONCE);
    return (await escalateDue(ports, lease, clock())) || completed || outside || followed || silenced;
  };

  const schema = buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers: resolvers as never }]);
  const context = (): IncidentsContext => ({
    ...ports,
    now: clock(),
    record,
    loaders: incidentsLoaders(store, record, deliveries, ports.postMortems, (assets) =>
      suspicionsOf(ports, assets, clock()),
    ),
    slices,
    rootCauseOf: (asked) => answerRootCause(ports, asked),
    notifications,
    permalinkOf: async (alert) => (await permalinks())(alert),
    traceLinks,
    webUrl,
  });

  return {
    name: 'incidents',
    typeDefs,
    schema,
    context,
    ingest: {
      spans: (spans) => traces.keep(spans),
      sharedContext: (alert, signature) => openPermalink({ schema, context, permalinkKey }, alert, signature),
      ...alertmanagerApi({ ...ports, settings, clock, webUrl }),
    },
    async work() {
      const alerted = await alertingRound();
      const planned = await planDue(planning, settings, clock()).catch((cause) => {
        log.warn({ cause: (cause as Error).message }, 'notifications could not be planned; the next round tries again');
        return false;
      });
      const began = await notifier.begin();
      const forgot = await forgetDeliveries(clock());
      return alerted || planned || began || forgot;
    },
    readiness: () => Promise.all([readinessOf('incident-store', store), readinessOf('trace-store', traces)]),
    async close() {
      await notifier.close();
      await ports.ranking.close();
      // When this cannot be said, whoever waits for the lease waits for its end.
      await store.release().catch(() => {});
      await database.close();
      await traces.close();
    },
  };
}
