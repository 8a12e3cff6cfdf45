import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { RequestScope } from '../platform/subgraph.ts';

/** How long one request may take, in milliseconds. */
const REQUEST_DEADLINE = 30_000;

/** A W3C traceparent: version, 32 hexadecimal digits of trace id, 16 of span id, flags. */
const TRACEPARENT = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/;

/** What a request carries through the graph: its deadline and the trace it belongs to, its caller's where one is given. */
export const requestScope = (traceparent?: string | string[]): RequestScope => ({
  signal: AbortSignal.timeout(REQUEST_DEADLINE),
  traceId: (typeof traceparent === 'string' && TRACEPARENT.exec(traceparent)?.[1]) || randomBytes(16).toString('hex'),
});

/** The scope of the request under way, for what is called without it: the formatting of errors. */
export const currentScope = new AsyncLocalStorage<RequestScope>();
