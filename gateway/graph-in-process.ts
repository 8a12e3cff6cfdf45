import { type DocumentNode, parse, validate } from 'graphql';
import type { GraphAnswer, GraphClient } from '../platform/graph-client.ts';
import type { Executor } from './execute/executor.ts';
import { requestScope } from './request-scope.ts';

/** The public graph for the subgraphs of this process. It is given to them before the graph that they make up exists. */
export interface GraphInProcess extends GraphClient {
  bind(executor: Executor): void;
}

export function graphInProcess(): GraphInProcess {
  let executor: Executor | null = null;
  // The documents are constants of our own code, so this holds a few dozen and no more.
  const documents = new Map<string, DocumentNode>();
  const documentOf = (text: string, { schema }: Executor): DocumentNode => {
    const known = documents.get(text);
    if (known) return known;
    const document = parse(text);
    const [fault] = validate(schema, document);
    if (fault) throw fault;
    documents.set(text, document);
    return document;
  };
  return {
    bind: (bound) => {
      executor = bound;
    },
    async ask<Data>(text: string, variables: Record<string, unknown>, signal?: AbortSignal) {
      if (!executor) throw new TypeError('the graph was asked before it was composed');
      const scope = requestScope();
      const answer = await executor.execute(documentOf(text, executor), null, variables, {
        ...scope,
        signal: signal ?? scope.signal,
      });
      return answer as GraphAnswer<Data>;
    },
  };
}
