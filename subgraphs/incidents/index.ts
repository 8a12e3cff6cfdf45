import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { readinessOf } from '../../platform/readiness.ts';
import type { Subgraph, SubgraphConfig } from '../../platform/subgraph.ts';
import { graphCatalog } from './adapters/graph-catalog.ts';
import { graphLineage } from './adapters/graph-lineage.ts';
import { graphMeasurements } from './adapters/graph-measurements.ts';
import { graphVerdictChanges } from './adapters/graph-verdict-changes.ts';
import { incidentStoreIn } from './adapters/sql.ts';
import { openIncidentDatabase } from './adapters/sql-database.ts';
import { incidentRecordIn } from './adapters/sql-record.ts';
import { openTraceStore } from './adapters/sql-traces.ts';
import type { IncidentsContext } from './context.ts';
import type { IncidentsIngest } from './domain/span.ts';
import { incidentsLoaders } from './loaders.ts';
import { resolvers } from './resolvers/index.ts';
import { answerRootCause } from './use-cases/answer-root-cause.ts';
import { completeContexts } from './use-cases/complete-contexts.ts';
import { followVerdicts } from './use-cases/follow-verdicts.ts';

export type { IncidentsIngest, Span } from './domain/span.ts';

export interface IncidentsConfig extends SubgraphConfig {
  /** Recent spans kept; 50,000 when left out. */
  spanLimit?: number;
  /** Where the web app is, for links to it. */
  webUrl?: string;
}

const SPAN_LIMIT = 50_000;

const typeDefs = readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8');

/** What broke, since when, and why. */
export async function incidents(config: IncidentsConfig): Promise<Subgraph<IncidentsIngest>> {
  const { clock, log, graph, spanLimit = SPAN_LIMIT, webUrl = null } = config;
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

  return {
    name: 'incidents',
    typeDefs,
    schema: buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers: resolvers as never }]),
    context: (): IncidentsContext => ({
      store,
      record,
      loaders: incidentsLoaders(store, record),
      rootCauseOf: (asked) => answerRootCause(ports, asked),
      webUrl,
    }),
    ingest: { spans: (spans) => traces.keep(spans) },
    async work() {
      const followed = await followVerdicts(ports, clock()).catch((cause) => {
        log.warn({ cause: (cause as Error).message }, 'verdicts could not be followed; the next round tries again');
        return false;
      });
      return (await completeContexts(ports, clock())) || followed;
    },
    readiness: () => Promise.all([readinessOf('incident-store', store), readinessOf('trace-store', traces)]),
    async close() {
      await database.close();
      await traces.close();
    },
  };
}
