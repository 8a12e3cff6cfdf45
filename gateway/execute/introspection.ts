import {
  type DocumentNode,
  execute,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Run } from './run.ts';
import { type Fragments, fragmentsOf } from './selection.ts';

/** An operation's root selections, parted into what the gateway knows itself and what subgraphs must be asked. */
export interface Parted {
  /** `__schema` and `__type`; null when they are not asked for. */
  introspection: DocumentNode | null;
  /** Everything but `__schema`, `__type` and `__typename`; null when nothing else is asked for. */
  rest: DocumentNode | null;
}

export function part(document: DocumentNode, operation: OperationDefinitionNode): Parted {
  const fragments = fragmentsOf(document);
  const only = (keep: (name: string) => boolean): DocumentNode | null => {
    const selectionSet = kept(operation.selectionSet, fragments, keep);
    if (!selectionSet) return null;
    return { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }, ...fragments.values()] };
  };
  const isOwn = (name: string) => name === '__schema' || name === '__type';
  const introspection = only(isOwn);
  const rest = only((name) => !name.startsWith('__'));
  return { introspection, rest };
}

/** The root selections that are kept, fragments at the root written out in place; null when none is. */
function kept(
  { selections }: SelectionSetNode,
  fragments: Fragments,
  keep: (name: string) => boolean,
): SelectionSetNode | null {
  const rest = selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return keep(selection.name.value) ? [selection] : [];
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    const selectionSet = fragment && kept(fragment.selectionSet, fragments, keep);
    if (!selectionSet) return [];
    const { directives } = selection;
    return [{ kind: Kind.INLINE_FRAGMENT, typeCondition: fragment.typeCondition, directives, selectionSet }];
  });
  return rest.length > 0 ? { kind: Kind.SELECTION_SET, selections: rest } : null;
}

/** Answers `__schema` and `__type` from the schema into the data of a run. */
export function introspect(schema: GraphQLSchema, document: DocumentNode, run: Run): void {
  const result = execute({ schema, document, variableValues: run.variables });
  if (!(result instanceof Promise)) Object.assign(run.data, result.data);
}
