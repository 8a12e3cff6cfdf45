import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { readinessOf } from '../../platform/readiness.ts';
import type { Subgraph, SubgraphConfig } from '../../platform/subgraph.ts';
import { openCatalogStore } from './adapters/sql.ts';
import type { CatalogContext } from './context.ts';
import { faultsOfMeaning } from './domain/check-documents.ts';
import { type Fault, readDocuments } from './domain/read-documents.ts';
import { catalogLoaders } from './loaders.ts';
import { resolvers } from './resolvers/index.ts';

/** What metrics mean, who owns what. */
export async function catalog(config: SubgraphConfig): Promise<Subgraph<null>> {
  const store = await openCatalogStore(config);
  const typeDefs = readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8');
  return {
    name: 'catalog',
    typeDefs,
    schema: buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers: resolvers as never }]),
    context: (): CatalogContext => ({ store, clock: config.clock, loaders: catalogLoaders(store) }),
    ingest: null,
    work: async () => false,
    readiness: async () => [await readinessOf('catalog-store', store)],
    close: () => store.close(),
  };
}

/** Every fault of catalog YAML, without a store: what it refers to must be in the same text. */
export function lintCatalog(text: string): Fault[] {
  const read = readDocuments(text);
  return [...read.faults, ...faultsOfMeaning(read, new Map())];
}
