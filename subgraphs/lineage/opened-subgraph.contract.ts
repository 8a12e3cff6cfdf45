/** The lineage subgraph on a directory of its own, asked as a gateway would ask it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql } from 'graphql';
import type { Clock } from '../../platform/clock.ts';
import type { GraphClient } from '../../platform/graph-client.ts';
import { silentLog } from '../../platform/log.ts';
import type { Instant } from '../../vocabulary/duration.ts';
import { lineage } from './index.ts';

export const NOON: Instant = Date.UTC(2026, 0, 10, 12);

/** A graph in which nobody else answers. */
const aloneGraph: GraphClient = { ask: async () => ({ data: null, errors: [{ message: 'nobody is there' }] }) };

export async function openedSubgraph(graph: GraphClient = aloneGraph, clock: Clock = () => NOON) {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-lineage-'));
  const subgraph = await lineage({ dataDirectory, clock, log: silentLog(), graph, neo4j: null });
  return {
    ingest: subgraph.ingest,
    async ask(document: string, variables: Record<string, unknown> = {}) {
      const scope = { signal: AbortSignal.timeout(10_000), traceId: 'trace' };
      const answer = await graphql({
        schema: subgraph.schema,
        source: document,
        variableValues: variables,
        contextValue: subgraph.context(scope),
      });
      // As a client gets it, without GraphQL's objects that have no prototype.
      return JSON.parse(JSON.stringify(answer));
    },
    async close() {
      await subgraph.close();
      rmSync(dataDirectory, { recursive: true });
    },
  };
}
