import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { GraphUnavailable } from '../../platform/errors.ts';
import { httpClient } from './over-http.ts';
import { scope } from './small-graph/answers.ts';
import type { SubgraphClient } from './subgraph-client.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

/** A subgraph that answers as it is told; counts how often it was asked. */
async function subgraph(handler: Handler): Promise<{ client: SubgraphClient; asked: () => number }> {
  let count = 0;
  const server: Server = createServer((request, response) => {
    request.resume().on('end', () => handler(request, response, ++count));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = httpClient('lineage', `http://127.0.0.1:${port}/graphql`);
  opened.push({ close: () => client.close() }, { close: () => server.closeAllConnections() ?? server.close() });
  return { client, asked: () => count };
}

const json = (response: ServerResponse, body: unknown, status = 200) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

const fetchFrom = async (client: SubgraphClient, kind: 'query' | 'mutation' = 'query', signal = scope().signal) => {
  const text = `${kind} { a }`;
  const run = { data: {}, errors: [], variables: {}, scope: { ...scope(), signal }, contexts: new Map() };
  return client.fetch({ text, document: parse(text), kind }, {}, run);
};

describe('a subgraph over HTTP', () => {
  it('is asked within the trace of the request', async () => {
    const { client } = await subgraph((request, response) =>
      json(response, { data: { a: request.headers.traceparent } }),
    );
    expect(await fetchFrom(client)).toEqual({ data: { a: expect.stringMatching(/^00-0{32}-[\da-f]{16}-01$/) } });
  });

  it('is asked a query once more when it did not answer', async () => {
    const { client } = await subgraph((_, response, count) =>
      count === 1 ? response.destroy() : json(response, { data: { a: count } }),
    );
    expect(await fetchFrom(client)).toEqual({ data: { a: 2 } });
  });

  it('is never asked a mutation twice', async () => {
    const { client, asked } = await subgraph((_, response) => response.destroy());
    await expect(fetchFrom(client, 'mutation')).rejects.toThrow(GraphUnavailable);
    expect(asked()).toBe(1);
  });

  it('keeps its errors in its answer, whatever the status', async () => {
    const errors = [{ message: 'no such field', extensions: { code: 'BAD_USER_INPUT' } }];
    const { client, asked } = await subgraph((_, response) => json(response, { errors }, 400));
    expect(await fetchFrom(client)).toEqual({ errors });
    expect(asked()).toBe(1);
  });

  it.each([
    ['a failure', { errors: [] }, 502],
    ['a page', '<html>Bad gateway</html>', 200],
    ['half an answer', '{"data": {"a"', 200],
    ['JSON that is no answer', { statusCode: 404, message: 'Not Found' }, 404],
    ['a list', [], 200],
  ])('that answers %s does not answer', async (_, body, status) => {
    const { client } = await subgraph((__, response) => json(response, body, status));
    await expect(fetchFrom(client)).rejects.toThrow('the lineage subgraph does not answer');
  });

  it('is left alone for a while after it failed again and again', async () => {
    const { client, asked } = await subgraph((_, response) => json(response, '', 503));
    for (let attempt = 0; attempt < 5; attempt++) await fetchFrom(client).catch(() => {});
    const before = asked();
    await expect(fetchFrom(client)).rejects.toThrow(GraphUnavailable);
    expect(asked()).toBe(before);
  });

  it('is given up when the time of the request is over, which is not its failure', async () => {
    const time = new AbortController();
    const { client, asked } = await subgraph(() => time.abort(new DOMException('', 'TimeoutError')));
    await expect(fetchFrom(client, 'query', time.signal)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(asked()).toBe(1);
  });
});
