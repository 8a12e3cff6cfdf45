import type { BatchFetchNode, EntityBatchAlias, FetchNode, OutputRewrite } from '@graphql-hive/router-query-planner';
import { askingOf } from './ask.ts';
import type { Graph, Step } from './compile-plan.ts';
import { type EntityList, entityListOf, type Sent, type Waiting } from './entity-list.ts';
import { compileRewrites } from './rewrite.ts';
import type { AnswerError, Run, Tree } from './run.ts';
import type { SubgraphAnswer } from './subgraph-client.ts';

const NO_ENTITIES: AnswerError = {
  message: 'the subgraph answered without the entities that it was asked for',
  extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
};

/** A fetch of what one subgraph knows of entities that are in the answer already, each asked for once. */
export function fetchEntities(
  node: FetchNode | BatchFetchNode,
  aliases: EntityBatchAlias[],
  outputRewrites: OutputRewrite[],
  graph: Graph,
): Step {
  const asking = askingOf(node, graph);
  const lists = aliases.map((alias) => entityListOf(alias, asking, graph));
  const variables = new Set(lists.map(({ variable }) => variable));
  const rewrite = compileRewrites(outputRewrites, graph.isOfType);

  const take = (run: Run, waiting: Waiting[], { data, errors }: SubgraphAnswer): void => {
    if (errors) for (const error of errors) place(run, error, lists, waiting);
    if (!data) return;
    rewrite?.(data);
    for (const [index, list] of lists.entries()) {
      const awaited = waiting[index] ?? [];
      if (!list.deliver(data[list.key], awaited) && !errors) list.placeEverywhere(run, NO_ENTITIES, awaited);
    }
  };

  return (run) => {
    const own: Tree = {};
    const sent = new Map<string, Sent>();
    for (const variable of variables) {
      const representations: Tree[] = [];
      own[variable] = representations;
      sent.set(variable, { representations, positions: new Map() });
    }
    const waiting = lists.map((list) => list.collect(run.data, sent.get(list.variable) as Sent));
    if (waiting.every((each) => each.length === 0)) return;
    const answer = asking.ask(run, own);
    return answer instanceof Promise ? answer.then((there) => take(run, waiting, there)) : take(run, waiting, answer);
  };
}

/** An error goes to every place of the answer that waited for what failed. */
function place(run: Run, error: AnswerError, lists: EntityList[], waiting: Waiting[]): void {
  const [key, position] = error.path ?? [];
  const index = lists.findIndex((list) => list.key === key);
  const list = lists[index];
  if (list && typeof position === 'number') list.place(run, error, waiting[index] ?? []);
  else for (const [each, known] of lists.entries()) known.placeEverywhere(run, error, waiting[each] ?? []);
}
