import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import type { ErrorCode } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Readiness } from '../platform/subgraph.ts';
import type { Executor } from './execute/executor.ts';
import { graphiqlAssets, sendGraphiql } from './graphiql.ts';
import { type GatewayContext, graphqlServer } from './graphql-server.ts';
import { currentScope, requestScope } from './request-scope.ts';

/** Largest request body in bytes; the ingest routes bound their own. */
const BODY_LIMIT = 10 * 1024 * 1024;

export const openHttp = (): FastifyInstance =>
  fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: 'idle', logger: false });

/** Tells of everything that is taken in beside the graph, once its sender knows. To be said before the routes are. */
export function whenTakenIn(server: FastifyInstance, tell: () => void): void {
  server.addHook('onResponse', async ({ method, routeOptions }, { statusCode }) => {
    if (method === 'POST' && routeOptions.url !== '/graphql' && statusCode < 300) tell();
  });
}

/** `/livez` says that the process runs; `/readyz` whether it can answer, with a reason for each part on `?verbose`. */
export function healthRoutes(server: FastifyInstance, readiness: () => Promise<Readiness[]>): void {
  server.get('/livez', async () => ({ alive: true }));
  server.get('/readyz', async (request, reply) => {
    const parts = await readiness();
    const ready = parts.every((part) => part.ready);
    const verbose = 'verbose' in (request.query as object);
    return reply.code(ready ? 200 : 503).send(verbose || !ready ? { ready, parts } : { ready });
  });
}

/** `/graphql`: GraphQL over HTTP, and GraphiQL for a browser. */
export async function graphqlRoutes(
  server: FastifyInstance,
  executor: Executor,
  supergraph: string,
  log: Log,
): Promise<void> {
  const apollo = graphqlServer(executor, supergraph, log);
  await apollo.start();
  server.addHook('onClose', () => apollo.stop());
  graphiqlAssets(server);
  const answer = fastifyApolloHandler<GatewayContext>(apollo, {
    context: async () => ({ scope: currentScope.getStore() ?? requestScope() }),
  });
  server.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    errorHandler: (error, request, reply) => refuse(error, request, reply, log),
    handler: (request, reply) =>
      wantsPage(request)
        ? sendGraphiql(reply)
        : currentScope.run(requestScope(request.headers.traceparent), () => answer.call(server, request, reply)),
  });
}

const wantsPage = ({ method, headers, query }: FastifyRequest): boolean =>
  method === 'GET' && !(query as { query?: string }).query && (headers.accept ?? '').includes('text/html');

/** A body that is not JSON, too large, or of a type that is not spoken, told in the shape of every other error. */
function refuse(error: FastifyError, { headers }: FastifyRequest, reply: FastifyReply, log: Log): FastifyReply {
  const { traceId } = requestScope(headers.traceparent);
  const { statusCode = 500 } = error;
  if (statusCode < 500) return reply.code(statusCode).send(errorAnswer(error.message, 'BAD_USER_INPUT', traceId));
  log.error({ traceId, err: error }, 'a request failed');
  return reply.code(statusCode).send(errorAnswer('something went wrong on our side', 'INTERNAL', traceId));
}

const errorAnswer = (message: string, code: ErrorCode, traceId: string) => ({
  errors: [{ message, extensions: { code, traceId } }],
});
