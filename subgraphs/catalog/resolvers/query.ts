import { BadUserInput } from '../../../platform/errors.ts';
import { pageSize } from '../../../platform/page-size.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { DocumentKind } from '../domain/document.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import type { QueryResolvers } from '../generated/resolver-types.ts';
import type { EntryPage } from '../ports/catalog-store.ts';
import { compareDefinitions } from '../use-cases/compare-definitions.ts';
import { filterOf } from './definition-filter.ts';

export const Query: QueryResolvers = {
  definitions: async (_, { first, after, ...asked }, { store }) => {
    pageSize(first);
    const page = await store.definitions({ first, after: after ? nameOf(after) : null, ...filterOf(asked) });
    return connectionOf(page, (entry) => entry);
  },
  assets: async (_, { first, after, domain, owner, tag }, { store }) => {
    pageSize(first);
    const filter = { domain: domain ?? null, owner: owner ?? null, tag: tag ?? null };
    const page = await store.describedAssets({ first, after: after ? nameOf(after) : null, ...filter });
    return connectionOf(page, ({ document }) => ({ id: document.metadata.name as AssetId }));
  },
  definition: (_, { name, version }, { loaders }) =>
    typeof version === 'number' ? loaders.definition.load(`${name}@${version}`) : loaders.currentDefinition.load(name),
  definitionComparison: (_, ids, { loaders }) => compareDefinitions(loaders, ids),
  teams: async (_, __, { store }) => (await store.ofKind('Team')).map(({ document }) => document.metadata),
  playbooks: (_, __, { store }) => store.ofKind('Playbook'),
  playbook: (_, { id }, { loaders }) => loaders.playbook.load(id.replace(/^playbook\//, '')),
};

function connectionOf<Kind extends DocumentKind, Node>(
  { entries, totalCount, hasNextPage }: EntryPage<Kind>,
  nodeOf: (entry: CatalogEntry<Kind>) => Node,
) {
  const edges = entries.map((entry) => ({ node: nodeOf(entry), cursor: cursorOf([entry.document.metadata.name]) }));
  return { edges, totalCount, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
}

function nameOf(cursor: string): string {
  const key = parseCursor(cursor, 1);
  if (typeof key?.[0] !== 'string') throw new BadUserInput('`after` is not a cursor of this list', 'after');
  return key[0];
}
