import { BadUserInput } from '../../../platform/errors.ts';
import { cursorOf, PAGE_BOUNDS, parseCursor } from '../../../vocabulary/paging.ts';
import type { QueryResolvers } from '../generated/resolver-types.ts';

export const Query: QueryResolvers = {
  definitions: async (_, { first, after, category, owner, appliesTo }, { store }) => {
    if (first < PAGE_BOUNDS.least || first > PAGE_BOUNDS.most)
      throw new BadUserInput(`first is ${first}; expected ${PAGE_BOUNDS.least} to ${PAGE_BOUNDS.most}`, 'first');
    const page = await store.definitions({
      first,
      after: after ? nameOf(after) : null,
      category: category ?? null,
      owner: owner ?? null,
      appliesTo: appliesTo ?? null,
    });
    const edges = page.entries.map((node) => ({ node, cursor: cursorOf([node.document.metadata.name]) }));
    return {
      edges,
      totalCount: page.totalCount,
      pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
    };
  },
  definition: (_, { name, version }, { loaders }) =>
    typeof version === 'number' ? loaders.definition.load(`${name}@${version}`) : loaders.currentDefinition.load(name),
  teams: async (_, __, { store }) => (await store.ofKind('Team')).map(({ document }) => document.metadata),
  playbook: (_, { id }, { loaders }) => loaders.playbook.load(id.replace(/^playbook\//, '')),
};

function nameOf(cursor: string): string {
  const key = parseCursor(cursor, 1);
  if (typeof key?.[0] !== 'string') throw new BadUserInput('`after` is not a cursor of this list', 'after');
  return key[0];
}
