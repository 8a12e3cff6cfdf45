import { createServer, type RequestListener } from 'node:http';
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
  const { url, close } = await listening(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const { status, body: rest } = server.rest;
    if (request.url !== '/graphql') return response.writeHead(status, JSON_BODY).end(rest);
    server.asked = JSON.parse(body);
    response.writeHead(200, JSON_BODY).end(JSON.stringify(server.answer));
  });
  const server: AnsweringServer = { url, answer: null, rest: { status: 404, body: '' }, asked: null, close };
  return server;
}

/** A graph that is asked several questions by one command. */
export interface AnsweringGraph {
  url: string;
  /** The data it answers, one after another, the last again and again. */
  answers: object[];
  asked: { query: string; variables: Record<string, unknown> }[];
  close(): void;
}

export async function answeringGraph(): Promise<AnsweringGraph> {
  const { url, close } = await listening(async (request, response) => {
    graph.asked.push(JSON.parse(Buffer.concat(await request.toArray()).toString()));
    const data = graph.answers.length > 1 ? graph.answers.shift() : graph.answers[0];
    response.writeHead(200, JSON_BODY).end(JSON.stringify({ data }));
  });
  const graph: AnsweringGraph = { url, answers: [], asked: [], close };
  return graph;
}

const JSON_BODY = { 'content-type': 'application/json' };

async function listening(answer: RequestListener): Promise<{ url: string; close(): void }> {
  const http = createServer(answer);
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, close: () => void http.close() };
}
