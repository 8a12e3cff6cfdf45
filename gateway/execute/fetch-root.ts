import type { FetchNode } from '@graphql-hive/router-query-planner';
import { getOperationAST } from 'graphql';
import { askingOf } from './ask.ts';
import type { Graph, Step } from './compile-plan.ts';
import { errorAt } from './failure.ts';
import { merge } from './merge.ts';
import { compileRewrites, renamedKeys } from './rewrite.ts';
import type { Path, Run } from './run.ts';
import { fieldsIn, fragmentsOf, responseKey } from './selection.ts';
import type { SubgraphAnswer } from './subgraph-client.ts';

/** A fetch of root fields: its data is the beginning of the answer. */
export function fetchRoot(node: FetchNode, graph: Graph): Step {
  const { ask, document, subgraph } = askingOf(node, graph);
  const rewrite = compileRewrites(node.outputRewrites, graph.isOfType);
  const renamed = renamedKeys(node.outputRewrites);
  const operation = getOperationAST(document);
  const keys = [...fieldsIn(operation?.selectionSet, fragmentsOf(document))].map(responseKey);
  const pathOf = (path: readonly (string | number)[]): Path => path.map((part) => renamed.get(part as string) ?? part);

  const take = (run: Run, { data, errors }: SubgraphAnswer): void => {
    for (const error of errors ?? []) {
      const paths = error.path?.length ? [error.path] : keys.map((key) => [key]);
      for (const path of paths) run.errors.push(errorAt(error, pathOf(path), subgraph));
    }
    if (!data) return;
    rewrite?.(data);
    merge(run.data, data);
  };
  return (run) => {
    const answer = ask(run, {});
    return answer instanceof Promise ? answer.then((there) => take(run, there)) : take(run, answer);
  };
}
