import type { FastifyInstance } from 'fastify';
import { BadUserInput, DeadlineExceeded, GraphUnavailable, StoreUnavailable } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';

/** A request that is turned down: with which status, and why. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  /** Path of the fault in the body; null when it concerns the whole. */
  readonly field: string | null;
  constructor(status: number, code: string, message: string, field: string | null = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

/** How long a client should wait before it sends again, in seconds. */
export const RETRY_AFTER = 2;

/** Whether the same request may succeed later: answered 503, which every client obeys, unlike 429. */
export const isOutage = (fault: Error): boolean =>
  fault instanceof StoreUnavailable || fault instanceof GraphUnavailable || fault instanceof DeadlineExceeded;

/** One form of refusal for every protocol that has none of its own; a store that is away is 503 with Retry-After. */
export function refuseInOneForm(server: FastifyInstance, log: Log): void {
  server.setErrorHandler((fault: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (isOutage(fault))
      return reply
        .code(503)
        .header('retry-after', RETRY_AFTER)
        .send({ error: { code: 'STORE_UNAVAILABLE', field: null, message: fault.message } });
    if (fault instanceof Refusal) {
      const { code, field, message } = fault;
      return reply.code(fault.status).send({ error: { code, field, message } });
    }
    // A store turns down what is more than it can take at once.
    if (fault instanceof BadUserInput)
      return reply
        .code(413)
        .send({ error: { code: 'BAD_USER_INPUT', field: fault.field ?? null, message: fault.message } });
    if (fault.statusCode && fault.statusCode < 500)
      return reply
        .code(fault.statusCode)
        .send({ error: { code: fault.code ?? 'BAD_REQUEST', field: null, message: fault.message } });
    log.error({ url: request.url, err: fault }, 'a request could not be taken in');
    return reply
      .code(500)
      .send({ error: { code: 'INTERNAL', field: null, message: 'something went wrong on our side' } });
  });
}
