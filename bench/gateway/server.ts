import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import autocannon from 'autocannon';
import { QUESTION } from './parts.ts';

/** A server under test, in a process of its own. */
export interface Server {
  url: string;
  /** What our own server says of the graph it serves, for peers that need it. */
  supergraph?: string;
  stop(): Promise<void>;
}

/** Starts a module that sends `{ url }` when it serves. `message` is sent to it first. */
export async function start(module: string, message?: object): Promise<Server> {
  const child: ChildProcess = fork(new URL(module, import.meta.url), {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const failed = once(child, 'exit').then(([status]) => {
    throw new Error(`${module} ended with ${status} before it served`);
  });
  if (message) child.send(message);
  const [said] = await Promise.race([once(child, 'message'), failed]);
  failed.catch(() => {});
  const stop = async () => {
    child.kill();
    await once(child, 'exit');
  };
  return { ...(said as { url: string; supergraph?: string }), stop };
}

const requestFor = (first: number) => ({
  method: 'POST' as const,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: QUESTION, variables: { first } }),
});

/** The answer of a server: a hash of its data, and its size in bytes. */
export async function answerOf(url: string, first: number): Promise<{ hash: string; bytes: number }> {
  const text = await (await fetch(`${url}/graphql`, requestFor(first))).text();
  const { data, errors } = JSON.parse(text);
  if (errors) throw new Error(`${url} answered with errors: ${JSON.stringify(errors).slice(0, 500)}`);
  return { hash: createHash('sha256').update(JSON.stringify(data)).digest('hex'), bytes: text.length };
}

/** Requests answered a second, as many at once as there are connections. */
export async function throughput(url: string, first: number, seconds: number): Promise<number> {
  const result = await autocannon({ url: `${url}/graphql`, connections: 25, duration: seconds, ...requestFor(first) });
  if (result.non2xx || result.errors) throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`);
  return result.requests.total / result.duration;
}
