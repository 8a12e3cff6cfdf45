import { type DocumentNode, Kind } from 'graphql';
import type { IsOfType } from './representation.ts';

/** Reads from a supergraph which objects stand behind each interface and union, hidden ones included. */
export function typeTestOf(supergraph: DocumentNode): IsOfType {
  const members = new Map<string, Set<string>>();
  const add = (abstract: string, concrete: string) =>
    members.set(abstract, (members.get(abstract) ?? new Set()).add(concrete));
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION)
      for (const { name } of definition.interfaces ?? []) add(name.value, definition.name.value);
    if (definition.kind === Kind.UNION_TYPE_DEFINITION)
      for (const { name } of definition.types ?? []) add(definition.name.value, name.value);
  }
  return (typename, type) => typename === type || (members.get(type)?.has(typename as string) ?? false);
}
