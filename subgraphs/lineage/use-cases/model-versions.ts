import { pageSize } from '../../../platform/page-size.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { LineageContext } from '../context.ts';
import { foreignCursor } from './bounds.ts';

interface AskedModel {
  namespace: string;
  model: string;
  first: number;
  after?: string | null;
}

/** A page of the versions of a model, by id. @throws BadUserInput */
export async function modelVersions({ store }: LineageContext, { namespace, model, first, after }: AskedModel) {
  const most = pageSize(first);
  const prefix = `model-version/${encodeURIComponent(namespace)}/${encodeURIComponent(model)}/`;
  const found: AssetId[] = [];
  for (let last = after ? readPlace(after, prefix) : null; found.length <= most; ) {
    const ids = await store.assetsFrom(prefix, last, most + 1);
    const identities = await store.identities(ids);
    // Other names of an asset are no assets of their own.
    found.push(...ids.filter((id) => !identities.has(id)));
    last = ids.at(-1) ?? null;
    if (ids.length <= most) break;
  }
  const edges = found.slice(0, most).map((id) => ({ node: { id }, cursor: cursorOf([id]) }));
  const hasNextPage = found.length > most;
  return {
    edges,
    totalCount: hasNextPage || after ? null : edges.length,
    pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

function readPlace(cursor: string, prefix: string): AssetId {
  const [id] = parseCursor(cursor, 1) ?? [];
  if (typeof id !== 'string' || !id.startsWith(prefix)) throw foreignCursor();
  return id as AssetId;
}
