import { type AssetKind, identityOf } from '../../../vocabulary/asset-id.ts';
import { compareText } from './edge.ts';
import type { FoundAsset, WalkResult } from './walk.ts';

/** Where a page begins: after this depth and id. */
export interface PlaceInWalk {
  depth: number;
  id: string;
}

export interface WalkPage {
  assets: FoundAsset[];
  /** After `kinds`; null when the walk was cut off by its limit or deadline, so that nobody counted. */
  totalCount: number | null;
  hasNextPage: boolean;
}

/** A page of what a walk found, only these kinds; all when null. */
export function pageOfWalk(
  { found, completeness }: WalkResult,
  limit: number,
  page: { kinds: readonly AssetKind[] | null; first: number; after: PlaceInWalk | null },
): WalkPage {
  const { kinds, after } = page;
  const asked = kinds ? found.filter(({ id }) => kinds.includes(identityOf(id).kind)) : found;
  const start = after ? asked.findIndex((asset) => comesAfter(asset, after)) : 0;
  const rest = start === -1 ? [] : asked.slice(start);
  // A walk cut off by its depth alone has seen everything within that depth.
  const counted = completeness !== 'TIMED_OUT' && !(completeness === 'TRUNCATED' && found.length === limit);
  return {
    assets: rest.slice(0, page.first),
    totalCount: counted ? asked.length : null,
    hasNextPage: rest.length > page.first,
  };
}

const comesAfter = (asset: FoundAsset, place: PlaceInWalk): boolean =>
  asset.depth > place.depth || (asset.depth === place.depth && compareText(asset.id, place.id) > 0);
