import type { BatchFetchNode, FetchNode } from '@graphql-hive/router-query-planner';
import { type DocumentNode, parse } from 'graphql';
import type { Graph } from './compile-plan.ts';
import { failureOf } from './failure.ts';
import type { Run, Tree } from './run.ts';
import type { SubgraphAnswer } from './subgraph-client.ts';

/** One operation of a plan, ready to be asked of its subgraph. */
export interface Asking {
  subgraph: string;
  document: DocumentNode;
  /**
   * Asks, with the client's variables that the operation uses and some of its own. It never throws: a subgraph that
   * gives no answer in time has answered with one error, which stands for everything.
   */
  ask(run: Run, own: Tree): SubgraphAnswer | Promise<SubgraphAnswer>;
}

export function askingOf(node: FetchNode | BatchFetchNode, { clients }: Graph): Asking {
  const { serviceName: subgraph, operation: text, operationKind, variableUsages } = node;
  const client = clients.get(subgraph);
  if (!client) throw new TypeError(`a plan asks the subgraph ${subgraph}, which is not mounted`);
  const document = parse(text, { noLocation: true });
  const operation = { text, document, kind: operationKind === 'mutation' ? 'mutation' : 'query' } as const;
  const names = variableUsages ?? [];
  const failed = (cause: unknown): SubgraphAnswer => ({ data: null, errors: [failureOf(cause, subgraph)] });
  return {
    subgraph,
    document,
    ask(run, variables) {
      for (const name of names) if (name in run.variables) variables[name] = run.variables[name];
      try {
        run.scope.signal.throwIfAborted();
        const answer = client.fetch(operation, variables, run);
        return answer instanceof Promise ? inTime(answer, run.scope.signal).catch(failed) : answer;
      } catch (cause) {
        return failed(cause);
      }
    },
  };
}

/** Gives up when the time is over, whatever the subgraph is still doing. */
function inTime<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    signal.addEventListener('abort', giveUp);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
