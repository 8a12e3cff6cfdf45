import type { FastifyInstance } from 'fastify';
import {
  exchangeRoutes,
  incidentsRoutes,
  lineageRoutes,
  metricsRoutes,
  mlflowWebhookRoute,
  openKeptQuality,
} from '../ingest/index.ts';
import type { MlflowConfig } from '../platform/config.ts';
import type { Subgraph } from '../platform/subgraph.ts';
import { catalog } from '../subgraphs/catalog/index.ts';
import { type IncidentsConfig, incidents } from '../subgraphs/incidents/index.ts';
import { type LineageConfig, lineage } from '../subgraphs/lineage/index.ts';
import { type MetricsConfig, metrics } from '../subgraphs/metrics/index.ts';
import type { SubgraphName } from './compose.ts';

type Open = (
  config: IncidentsConfig & LineageConfig & MetricsConfig & { mlflow: MlflowConfig },
  server: FastifyInstance,
) => Promise<Subgraph>;

/** Opens a subgraph and mounts on a server the routes by which its data comes in. */
export const OPEN_SUBGRAPH: Record<SubgraphName, Open> = {
  catalog: (config) => catalog(config),
  metrics: async (config, server) => {
    const opened = await metrics(config);
    metricsRoutes(server, opened.ingest, config.log, config.clock);
    return opened;
  },
  lineage: async (config, server) => {
    const opened = await lineage(config);
    const quality = await openKeptQuality(config);
    lineageRoutes(server, opened.ingest, config.log, config.clock, quality);
    exchangeRoutes(server, opened.ingest, config.log);
    mlflowWebhookRoute(server, opened.ingest, config.mlflow, config.log, config.clock);
    return {
      ...opened,
      work: async () => [await opened.work(), await quality.deliver()].some(Boolean),
      readiness: async () => [...(await opened.readiness()), await quality.readiness()],
      close: async () => {
        await quality.close();
        await opened.close();
      },
    };
  },
  incidents: async (config, server) => {
    const opened = await incidents(config);
    incidentsRoutes(server, opened.ingest, config.log, config.clock);
    return opened;
  },
};
