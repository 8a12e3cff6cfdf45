import type { RequiresSelection } from '@graphql-hive/router-query-planner';
import { isTree, type Tree } from './run.ts';

/** Whether an object of the type named first is one of the type named second, which may be abstract. */
export type IsOfType = (typename: unknown, type: string) => boolean;

/** What a subgraph needs to recognise an entity; null when the entity lacks a part, so nothing can be asked of it. */
export type Represent = (entity: Tree) => Tree | null;

interface RequiredField {
  /** Under which the value stands in the answer. */
  name: string;
  /** Under which the subgraph takes it. */
  sentAs: string;
  represent: Represent | null;
}

/** Compiles what a fetch requires, once for each type of entity that occurs. */
export function compileRepresentation(requires: readonly RequiresSelection[], isOfType: IsOfType): Represent {
  const project = compileSelections(requires, isOfType);
  return (entity) => {
    const { __typename: typename } = entity;
    if (typeof typename !== 'string' || !accepts(requires, typename, isOfType)) return null;
    const representation = project(entity);
    if (representation) representation.__typename ??= typename;
    return representation;
  };
}

/** A key under which equal representations meet. */
export function identityOf(representation: Tree): string {
  const keys = Object.keys(representation);
  const { __typename: typename, id } = representation;
  return keys.length === 2 && typeof id === 'string' ? `${typename}/${id}` : JSON.stringify(representation);
}

const accepts = (requires: readonly RequiresSelection[], typename: string, isOfType: IsOfType): boolean =>
  requires.some((selection) => selection.kind !== 'InlineFragment' || isOfType(typename, selection.typeCondition));

function compileSelections(selections: readonly RequiresSelection[], isOfType: IsOfType): Represent {
  const fieldsByType = new Map<unknown, RequiredField[]>();
  return (entity) => {
    const typename = entity.__typename;
    const fields = fieldsByType.get(typename) ?? fieldsFor(typename, selections, isOfType);
    fieldsByType.set(typename, fields);
    const result: Tree = {};
    for (const { name, sentAs, represent } of fields) {
      const value = entity[name];
      const projected = represent ? throughLists(value, represent) : value;
      if (projected === undefined) return null;
      result[sentAs] = projected;
    }
    return result;
  };
}

function fieldsFor(typename: unknown, selections: readonly RequiresSelection[], isOfType: IsOfType): RequiredField[] {
  return selections.flatMap((selection): RequiredField[] => {
    if (selection.kind === 'FragmentSpread') throw new Error(`a plan requires the fragment ${selection.value}`);
    if (selection.kind === 'Field')
      return [
        {
          name: selection.name,
          sentAs: selection.alias ?? selection.name,
          represent: selection.selections?.length ? compileSelections(selection.selections, isOfType) : null,
        },
      ];
    const applies = typename === undefined || isOfType(typename, selection.typeCondition);
    return applies ? fieldsFor(typename, selection.selections, isOfType) : [];
  });
}

/** Undefined when a part is missing, which makes the whole representation impossible; null is a value. */
function throughLists(value: unknown, represent: Represent): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => throughLists(item, represent));
    return items.includes(undefined) ? undefined : items;
  }
  return isTree(value) ? (represent(value) ?? undefined) : value;
}
