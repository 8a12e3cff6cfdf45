import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { RequestScope } from '../platform/subgraph.ts';
import type { Executor } from './execute/executor.ts';
import { LIMITS, limitsRule } from './limits.ts';

/** What a request carries through Apollo. */
export interface GatewayContext {
  scope: RequestScope;
}

/** @apollo/server over our executor: its HTTP face, drain, CSRF prevention and validation; our plans and errors. */
export function graphqlServer(
  executor: Executor,
  supergraph: string,
  server: FastifyInstance,
): ApolloServer<GatewayContext> {
  return new ApolloServer<GatewayContext>({
    gateway: gatewayOf(executor, supergraph),
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    introspection: true,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: [limitsRule],
    formatError: inOurCodes,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(server),
      ApolloServerPluginDrainHttpServer({ httpServer: server.server }),
      traceIds,
    ],
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
      executor: async ({ document, operationName, request, context }) =>
        executor.execute(document, operationName, request.variables ?? {}, (context as GatewayContext).scope) as never,
    }),
    stop: async () => {},
  };
}

const CLIENT_FAULTS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Apollo's codes for faults of the client are our BAD_USER_INPUT; what has no code is a bug and says nothing of itself. */
function inOurCodes(error: GraphQLFormattedError): GraphQLFormattedError {
  const code = error.extensions?.code;
  if (CLIENT_FAULTS.has(code as string))
    return { ...error, extensions: { ...error.extensions, code: 'BAD_USER_INPUT' } };
  if (code === undefined || code === 'INTERNAL_SERVER_ERROR')
    return { message: 'something went wrong on our side', path: error.path, extensions: { code: 'INTERNAL' } };
  return error;
}

/** Every error says by which trace it is found. */
const traceIds: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async ({ contextValue }) => ({
    willSendResponse: async ({ response: { body } }) => {
      if (body.kind !== 'single' || !body.singleResult.errors) return;
      const { traceId } = contextValue.scope;
      body.singleResult.errors = body.singleResult.errors.map((error) => ({
        ...error,
        extensions: { ...error.extensions, traceId },
      }));
    },
  }),
};
