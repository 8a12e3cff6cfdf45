import {
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { type Conditional, type Gathered, gather, holds, type When } from './gather.ts';
import { isTree, type Path, type Run, type Tree } from './run.ts';
import type { Fragments } from './selection.ts';

/** Turns what was fetched into what was asked for: its fields in its order, nulls carried up as the types demand. */
export type Project = (data: Tree, run: Run) => Tree | null;

/** Answers null for a value that is not there, and for one of which a part is missing that may not be. */
type Complete = (value: unknown, run: Run, path: Path) => unknown;

interface Field {
  key: string;
  /** Null when the field is always asked for. */
  when: When | null;
  /** Null when the value stands as it is. */
  complete: Complete | null;
  /** Of a field that is never null: its type and name. Its null takes the object with it. */
  required: string | null;
  /** What it is whatever the data says. */
  constant: string | null;
}

export function compileProjection(
  schema: GraphQLSchema,
  root: GraphQLObjectType,
  selections: SelectionSetNode,
  fragments: Fragments,
): Project {
  const complete = compositeOf(root, [{ selections, when: null }]);
  return (data, run) => complete(data, run, []) as Tree | null;

  function completeOf(type: GraphQLOutputType, selections: Conditional[]): Complete | null {
    if (isNonNullType(type)) return completeOf(type.ofType, selections);
    if (isListType(type)) return listOf(type.ofType, selections);
    if (isEnumType(type)) {
      const names = new Set(type.getValues().map(({ name }) => name));
      return (value) => (names.has(value as string) ? value : null);
    }
    return isLeafType(type) ? null : compositeOf(type, selections);
  }

  function listOf(type: GraphQLOutputType, selections: Conditional[]): Complete {
    const item = completeOf(type, selections);
    const required = isNonNullType(type);
    return (value, run, path) => {
      if (!Array.isArray(value)) return null;
      if (!item) return value;
      const target: unknown[] = [];
      for (let index = 0; index < value.length; index++) {
        path.push(index);
        const completed = item(value[index], run, path);
        if (completed === null && required) {
          explain(run, path, `an item of ${path.findLast((part) => typeof part === 'string')}`);
          path.pop();
          return null;
        }
        path.pop();
        target.push(completed);
      }
      return target;
    };
  }

  function compositeOf(type: GraphQLCompositeType, selections: Conditional[]): Complete {
    if (isObjectType(type)) return objectOf(fieldsOf(type, selections));
    // Where a type's name was not fetched, nothing asked for depends on it.
    const unknown = objectOf(fieldsOf(type, selections));
    const known = new Map(
      schema.getPossibleTypes(type).map((each) => [each.name, objectOf(fieldsOf(each, selections))] as const),
    );
    return (value, run, path) => {
      if (!isTree(value)) return null;
      const { __typename: typename } = value;
      if (typename === undefined) return unknown(value, run, path);
      return known.get(typename as string)?.(value, run, path) ?? null;
    };
  }

  function fieldsOf(type: GraphQLCompositeType, selections: Conditional[]): Field[] {
    return [...gather(schema, type, selections, fragments)].map(([key, gathered]) => fieldOf(type, key, gathered));
  }

  function fieldOf(type: GraphQLCompositeType, key: string, { name, when, selections }: Gathered): Field {
    if (name === '__typename') {
      const constant = isObjectType(type) ? type.name : null;
      return { key, when, complete: null, required: null, constant };
    }
    // The schema's own description is answered by graphql-js and stands as it is.
    if (name.startsWith('__')) return { key, when, complete: null, required: null, constant: null };
    const definition = 'getFields' in type ? type.getFields()[name] : undefined;
    if (!definition) throw new TypeError(`${type.name} has no field ${name}; the document was not validated`);
    const required = isNonNullType(definition.type) ? `${type.name}.${name}` : null;
    return { key, when, complete: completeOf(definition.type, selections), required, constant: null };
  }
}

function objectOf(fields: Field[]): Complete {
  return (value, run, path) => {
    if (!isTree(value)) return null;
    const target: Tree = {};
    for (const { key, when, complete, required, constant } of fields) {
      if (when && !holds(when, run.variables)) continue;
      let completed: unknown = constant ?? value[key] ?? null;
      if (complete && completed !== null) {
        path.push(key);
        completed = complete(completed, run, path);
        path.pop();
      }
      if (completed === null && required) {
        explain(run, [...path, key], required);
        return null;
      }
      target[key] = completed;
    }
    return target;
  };
}

/** Adds an error for a null that may not be, unless one at, above or below that place explains it already. */
function explain(run: Run, path: Path, place: string): void {
  const explained = run.errors.some(({ path: known }) =>
    known?.every((part, at) => at >= path.length || part === path[at]),
  );
  if (explained) return;
  const extensions = { code: 'INTERNAL' };
  run.errors.push({ message: `no value for ${place}, which is never null`, path: [...path], extensions });
}
