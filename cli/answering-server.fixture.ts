import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server answers, and what it was asked last. */
export interface AnsweringServer {
  url: string;
  /** To every GraphQL request. */
  answer: unknown;
  /** To every other path. */
  rest: { status: number; body: string };
  asked: { query: string; variables: Record<string, unknown> } | null;
  close(): void;
}

/** A server that answers what a test says. */
export async function answeringServer(): Promise<AnsweringServer> {
  const http = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const { status, body: rest } = server.rest;
    if (request.url !== '/graphql') return response.writeHead(status, { 'content-type': 'application/json' }).end(rest);
    server.asked = JSON.parse(body);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(server.answer));
  });
  const server: AnsweringServer = {
    url: '',
    answer: null,
    rest: { status: 404, body: '' },
    asked: null,
    close: () => void http.close(),
  };
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return server;
}
