import { GraphQLError } from 'graphql';

/** The codes of the contract, in `extensions.code`. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'COST_LIMIT_EXCEEDED'
  | 'DEADLINE_EXCEEDED'
  | 'STORE_UNAVAILABLE'
  | 'SUBGRAPH_UNAVAILABLE'
  | 'INTERNAL';

/** A fault in what the caller sent. `field` is the path in the input that it is about. */
abstract class InputFault extends Error {
  readonly field: string | undefined;
  constructor(message: string, field?: string) {
    super(message);
    this.field = field;
  }
}

/** What the caller sent is wrong. */
export class BadUserInput extends InputFault {
  override readonly name = 'BadUserInput';
}

/** What is asked about is not there; the message says how to find what is. */
export class NotFound extends InputFault {
  override readonly name = 'NotFound';
}

/** What is asked goes against what there is. `fields` are those that stand in the way. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
  readonly fields: readonly string[];
  constructor(message: string, fields: readonly string[]) {
    super(message);
    this.fields = fields;
  }
}

/** A store does not answer. Every adapter raises this and nothing else for an outage. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  /** Which store, in words a user knows: `lineage`, `metrics`, `catalog`, `incidents`. */
  readonly store: string;
  constructor(store: string, cause: unknown) {
    super(`the ${store} store does not answer; try again in a few seconds`, { cause });
    this.store = store;
  }
}

/** What a store answers; a fault of its driver is `StoreUnavailable` in that store's name. */
export async function answerOf<Answer>(store: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (cause) {
    throw new StoreUnavailable(store, cause);
  }
}

/** The time allowed for a request ran out before its answer was whole. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
}

/** Another subgraph, asked through the graph, does not answer. */
export class GraphUnavailable extends Error {
  override readonly name = 'GraphUnavailable';
}

/** A refusal to start, such as a data directory that another process holds. Shown without a stack. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

const CODES: [new (...args: never[]) => Error, ErrorCode][] = [
  [BadUserInput, 'BAD_USER_INPUT'],
  [NotFound, 'NOT_FOUND'],
  [Conflict, 'CONFLICT'],
  [StoreUnavailable, 'STORE_UNAVAILABLE'],
  [DeadlineExceeded, 'DEADLINE_EXCEEDED'],
  [GraphUnavailable, 'SUBGRAPH_UNAVAILABLE'],
];

/** The code of an error of ours; INTERNAL for everything else, which is a bug. */
export function codeOf(error: unknown): ErrorCode {
  return CODES.find(([kind]) => error instanceof kind)?.[1] ?? 'INTERNAL';
}

/**
 * The one place where an error becomes what a caller sees: a code and, for faults of ours, no detail.
 * GraphQL's own errors (syntax, validation) pass as they are.
 */
export function publicError(error: GraphQLError): GraphQLError {
  const original = error.originalError;
  if (!original || original instanceof GraphQLError) return error;
  const code = codeOf(original);
  const field = original instanceof InputFault && original.field ? { field: original.field } : {};
  const fields = original instanceof Conflict ? { fields: original.fields } : {};
  return new GraphQLError(code === 'INTERNAL' ? 'something went wrong on our side' : original.message, {
    nodes: error.nodes,
    path: error.path,
    extensions: { code, ...field, ...fields },
  });
}
