import type { DocumentNode } from 'graphql';
import type { AnswerError, Run, Tree } from './run.ts';

/** A fetch of a plan, parsed once. */
export interface FetchOperation {
  text: string;
  document: DocumentNode;
  kind: 'query' | 'mutation';
}

export interface SubgraphAnswer {
  data?: Tree | null;
  errors?: readonly AnswerError[];
}

/** One subgraph as the gateway reaches it, in process or over HTTP. */
export interface SubgraphClient {
  name: string;
  /** Throws when the subgraph does not answer; errors within the answer stay in it. */
  fetch(operation: FetchOperation, variables: Tree, run: Run): Promise<SubgraphAnswer> | SubgraphAnswer;
  close(): Promise<void>;
}
