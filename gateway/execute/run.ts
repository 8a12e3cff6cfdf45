import type { GraphQLFormattedError } from 'graphql';
import type { RequestScope } from '../../platform/subgraph.ts';

/** Objects of an answer while it is put together. */
export type Tree = Record<string, unknown>;

export type Path = (string | number)[];

/** An error as it goes to the client, its path in the client's answer. */
export type AnswerError = GraphQLFormattedError;

/** One operation being answered. */
export interface Run {
  /** What was fetched so far, merged. */
  data: Tree;
  errors: AnswerError[];
  /** The client's variables, checked and with defaults. */
  variables: Record<string, unknown>;
  scope: RequestScope;
  /** Context of each subgraph that runs in process, made at its first fetch so that its loaders batch within a request. */
  contexts: Map<string, object>;
}

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
