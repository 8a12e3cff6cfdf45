import { type ExecutionResult, execute, type GraphQLError } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { codeOf, publicError } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import type { Subgraph } from '../../platform/subgraph.ts';
import type { AnswerError, Run, Tree } from './run.ts';
import type { FetchOperation, SubgraphAnswer, SubgraphClient } from './subgraph-client.ts';

type Answering = (context: object, variables: Tree) => Promise<ExecutionResult> | ExecutionResult;

/** Fetches from a subgraph in this process: compiled by graphql-jit, by graphql-js where that cannot. */
export function inProcessClient(subgraph: Subgraph, log: Log): SubgraphClient {
  const compiled = new WeakMap<FetchOperation, Answering>();
  const answeringOf = (operation: FetchOperation): Answering => {
    const known = compiled.get(operation);
    if (known) return known;
    const answering = compile(subgraph, operation);
    compiled.set(operation, answering);
    return answering;
  };
  const publish = ({ data, errors }: ExecutionResult): SubgraphAnswer =>
    errors
      ? { data: data as Tree | null | undefined, errors: errors.map((error) => published(error, subgraph.name, log)) }
      : { data: data as Tree };
  const failed = (cause: unknown): never => {
    if (codeOf(cause) === 'INTERNAL') log.error({ subgraph: subgraph.name, err: cause }, 'a fetch failed');
    throw cause;
  };
  return {
    name: subgraph.name,
    fetch(operation, variables, run) {
      try {
        const result = answeringOf(operation)(contextOf(subgraph, run), variables);
        return result instanceof Promise ? result.then(publish).catch(failed) : publish(result);
      } catch (cause) {
        return failed(cause);
      }
    },
    close: async () => {},
  };
}

function contextOf(subgraph: Subgraph, { contexts, scope }: Run): object {
  const known = contexts.get(subgraph.name);
  if (known) return known;
  const context = subgraph.context(scope);
  contexts.set(subgraph.name, context);
  return context;
}

function compile({ schema }: Subgraph, { document }: FetchOperation): Answering {
  const compiled = compileQuery(schema, document, undefined, { disablingCapturingStackErrors: true });
  if (isCompiledQuery(compiled)) return (context, variables) => compiled.query(undefined, context, variables);
  return (contextValue, variableValues) => execute({ schema, document, contextValue, variableValues });
}

/** An error as the subgraph would show it over HTTP; what it hides is in the log. */
function published(error: GraphQLError, subgraph: string, log: Log): AnswerError {
  const { message, path, extensions } = publicError(error);
  const code = extensions?.code ?? 'INTERNAL';
  if (code === 'INTERNAL')
    log.error({ subgraph, path: error.path, err: error.originalError ?? error }, 'a resolver failed');
  return { message, path, extensions: { ...extensions, code } };
}
