import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Fragments, responseKey } from './selection.ts';

/** What a variable must be for a selection to count. */
interface Condition {
  variable: string;
  value: boolean;
}

/** Alternatives, each a set of conditions that must all hold. */
export type When = readonly (readonly Condition[])[];

/** Selections that count when a condition holds; null: always. */
export interface Conditional {
  selections: SelectionSetNode;
  when: When | null;
}

/** All that is asked for under one response key. */
export interface Gathered {
  name: string;
  when: When | null;
  selections: Conditional[];
}

export const holds = (when: When, variables: Record<string, unknown>): boolean =>
  when.some((all) => all.every(({ variable, value }) => (variables[variable] === true) === value));

/** Merges selections on one type into its response keys, in the order in which they first stand, as GraphQL does. */
export function gather(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  conditionals: readonly Conditional[],
  fragments: Fragments,
): Map<string, Gathered> {
  const found = new Map<string, { node: FieldNode; conditions: Condition[] }[]>();
  for (const { selections, when } of conditionals) for (const outer of when ?? [[]]) collect(selections, [...outer]);
  return new Map([...found].map(([key, occurrences]) => [key, gathered(occurrences)]));

  function collect({ selections }: SelectionSetNode, outer: Condition[]): void {
    for (const selection of selections) {
      const own = conditionsOf(selection);
      if (!own) continue;
      const conditions = [...outer, ...own];
      if (selection.kind === Kind.FIELD) {
        const key = responseKey(selection);
        found.set(key, [...(found.get(key) ?? []), { node: selection, conditions }]);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment && applies(fragment.typeCondition?.name.value)) collect(fragment.selectionSet, conditions);
    }
  }

  function applies(condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditional = schema.getType(condition);
    return isAbstractType(conditional) && !('getTypes' in type) && schema.isSubType(conditional, type);
  }
}

function gathered(occurrences: { node: FieldNode; conditions: Condition[] }[]): Gathered {
  const [first] = occurrences;
  const always = occurrences.some(({ conditions }) => conditions.length === 0);
  // What a field's own condition says need not be asked again of what is under it.
  const alone = occurrences.length === 1;
  return {
    name: first?.node.name.value ?? '',
    when: always ? null : occurrences.map(({ conditions }) => conditions),
    selections: occurrences.flatMap(({ node: { selectionSet: selections }, conditions }) =>
      selections ? [{ selections, when: alone || conditions.length === 0 ? null : [conditions] }] : [],
    ),
  };
}

/** What `@skip` and `@include` ask of variables; null when a constant rules the selection out. */
function conditionsOf({ directives = [] }: SelectionNode): Condition[] | null {
  const conditions: Condition[] = [];
  for (const { name, arguments: given = [] } of directives) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const value = name.value === 'include';
    const argument = given[0]?.value;
    if (argument?.kind === Kind.BOOLEAN && argument.value !== value) return null;
    if (argument?.kind === Kind.VARIABLE) conditions.push({ variable: argument.name.value, value });
  }
  return conditions;
}
