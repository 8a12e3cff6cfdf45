import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Log } from '../platform/log.ts';
import type { RequestScope } from '../platform/subgraph.ts';
import type { Executor } from './execute/executor.ts';
import { LIMITS, limitsRule } from './limits.ts';
import { currentScope } from './request-scope.ts';

/** What a request carries through Apollo. */
export interface GatewayContext {
  scope: RequestScope;
}

/** @apollo/server over our executor: its HTTP face, CSRF prevention and validation; our plans and errors. */
export function graphqlServer(executor: Executor, supergraph: string, log: Log): ApolloServer<GatewayContext> {
  return new ApolloServer<GatewayContext>({
    gateway: gatewayOf(executor, supergraph),
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    introspection: true,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: [limitsRule],
    formatError: (error, cause) => shown(error, cause, log),
    // Fastify drains: it answers what is under way before it closes, and Apollo stops after it.
    plugins: [ApolloServerPluginLandingPageDisabled()],
    stopOnTerminationSignals: false,
  });
}

type Gateway = NonNullable<ApolloServerOptions<GatewayContext>['gateway']>;

function gatewayOf(executor: Executor, supergraph: string): Gateway {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: executor.schema, coreSupergraphSdl: supergraph });
      return () => {};
    },
    load: async () => ({
      async executor({ document, request, context }) {
        const { scope } = context as GatewayContext;
        const { operationName, variables } = request;
        const { data, errors } = await executor.execute(document, operationName ?? null, variables ?? {}, scope);
        return { data, errors: errors?.map(({ message, ...rest }) => new GraphQLError(message, rest)) };
      },
    }),
    stop: async () => {},
  };
}

/** Apollo's codes for what the client did wrong. */
const CLIENT_FAULTS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/**
 * Every error on its way out: in the contract's codes, and with the trace by which it is found. What has no code is a
 * bug and says nothing of itself.
 */
function shown(error: GraphQLFormattedError, cause: unknown, log: Log): GraphQLFormattedError {
  const { message, locations, path, extensions } = error;
  const code = extensions?.code;
  const traceId = currentScope.getStore()?.traceId;
  if (code === undefined || code === 'INTERNAL_SERVER_ERROR') {
    log.error({ traceId, path, err: cause }, 'an operation failed');
    return { message: 'something went wrong on our side', path, extensions: { code: 'INTERNAL', traceId } };
  }
  const ours = CLIENT_FAULTS.has(code as string) ? 'BAD_USER_INPUT' : code;
  return { message, locations, path, extensions: { ...extensions, code: ours, traceId } };
}
