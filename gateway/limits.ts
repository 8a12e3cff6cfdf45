import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { type Fragments, fragmentsOf } from './execute/selection.ts';

/** Bounds of one operation. The parser holds the first, {@link limitsRule} the others; a refusal names the bound. */
export const LIMITS = {
  tokens: 10_000,
  depth: 15,
  aliases: 100,
  /** Selections with each fragment written out wherever it is spread: fragments that spread others twice double at each step. */
  selections: 5_000,
} as const;

type Bound = Exclude<keyof typeof LIMITS, 'tokens'>;

/** What an operation comes to, its fragments written out. */
type Size = Record<Bound, number>;

const NOTHING: Size = { depth: 0, aliases: 0, selections: 0 };

const REFUSALS: Record<Bound, (found: number, bound: number) => string> = {
  depth: (found, bound) => `the operation is ${found} fields deep; the bound is a depth of ${bound}`,
  aliases: (found, bound) => `the operation has ${found} aliases; the bound is ${bound} aliases`,
  selections: (found, bound) =>
    `the operation has ${found} selections, each fragment counted wherever it is spread; the bound is ${bound} selections`,
};

/** A validation rule that refuses an operation beyond a bound, before anything is planned or fetched. */
export function limitsRule(context: ValidationContext): ASTVisitor {
  const measure = measureIn(context.getDocument());
  return {
    OperationDefinition(node) {
      const size = measure(node.selectionSet);
      for (const bound of ['depth', 'aliases', 'selections'] as const)
        if (size[bound] > LIMITS[bound])
          context.reportError(
            new GraphQLError(`${REFUSALS[bound](size[bound], LIMITS[bound])}; ask for less at once`, {
              nodes: node,
              extensions: { code: 'BAD_USER_INPUT' },
            }),
          );
    },
  };
}

/** Measures selections. Each fragment is measured once, so that measuring costs no more than reading. */
function measureIn(document: DocumentNode): (selections: SelectionSetNode) => Size {
  const fragments: Fragments = fragmentsOf(document);
  const known = new Map<string, Size>();
  return measure;

  function measure({ selections }: SelectionSetNode): Size {
    return selections.map(sizeOf).reduce(
      (sum, each) => ({
        depth: Math.max(sum.depth, each.depth),
        aliases: sum.aliases + each.aliases,
        selections: sum.selections + each.selections + 1,
      }),
      NOTHING,
    );
  }

  function sizeOf(selection: SelectionNode): Size {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return sizeOfFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return measure(selection.selectionSet);
    const inner = selection.selectionSet ? measure(selection.selectionSet) : NOTHING;
    // How deep the schema may be asked about is bounded by a rule of graphql-js.
    const depth = selection.name.value.startsWith('__') ? 0 : inner.depth + 1;
    return { ...inner, depth, aliases: inner.aliases + (selection.alias ? 1 : 0) };
  }

  function sizeOfFragment(name: string): Size {
    const measured = known.get(name);
    if (measured) return measured;
    // Holds while the fragment is measured: one that spreads itself is another rule's to refuse.
    known.set(name, NOTHING);
    const fragment = fragments.get(name);
    const size = fragment ? measure(fragment.selectionSet) : NOTHING;
    known.set(name, size);
    return size;
  }
}
