import { BadUserInput } from '../../../platform/errors.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { QueryResolvers } from '../generated/resolver-types.ts';
import { compareDefinitions } from '../use-cases/compare-definitions.ts';
import { filterOf } from './definition-filter.ts';
import { checkPageSize } from './page-size.ts';

export const Query: QueryResolvers = {
  definitions: async (_, { first, after, ...asked }, { store }) => {
    checkPageSize(first);
    const page = await store.definitions({ first, after: after ? nameOf(after) : null, ...filterOf(asked) });
    const edges = page.entries.map((node) => ({ node, cursor: cursorOf([node.document.metadata.name]) }));
    return {
      edges,
      totalCount: page.totalCount,
      pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
    };
  },
  definition: (_, { name, version }, { loaders }) =>
    typeof version === 'number' ? loaders.definition.load(`${name}@${version}`) : loaders.currentDefinition.load(name),
  definitionComparison: (_, ids, { loaders }) => compareDefinitions(loaders, ids),
  teams: async (_, __, { store }) => (await store.ofKind('Team')).map(({ document }) => document.metadata),
  playbooks: (_, __, { store }) => store.ofKind('Playbook'),
  playbook: (_, { id }, { loaders }) => loaders.playbook.load(id.replace(/^playbook\//, '')),
};

function nameOf(cursor: string): string {
  const key = parseCursor(cursor, 1);
  if (typeof key?.[0] !== 'string') throw new BadUserInput('`after` is not a cursor of this list', 'after');
  return key[0];
}
