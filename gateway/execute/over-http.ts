import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen, retry, wrap } from 'cockatiel';
import { Pool } from 'undici';
import { GraphUnavailable } from '../../platform/errors.ts';
import { isTree, type Run } from './run.ts';
import type { FetchOperation, SubgraphAnswer, SubgraphClient } from './subgraph-client.ts';

/** How long a subgraph may take before it counts as away. */
const TIMEOUT = 10_000;
/** After this many failures in a row a subgraph is left alone for a while. */
const FAILURES = 5;
const REST = 2_000;

const isOutage = (error: unknown): boolean => error instanceof GraphUnavailable;

/** Fetches from a subgraph over HTTP: one retry for queries, a time-out, and a circuit breaker. */
export function httpClient(name: string, url: string): SubgraphClient {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, {
    connections: 64,
    headersTimeout: TIMEOUT,
    bodyTimeout: TIMEOUT,
    connect: { timeout: 1_000 },
  });
  const breaker = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: REST,
    breaker: new ConsecutiveBreaker(FAILURES),
  });
  const careful = wrap(
    retry(
      handleWhen((error) => isOutage(error) && !(error instanceof BrokenCircuitError)),
      { maxAttempts: 1 },
    ),
    breaker,
  );

  const send = async ({ text }: FetchOperation, variables: object, { scope }: Run): Promise<SubgraphAnswer> => {
    try {
      const { body, statusCode } = await pool.request({
        method: 'POST',
        path: pathname,
        headers: {
          'content-type': 'application/json',
          traceparent: `00-${scope.traceId}-${scope.traceId.slice(0, 16)}-01`,
        },
        body: JSON.stringify({ query: text, variables }),
        signal: scope.signal,
      });
      if (statusCode >= 500) {
        await body.dump();
        throw new Error(`status ${statusCode}`);
      }
      return answerOf(await body.json());
    } catch (cause) {
      scope.signal.throwIfAborted();
      throw new GraphUnavailable(`the ${name} subgraph does not answer`, { cause });
    }
  };

  return {
    name,
    fetch: async (operation, variables, run) => {
      try {
        const policy = operation.kind === 'query' ? careful : breaker;
        return await policy.execute(() => send(operation, variables, run));
      } catch (cause) {
        throw cause instanceof BrokenCircuitError
          ? new GraphUnavailable(`the ${name} subgraph does not answer`, { cause })
          : cause;
      }
    },
    close: () => pool.close(),
  };
}

/** @throws when what came is no answer of a GraphQL server, such as the page of a proxy. */
function answerOf(received: unknown): SubgraphAnswer {
  if (isTree(received) && (isTree(received.data) || Array.isArray(received.errors))) return received;
  throw new TypeError(`not an answer: ${JSON.stringify(received).slice(0, 200)}`);
}
