import { QueryPlanner } from '@graphql-hive/router-query-planner';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  print,
  getVariableValues as readVariables,
} from 'graphql';
import type { RequestScope } from '../../platform/subgraph.ts';
import { compilePlan, type Graph, type Step } from './compile-plan.ts';
import { consumerSchema } from './consumer-schema.ts';
import { introspect, part } from './introspection.ts';
import { typeTestOf } from './possible-types.ts';
import { compileProjection, type Project } from './project.ts';
import type { AnswerError, Run, Tree } from './run.ts';
import { fragmentsOf, keysAt } from './selection.ts';
import type { SubgraphClient } from './subgraph-client.ts';

interface Answer {
  /** Left out when nothing was asked because the question is wrong. */
  data?: Tree | null;
  errors?: AnswerError[];
}

/** Answers operations on the composed graph. A document must have been validated against `schema`. */
export interface Executor {
  /** What clients see. */
  schema: GraphQLSchema;
  execute(
    document: DocumentNode,
    operationName: string | null,
    variables: Record<string, unknown>,
    scope: RequestScope,
  ): Promise<Answer>;
}

interface CompiledOperation {
  readVariables(
    given: Record<string, unknown>,
  ): { coerced: Record<string, unknown> } | { errors: readonly GraphQLError[] };
  introspection: DocumentNode | null;
  fetch: Step | null;
  project: Project;
}

/** Compiles each operation once: its plan into closures, its selection into a projection. */
export function createExecutor(supergraph: string, clients: readonly SubgraphClient[]): Executor {
  const planner = new QueryPlanner(supergraph);
  const schema = consumerSchema(planner.consumerSchema);
  const graph = {
    clients: new Map(clients.map((client) => [client.name, client])),
    isOfType: typeTestOf(parse(supergraph, { noLocation: true })),
  };
  // Keyed by the document itself, so that an operation is forgotten with it and nothing grows without bound.
  const compiled = new WeakMap<DocumentNode, Map<string | null, CompiledOperation>>();

  const compiledOf = (document: DocumentNode, operationName: string | null): CompiledOperation | null => {
    const known = compiled.get(document) ?? new Map<string | null, CompiledOperation>();
    compiled.set(document, known);
    const operation = known.get(operationName);
    if (operation) return operation;
    const definition = getOperationAST(document, operationName);
    if (!definition) return null;
    const fresh = compileOperation(schema, planner, graph, document, definition);
    known.set(operationName, fresh);
    return fresh;
  };

  return {
    schema,
    async execute(document, operationName, given, scope) {
      const operation = compiledOf(document, operationName);
      if (!operation) return { errors: [noOperation(operationName)] };
      const read = operation.readVariables(given);
      if ('errors' in read) return { errors: read.errors.map(badVariable) };
      const run: Run = { data: {}, errors: [], variables: read.coerced, scope, contexts: new Map() };
      if (operation.introspection) introspect(schema, operation.introspection, run);
      const pending = operation.fetch?.(run);
      if (pending) await pending;
      const data = operation.project(run.data, run);
      return run.errors.length > 0 ? { data, errors: run.errors } : { data };
    },
  };
}

function compileOperation(
  schema: GraphQLSchema,
  planner: QueryPlanner,
  graph: Omit<Graph, 'selectedAt'>,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledOperation {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new TypeError(`the graph has no ${operation.operation}; the document was not validated`);
  const fragments = fragmentsOf(document);
  const { introspection, rest } = part(document, operation);
  const plan = rest && planner.plan(print(rest), operation.name?.value, new Set(), 0).node;
  const selectedAt = (path: readonly string[]) => keysAt(operation.selectionSet, path, fragments);
  return {
    readVariables: (given) => {
      const { coerced, errors } = readVariables(schema, operation.variableDefinitions ?? [], given);
      return errors ? { errors } : { coerced };
    },
    introspection,
    fetch: plan ? compilePlan(plan, { ...graph, selectedAt }) : null,
    project: compileProjection(schema, root, operation.selectionSet, fragments),
  };
}

const noOperation = (name: string | null): AnswerError => ({
  message:
    name === null ? 'which operation? the document has several' : `the document has no operation named "${name}"`,
  extensions: { code: 'BAD_USER_INPUT' },
});

const badVariable = ({ message }: GraphQLError): AnswerError => ({ message, extensions: { code: 'BAD_USER_INPUT' } });
