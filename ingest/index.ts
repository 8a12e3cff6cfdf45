import type { FastifyInstance } from 'fastify';
import { type Clock, systemClock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { IncidentsIngest } from '../subgraphs/incidents/index.ts';
import type { LineageIngest } from '../subgraphs/lineage/index.ts';
import type { MetricsIngest } from '../subgraphs/metrics/index.ts';

export { exchangeRoutes } from './exchange/routes.ts';
export { mlflowWebhookRoute } from './mlflow/routes.ts';
export { openKeptQuality } from './openlineage/kept-quality.ts';

import { permalinkRoute } from './alert-context/routes.ts';
import { alertmanagerRoutes } from './alertmanager/routes.ts';
import { observationRoutes } from './observations/routes.ts';
import type { KeptQuality } from './openlineage/kept-quality.ts';
import { openLineageRoutes } from './openlineage/routes.ts';
import { otlpMetricRoutes, otlpTraceRoutes } from './otlp/routes.ts';
import { remoteWriteRoutes } from './remote-write/routes.ts';

/** Where Alertmanager's API is, which says what is wrong as one JSON text. */
export const ALERTMANAGER_PATH = '/api/v2';

/** The paths besides the graph, by the subgraph that serves them. */
export const INGEST_PATHS = {
  catalog: [],
  lineage: ['/api/v1/lineage', '/api/v1/mlflow'],
  metrics: ['/api/v1/observations', '/v1/metrics', '/api/v1/write'],
  incidents: ['/v1/traces', '/api/v1/alerts', ALERTMANAGER_PATH],
} as const;

export function lineageRoutes(
  server: FastifyInstance,
  ingest: LineageIngest,
  log: Log,
  clock: Clock = systemClock,
  quality: Pick<KeptQuality, 'take'> = { take: async () => 'told' },
): void {
  openLineageRoutes(server, ingest, quality, log, clock);
}

export function metricsRoutes(
  server: FastifyInstance,
  ingest: MetricsIngest,
  log: Log,
  clock: Clock = systemClock,
): void {
  observationRoutes(server, ingest, log);
  otlpMetricRoutes(server, ingest, log, clock);
  remoteWriteRoutes(server, ingest, log, clock);
}

export function incidentsRoutes(
  server: FastifyInstance,
  ingest: IncidentsIngest,
  log: Log,
  clock: Clock = systemClock,
): void {
  otlpTraceRoutes(server, ingest, log);
  permalinkRoute(server, ingest, log);
  alertmanagerRoutes(server, ingest, log, clock);
}
