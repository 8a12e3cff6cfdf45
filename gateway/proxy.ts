import httpProxy from '@fastify/http-proxy';
import type { FastifyInstance } from 'fastify';
import { ALERTMANAGER_PATH, INGEST_PATHS } from '../ingest/index.ts';
import type { SubgraphName } from './compose.ts';

/** How long a producer should wait before it sends again, in seconds. */
const RETRY_AFTER = 2;

/** Hands what comes in for a subgraph on to it as it streams in; a subgraph that is away is 503 with Retry-After. */
export function proxyIngest(server: FastifyInstance, name: SubgraphName, address: string): void {
  const message = `the ${name} subgraph does not answer; nothing was taken in, send it again`;
  const refusal = { error: { code: 'SUBGRAPH_UNAVAILABLE', field: null, message } };
  for (const path of INGEST_PATHS[name])
    server.register(httpProxy, {
      upstream: address,
      prefix: path,
      rewritePrefix: path,
      logLevel: 'silent',
      replyOptions: {
        onError: (reply) =>
          reply
            .code(503)
            .header('retry-after', RETRY_AFTER)
            .type('application/json')
            .send(JSON.stringify(path === ALERTMANAGER_PATH ? message : refusal)),
      },
    });
}
