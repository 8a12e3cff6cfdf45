import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner';
import type { IsOfType } from './representation.ts';
import { isTree, type Path, type Tree } from './run.ts';

export type FlattenPath = readonly FlattenNodePathSegment[];

/** Calls back for each object at a path of a plan, in the order of the answer. */
export type Walk = (value: unknown, visit: (entity: Tree) => void) => void;

/** Compiles a path of a plan. Lists are gone into wherever they stand, so `@` needs no step of its own. */
export function compileFlattenPath(segments: FlattenPath, isOfType: IsOfType): Walk {
  const arrive = throughLists((entity, visit) => visit(entity));
  return segments.reduceRight<Walk>((next, segment) => {
    if (segment === '@') return next;
    if ('Field' in segment) return throughLists((entity, visit) => next(entity[segment.Field], visit));
    const { TypeCondition: types } = segment;
    return throughLists((entity, visit) => {
      if (meets(entity, types, isOfType)) next(entity, visit);
    });
  }, arrive);
}

function throughLists(step: (entity: Tree, visit: (entity: Tree) => void) => void): Walk {
  return function walk(value, visit) {
    if (Array.isArray(value)) for (const item of value) walk(item, visit);
    else if (isTree(value)) step(value, visit);
  };
}

/** Where the type was not fetched, the field before it has one type only, and the condition holds. */
const meets = (entity: Tree, types: readonly string[], isOfType: IsOfType): boolean =>
  entity.__typename === undefined || types.some((type) => isOfType(entity.__typename, type));

/** The objects at a path with where they are in the answer; only asked when something went wrong. */
export function* placesAt(
  value: unknown,
  segments: FlattenPath,
  isOfType: IsOfType,
  path: Path = [],
): Generator<{ entity: Tree; path: Path }> {
  const [segment, ...rest] = segments;
  if (Array.isArray(value)) {
    const remaining = segment === '@' ? rest : segments;
    for (const [index, item] of value.entries()) yield* placesAt(item, remaining, isOfType, [...path, index]);
  } else if (!isTree(value)) return;
  else if (segment === undefined) yield { entity: value, path };
  else if (segment === '@') yield* placesAt(value, rest, isOfType, path);
  else if ('Field' in segment) yield* placesAt(value[segment.Field], rest, isOfType, [...path, segment.Field]);
  else if (meets(value, segment.TypeCondition, isOfType)) yield* placesAt(value, rest, isOfType, path);
}

/** The names of a path's fields, without places in lists. */
export const fieldsOf = (segments: FlattenPath): string[] =>
  segments.flatMap((segment) => (segment !== '@' && 'Field' in segment ? [segment.Field] : []));
