import type { PlanNode } from '@graphql-hive/router-query-planner';
import { fetchEntities } from './fetch-entities.ts';
import { fetchRoot } from './fetch-root.ts';
import type { IsOfType } from './representation.ts';
import type { Run } from './run.ts';
import type { SubgraphClient } from './subgraph-client.ts';

/** A node of a plan, compiled once per operation. It waits only where something is not there yet. */
export type Step = (run: Run) => Promise<void> | void;

/** What compiling a plan needs to know of the graph and of the operation. */
export interface Graph {
  clients: ReadonlyMap<string, SubgraphClient>;
  isOfType: IsOfType;
  /** The response keys that the client selected at a path of response keys. */
  selectedAt(path: readonly string[]): ReadonlySet<string>;
}

export function compilePlan(node: PlanNode, graph: Graph): Step {
  switch (node.kind) {
    case 'Sequence':
      return node.nodes.map((each) => compilePlan(each, graph)).reduce(inTurn);
    case 'Parallel':
      return together(node.nodes.map((each) => compilePlan(each, graph)));
    case 'Condition': {
      const whenTrue = node.ifClause && compilePlan(node.ifClause, graph);
      const whenFalse = node.elseClause && compilePlan(node.elseClause, graph);
      return (run) => (run.variables[node.condition] ? whenTrue : whenFalse)?.(run);
    }
    case 'Fetch':
      return fetchRoot(node, graph);
    case 'Flatten': {
      const { node: fetch, path } = node;
      if (fetch.kind !== 'Fetch')
        throw new TypeError(`a plan flattens a ${fetch.kind}, which the planner does not make`);
      const { requires = [], inputRewrites, outputRewrites } = fetch;
      const list = { alias: '_entities', representationsVariableName: 'representations', paths: [path], requires };
      return fetchEntities(fetch, [{ ...list, inputRewrites }], outputRewrites ?? [], graph);
    }
    case 'BatchFetch':
      return fetchEntities(node, node.entityBatch.aliases, [], graph);
    default:
      throw new TypeError(`a plan has a ${node.kind}, which this executor does not run`);
  }
}

const inTurn =
  (first: Step, second: Step): Step =>
  (run) => {
    const pending = first(run);
    return pending ? pending.then(() => second(run)) : second(run);
  };

const together =
  (steps: Step[]): Step =>
  (run) => {
    const pending = steps.map((step) => step(run)).filter((each) => each !== undefined);
    return pending.length > 0 ? Promise.all(pending).then(() => {}) : undefined;
  };
