import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLSchema, graphql } from 'graphql';
import { isSigned } from '../domain/permalink.ts';

/** What permalinks open. */
export interface SharedContexts {
  /**
   * The answer to the contract's `alertContext`. Null when there is no such alert, `UNSIGNED` when the signature is not of
   * that alert. @throws StoreUnavailable
   */
  sharedContext(alert: string, signature: string): Promise<object | null | 'UNSIGNED'>;
}

/** What the answer is made with. */
export interface PermalinkPorts {
  schema: GraphQLSchema;
  context(): object;
  /** @throws StoreUnavailable */
  permalinkKey(): Promise<Buffer>;
}

/** The contract's document: all that it asks for was stored, so that this subgraph answers it alone. */
const DOCUMENT = readFileSync(join(import.meta.dirname, '../alert-context.graphql'), 'utf8');

/** What a permalink opens: null when there is no such alert, `UNSIGNED` when it was not made here for this alert. */
export async function openPermalink(
  { schema, context, permalinkKey }: PermalinkPorts,
  alert: string,
  signature: string,
): Promise<object | null | 'UNSIGNED'> {
  if (!isSigned(await permalinkKey(), alert, signature)) return 'UNSIGNED';
  const { data, errors = [] } = await graphql({
    schema,
    source: DOCUMENT,
    variableValues: { id: alert },
    contextValue: context(),
  });
  const [fault] = errors;
  if (fault) throw fault.originalError ?? fault;
  return (data as { alertContext: object | null } | null | undefined)?.alertContext ?? null;
}
