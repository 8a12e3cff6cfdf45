import type { GraphQLSchema } from 'graphql';
import type { Milliseconds } from '../vocabulary/duration.ts';
import type { Clock } from './clock.ts';
import type { GraphClient } from './graph-client.ts';
import type { Log } from './log.ts';

/** What every subgraph is given; a subgraph adds its own settings to it. */
export interface SubgraphConfig {
  /** Folder that is this subgraph's alone. */
  dataDirectory: string;
  /** Of the Postgres in which catalog, evaluation, incidents and traces are kept; null or absent: in the folder. */
  databaseUrl?: string | null;
  clock: Clock;
  log: Log;
  /** The public graph, for what other subgraphs know. */
  graph: GraphClient;
}

/** What a request carries into resolvers. */
export interface RequestScope {
  signal: AbortSignal;
  traceId: string;
}

/** How a part of the process is, for `/readyz`. */
export interface Readiness {
  part: string;
  ready: boolean;
  /** One sentence; what is wrong when not ready. */
  reason: string;
}

/** One of the four parts of the graph, wired and open. */
export interface Subgraph<Ingest = unknown> {
  name: string;
  /** With `_entities` and `_service`, so that it can be served alone. */
  schema: GraphQLSchema;
  /** The text of schema.graphql. */
  typeDefs: string;
  /** What resolvers may reach, built afresh for each request. */
  context(scope: RequestScope): object;
  /** What protocol edges may hand over. */
  ingest: Ingest;
  /** Does the background work that is due now, such as judging closed windows; answers whether it did any. */
  work(): Promise<boolean>;
  /** In how many milliseconds there will be work of which nobody tells, such as a window that closes; null: none known. */
  dueIn?(): Milliseconds | null;
  readiness(): Promise<Readiness[]>;
  close(): Promise<void>;
}
