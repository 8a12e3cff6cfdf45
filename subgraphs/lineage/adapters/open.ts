import type { SubgraphConfig } from '../../../platform/subgraph.ts';
import type { LineageStore } from '../ports/lineage-store.ts';
import { openEmbeddedStore } from './embedded.ts';

/** Where a Neo4j answers, and as whom to ask it. */
export interface Neo4jAddress {
  url: string;
  user: string;
  password: string;
}

/** The store that the configuration names: Neo4j where one is given, else the embedded one. */
export async function openLineageStore(config: SubgraphConfig & { neo4j: Neo4jAddress | null }): Promise<LineageStore> {
  if (!config.neo4j) return openEmbeddedStore(config.dataDirectory);
  // The driver takes 100 ms to load, so it is loaded only where it is wanted.
  const { openNeo4jStore } = await import('./neo4j.ts');
  return openNeo4jStore(config.neo4j, config.log);
}
