import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { compareText } from './edge.ts';
import type { FoundAsset, WalkResult } from './walk.ts';

/** Where a page begins: after this depth and id. */
export interface PlaceInWalk {
  depth: number;
  id: string;
}

export interface WalkPage {
  assets: FoundAsset[];
  /** After the filter; null when the walk was cut off by its limit or deadline, so that nobody counted. */
  totalCount: number | null;
  hasNextPage: boolean;
}

/** A page of what a walk found, only assets of `matching`; all when null. */
export function pageOfWalk(
  { found, completeness }: WalkResult,
  limit: number,
  page: { matching: ReadonlySet<AssetId> | null; first: number; after: PlaceInWalk | null },
): WalkPage {
  const { matching, after } = page;
  const asked = matching ? found.filter(({ id }) => matching.has(id)) : found;
  const start = after ? asked.findIndex((asset) => comesAfter(asset, after)) : 0;
  const rest = start === -1 ? [] : asked.slice(start);
  return {
    assets: rest.slice(0, page.first),
    totalCount: sawAllWithin({ found, completeness }, limit) ? asked.length : null,
    hasNextPage: rest.length > page.first,
  };
}

const comesAfter = (asset: FoundAsset, place: PlaceInWalk): boolean =>
  asset.depth > place.depth || (asset.depth === place.depth && compareText(asset.id, place.id) > 0);

/** Whether nothing within the depth was left out: a walk cut off by its depth alone has seen everything within it. */
export const sawAllWithin = ({ found, completeness }: WalkResult, limit: number): boolean =>
  completeness !== 'TIMED_OUT' && !(completeness === 'TRUNCATED' && found.length === limit);
