import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { systemClock } from '../../platform/clock.ts';
import { readinessOf } from '../../platform/readiness.ts';
import type { Subgraph, SubgraphConfig } from '../../platform/subgraph.ts';
import { graphTraffic } from './adapters/graph-traffic.ts';
import { type Neo4jAddress, openLineageStore } from './adapters/open.ts';
import type { LineageContext } from './context.ts';
import type { LineageExchange, LineageFacets, LineageIngest } from './domain/ingest.ts';
import { bundlesInParts, inParts } from './domain/parts.ts';
import { lineageLoaders } from './loaders.ts';
import { resolvers } from './resolvers/index.ts';

export type { AssetBundle, KeptSpan } from './domain/bundle.ts';
export type { LineageExchange, LineageFacets, LineageIngest } from './domain/ingest.ts';
export type {
  Facet,
  FacetHolder,
  Fact,
  FactKind,
  FactValue,
  LineageStatement,
  RunReference,
  RunStatement,
  StatedEdge,
  Symlink,
} from './domain/statement.ts';

/** What is written at once of a large batch, so that no store meets its bound on one transaction. */
const ROWS_AT_ONCE = 2_000;

export interface LineageConfig extends SubgraphConfig {
  /** Null for the embedded store. */
  neo4j: Neo4jAddress | null;
}

/** What feeds what, from when to when, and what changed. */
export async function lineage(
  config: LineageConfig,
): Promise<Subgraph<LineageIngest & LineageFacets & LineageExchange>> {
  const { clock, graph } = config;
  const store = await openLineageStore(config);
  const traffic = graphTraffic(graph);
  const typeDefs = readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8');
  return {
    name: 'lineage',
    typeDefs,
    schema: buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers: resolvers as never }]),
    context: (): LineageContext => ({
      now: clock(),
      clock: systemClock,
      store,
      traffic,
      loaders: lineageLoaders(store),
    }),
    ingest: {
      async record(statements) {
        // A producer sends the whole again when a part fails; what is kept already changes nothing.
        for (const part of inParts(statements, ROWS_AT_ONCE)) await store.record(part, clock());
      },
      async latestFacet(asset, name) {
        const facts = (await store.latestFacts([asset], { kinds: ['facet'] })).get(asset) ?? [];
        const sent = facts.filter((fact) => fact.kind === 'facet');
        return sent.find((facet) => facet.of === 'dataset' && facet.name === name)?.value ?? null;
      },
      isEmpty: () => store.isEmpty(),
      bundles: (after, most) => store.bundles(after, most),
      async restore(bundles) {
        for (const part of bundlesInParts(bundles, ROWS_AT_ONCE)) await store.restore(part);
      },
    },
    work: async () => false,
    readiness: async () => [await readinessOf('lineage-store', store)],
    close: () => store.close(),
  };
}
