import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { buildClientSchema, getIntrospectionQuery, validateSchema } from 'graphql';
import { silentLog } from '../platform/log.ts';
import { compose } from './compose.ts';
import { createExecutor } from './execute/executor.ts';
import { inProcessClient } from './execute/in-process.ts';
import { smallGraph } from './execute/small-graph/subgraphs.ts';
import { graphqlRoutes, healthRoutes, openHttp } from './http.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

let server: FastifyInstance;
let readiness = [{ part: 'catalog store', ready: true, reason: 'answers' }];

beforeAll(async () => {
  const subgraphs = smallGraph();
  const supergraph = compose(subgraphs);
  const clients = subgraphs.map((subgraph) => inProcessClient(subgraph, silentLog()));
  server = openHttp();
  healthRoutes(server, async () => readiness);
  await graphqlRoutes(server, createExecutor(supergraph, clients), supergraph, silentLog());
  await server.ready();
});

afterAll(() => server.close());

const post = (body: unknown, headers: Record<string, string> = {}) =>
  server.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('a question over HTTP', () => {
  it('is answered', async () => {
    const response = await post({ query: '{ me { name } }' });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ data: { me: { name: 'Ada' } } });
  });

  it('is answered in the media type of GraphQL over HTTP when asked for', async () => {
    const response = await post({ query: '{ version }' }, { accept: 'application/graphql-response+json' });
    expect(response.headers['content-type']).toContain('application/graphql-response+json');
  });

  it('may be for the whole schema', async () => {
    const { data } = (await post({ query: getIntrospectionQuery() })).json();
    expect(data.__schema.types.map(({ name }: { name: string }) => name)).toContain('PersonFilter');
  });

  it('shows clients a schema that they find valid', async () => {
    const { data } = (await post({ query: getIntrospectionQuery() })).json();
    expect(validateSchema(buildClientSchema(data))).toEqual([]);
  });

  it('may be a GET when a header keeps simple cross-site requests out', async () => {
    const get = (headers: Record<string, string>) =>
      server.inject({ url: '/graphql?query={version}', headers: { accept: 'application/json', ...headers } });
    expect((await get({ 'apollo-require-preflight': 'yes' })).json()).toEqual({ data: { version: '1' } });
    const refused = await get({});
    expect(refused.statusCode).toBe(400);
    expect(refused.json().errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('an error over HTTP', () => {
  it('carries its code, its subgraph and the trace of the caller', async () => {
    const body = { query: '{ asset(id: "orders") { refused(field: "size") } }' };
    const { errors } = (await post(body, { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` })).json();
    expect(errors).toEqual([
      {
        message: 'this cannot be',
        path: ['asset', 'refused'],
        extensions: { code: 'BAD_USER_INPUT', field: 'size', subgraph: 'estate', traceId: TRACE },
      },
    ]);
  });

  it.each([
    ['a field that is not there', { query: '{ me { shoeSize } }' }, 'Cannot query field "shoeSize"'],
    ['a query that does not parse', { query: '{ me {' }, 'Syntax Error'],
    ['a body without a query', { variables: {} }, 'query'],
    [
      'a variable of the wrong type',
      { query: 'query($f: PersonFilter) { people(filter: $f) { id } }', variables: { f: { first: 'two' } } },
      '$f',
    ],
    ['a variable that is missing', { query: 'query($id: ID!) { asset(id: $id) { id } }' }, '$id'],
    ['a body that is not JSON', '{"query": ', 'JSON'],
    ['an operation that is not in the document', { query: 'query A { version }', operationName: 'B' }, 'B'],
    ['an operation too deep', { query: `{ assets ${'{ parts '.repeat(20)}{ id }${' }'.repeat(20)} }` }, 'depth of 15'],
    ['an operation of too many tokens', { query: `{ ${'version '.repeat(10_001)} }` }, '10000 tokens'],
  ])('of %s is wrong input with a status of 400 and a trace', async (_, body, message) => {
    const response = await post(body);
    expect(response.statusCode).toBe(400);
    const { data, errors } = response.json();
    expect(data).toBeUndefined();
    expect(errors[0].message).toContain(message);
    expect(errors[0].extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      traceId: expect.stringMatching(/^[\da-f]{32}$/),
    });
  });

  it('never shows a stack', async () => {
    expect((await post({ query: '{ me { shoeSize } }' })).body).not.toContain('stack');
  });
});

describe('GraphiQL', () => {
  it('is the page of a browser, and everything it loads comes from here', async () => {
    const page = await server.inject({ url: '/graphql', headers: { accept: 'text/html,*/*' } });
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    const loaded = [...page.body.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, path]) => path ?? '');
    expect(loaded).toHaveLength(3);
    expect(page.body).not.toMatch(/(src|href)="https?:/);
    for (const url of [...loaded, '/graphiql/json.js', '/graphiql/graphql.js', '/graphiql/editorWorkerService.js'])
      expect((await server.inject({ url })).statusCode).toBe(200);
  });
});

describe('health', () => {
  it('is alive whatever the stores do, and ready only when every part is', async () => {
    readiness = [{ part: 'lineage store', ready: false, reason: 'connection refused' }];
    expect((await server.inject('/livez')).statusCode).toBe(200);
    const response = await server.inject('/readyz');
    expect(response.statusCode).toBe(503);
    expect(response.json().parts).toEqual(readiness);
  });

  it('lists its parts when asked for more', async () => {
    readiness = [{ part: 'lineage store', ready: true, reason: 'answers' }];
    expect((await server.inject('/readyz')).json()).toEqual({ ready: true });
    expect((await server.inject('/readyz?verbose')).json()).toEqual({ ready: true, parts: readiness });
  });
});
