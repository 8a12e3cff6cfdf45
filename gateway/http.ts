import { fastifyApolloHandler } from '@as-integrations/fastify';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify';
import type { Readiness } from '../platform/subgraph.ts';
import type { Executor } from './execute/executor.ts';
import { type GatewayContext, graphqlServer } from './graphql-server.ts';
import { requestScope } from './request-scope.ts';

/** Largest request body in bytes; the ingest routes bound their own. */
const BODY_LIMIT = 10 * 1024 * 1024;

export const openHttp = (): FastifyInstance =>
  fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: 'idle', logger: false });

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
export async function graphqlRoutes(server: FastifyInstance, executor: Executor, supergraph: string): Promise<void> {
  const apollo = graphqlServer(executor, supergraph, server);
  await apollo.start();
  const graphiql = renderGraphiQL({ title: 'Headwater', endpoint: '/graphql', defaultQuery: WELCOME });
  const answer = fastifyApolloHandler<GatewayContext>(apollo, {
    context: async (request) => ({ scope: requestScope(request.headers.traceparent) }),
  });
  server.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    handler: (request, reply) =>
      wantsPage(request) ? reply.type('text/html; charset=utf-8').send(graphiql) : answer.call(server, request, reply),
  });
  server.addHook('onClose', () => apollo.stop());
}

const wantsPage = ({ method, headers, query }: FastifyRequest): boolean =>
  method === 'GET' && !(query as { query?: string }).query && (headers.accept ?? '').includes('text/html');

const WELCOME = `# What is broken, since when, and why?
{
  incidents {
    edges {
      node {
        title
        state
        severity
        openedAt
        asset { id kind owner { name contact } }
        alerts { edges { node { id metric { definition { title } verdict { reason } } } } }
      }
    }
  }
}
`;
