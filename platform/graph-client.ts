import { GraphUnavailable } from './errors.ts';

/** What a graph answered: data, and errors that may each stand for a part of it. */
export interface GraphAnswer<Data> {
  data: Data | null;
  errors?: readonly { message: string; path?: readonly (string | number)[]; extensions?: Record<string, unknown> }[];
}

/**
 * The public graph, as a subgraph asks it for what others know. It works in process and over HTTP alike and throws
 * `GraphUnavailable` when nobody answers; errors of a part of the answer stay in the answer.
 */
export interface GraphClient {
  ask<Data>(document: string, variables: Record<string, unknown>, signal?: AbortSignal): Promise<GraphAnswer<Data>>;
}

/** The data of an answer that must be whole; throws `GraphUnavailable` with the first error otherwise. */
export function wholeAnswer<Data>(answer: GraphAnswer<Data>): Data {
  const [error] = answer.errors ?? [];
  if (error || !answer.data) throw new GraphUnavailable(error?.message ?? 'the graph answered without data');
  return answer.data;
}

/** Asks a gateway over HTTP. `url` is its GraphQL endpoint. */
export function httpGraphClient(url: string): GraphClient {
  return {
    async ask<Data>(document: string, variables: Record<string, unknown>, signal?: AbortSignal) {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'application/graphql-response+json, application/json',
          },
          body: JSON.stringify({ query: document, variables }),
          signal: signal ?? AbortSignal.timeout(10_000),
        });
        return (await response.json()) as GraphAnswer<Data>;
      } catch (cause) {
        throw new GraphUnavailable(`the gateway at ${url} does not answer`, { cause });
      }
    },
  };
}
