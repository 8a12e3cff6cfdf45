import { BadUserInput } from '../../../platform/errors.ts';
import { pageSize } from '../../../platform/page-size.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { CatalogStore, Revision } from '../ports/catalog-store.ts';
import { readHistory } from '../use-cases/read-history.ts';

/** @throws BadUserInput for a page of nothing or of too much, and for a cursor of another list. */
export async function historyConnection(
  store: CatalogStore,
  name: string,
  { first, after }: { first: number; after?: string | null | undefined },
) {
  pageSize(first);
  const { revisions, hasNextPage, totalCount } = await readHistory(store, name, {
    first,
    before: after ? revisionOf(after) : null,
  });
  const edges = revisions.map((node) => ({
    node,
    cursor: cursorOf([node.definition.version, node.definition.revision]),
  }));
  return { edges, totalCount, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
}

function revisionOf(cursor: string): Revision {
  const [version, revision] = parseCursor(cursor, 2) ?? [];
  if (typeof version !== 'number' || typeof revision !== 'number')
    throw new BadUserInput('`after` is not a cursor of this list', 'after');
  return { version, revision };
}
