import type { FastifyInstance } from 'fastify';
import { parse, validate } from 'graphql';
import type { Log } from '../platform/log.ts';
import type { Subgraph } from '../platform/subgraph.ts';
import { inProcessClient } from './execute/in-process.ts';
import type { FetchOperation } from './execute/subgraph-client.ts';
import { requestScope } from './request-scope.ts';

/** Most operations remembered. The gateway's plans make few; whoever asks otherwise pays for parsing. */
const OPERATIONS_LIMIT = 1_000;

interface GraphQLRequest {
  query?: string;
  variables?: Record<string, unknown> | null;
}

/** `/graphql` of one subgraph on its own, as gateways ask it: `_entities` and `_service` included. */
export function subgraphRoutes(server: FastifyInstance, subgraph: Subgraph, log: Log): void {
  const client = inProcessClient(subgraph, log);
  const operations = new Map<string, FetchOperation>();

  const operationOf = (text: string): FetchOperation => {
    const known = operations.get(text);
    if (known) return known;
    const document = parse(text);
    const [fault] = validate(subgraph.schema, document);
    if (fault) throw fault;
    const operation: FetchOperation = { text, document, kind: 'query' };
    if (operations.size >= OPERATIONS_LIMIT) operations.clear();
    operations.set(text, operation);
    return operation;
  };

  server.post('/graphql', async (request, reply) => {
    const { query, variables } = (request.body ?? {}) as GraphQLRequest;
    if (typeof query !== 'string') return reply.code(400).send({ errors: [badInput('the body has no `query`')] });
    try {
      const scope = requestScope(request.headers.traceparent);
      const run = { data: {}, errors: [], variables: {}, scope, contexts: new Map<string, object>() };
      return await client.fetch(operationOf(query), variables ?? {}, run);
    } catch (fault) {
      if ((fault as Error).name !== 'GraphQLError') throw fault;
      return reply.code(400).send({ errors: [badInput((fault as Error).message)] });
    }
  });
}

const badInput = (message: string) => ({ message, extensions: { code: 'BAD_USER_INPUT' } });
