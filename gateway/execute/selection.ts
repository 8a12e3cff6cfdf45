import { type DocumentNode, type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export const responseKey = ({ alias, name }: FieldNode): string => alias?.value ?? name.value;

/** The fields of selections, those within fragments included, whatever their types and conditions. */
export function* fieldsIn(selections: SelectionSetNode | undefined, fragments: Fragments): Generator<FieldNode> {
  for (const selection of selections?.selections ?? [])
    if (selection.kind === Kind.FIELD) yield selection;
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* fieldsIn(selection.selectionSet, fragments);
    else yield* fieldsIn(fragments.get(selection.name.value)?.selectionSet, fragments);
}

/** The response keys that an operation selects at a path of response keys. */
export function keysAt(root: SelectionSetNode, path: readonly string[], fragments: Fragments): Set<string> {
  let fields = [...fieldsIn(root, fragments)];
  for (const key of path)
    fields = fields.flatMap((field) =>
      responseKey(field) === key ? [...fieldsIn(field.selectionSet, fragments)] : [],
    );
  return new Set(fields.map(responseKey));
}

export const fragmentsOf = ({ definitions }: DocumentNode): Fragments =>
  new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [])),
  );
