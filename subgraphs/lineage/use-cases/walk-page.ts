import { pageSize } from '../../../platform/page-size.ts';
import { type AssetId, type AssetKind, identityOf } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { LineageContext } from '../context.ts';
import { type PlaceInWalk, pageOfWalk } from '../domain/page.ts';
import type { FoundAsset, Walk, WalkResult } from '../domain/walk.ts';
import { matchingAssets, type TagFilter } from './answer-filter.ts';
import { foreignCursor, readDepth, WALK_LIMIT, WALK_PATIENCE } from './bounds.ts';
import { type GraphTimeArguments, identityAt, readGraphTime } from './graph-time.ts';

export interface WalkPageArguments extends GraphTimeArguments {
  depth: number;
  first: number;
  after?: string | null;
  kinds?: readonly AssetKind[] | null;
  namespace?: string | null;
  tags?: readonly TagFilter[] | null;
  changedSince?: Instant | null;
  direct?: boolean | null;
}

/** An asset that a walk found. */
export interface WalkedEdge {
  depth: number;
  node: { id: AssetId };
  cursor: string;
  /** Whether values alone lead to an asset of the page. */
  reachedDirectly(id: AssetId): Promise<boolean | null>;
}

/** A page of what lies upstream or downstream of an asset. @throws BadUserInput */
export async function walkPage(
  context: LineageContext,
  id: AssetId,
  direction: Walk['direction'],
  { depth, first, after, kinds, direct, asOf, knownAt, ...filter }: WalkPageArguments,
) {
  const { store, clock } = context;
  const graphTime = readGraphTime(context, { asOf, knownAt });
  const start = await identityAt(context, id, graphTime.knownAt);
  const page = { first: pageSize(first), after: after ? readPlace(after) : null };
  const columns = takesColumns(start, kinds ?? []);
  const walk = (indirect: boolean) =>
    store.walk({
      ...{ start, direction, depth: readDepth(depth), limit: WALK_LIMIT, ...graphTime, columns, indirect },
      deadline: clock() + WALK_PATIENCE,
    });
  const walked = await walk(!direct);
  const found = walked.found.map((asset) => asset.id);
  const matching = await matchingAssets(store, found, { kinds, ...filter }, graphTime);
  const { assets, totalCount, hasNextPage } = pageOfWalk(walked, WALK_LIMIT, { ...page, matching });
  const reachedDirectly = directly(columns, direct ? async () => walked : () => walk(false));
  const edges = assets.map(
    ({ id, depth }): WalkedEdge => ({ depth, node: { id }, cursor: placeOf({ id, depth }), reachedDirectly }),
  );
  return {
    completeness: walked.completeness,
    totalCount,
    pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
    edges,
  };
}

/** Whether values alone reach an asset, found for all of a page by one walk, and only when somebody asks; null where no columns take part. */
function directly(columns: boolean, walk: () => Promise<WalkResult>): (id: AssetId) => Promise<boolean | null> {
  let found: Promise<{ ids: Set<AssetId>; complete: boolean }> | null = null;
  return async (id) => {
    if (!columns) return null;
    found ??= walk().then((walked) => ({
      ids: new Set(walked.found.map((each) => each.id)),
      complete: walked.completeness === 'COMPLETE',
    }));
    const { ids, complete } = await found;
    if (ids.has(id)) return true;
    return complete ? false : null;
  };
}

/** Features take part only where they are asked for: else a dataset's upstream would be flooded with fields. */
export const takesColumns = (start: AssetId, kinds: readonly AssetKind[]): boolean =>
  identityOf(start).kind === 'FEATURE' || kinds.includes('FEATURE');

const placeOf = ({ depth, id }: FoundAsset): string => cursorOf([depth, id]);

function readPlace(cursor: string): PlaceInWalk {
  const [depth, id] = parseCursor(cursor, 2) ?? [];
  if (typeof depth !== 'number' || typeof id !== 'string') throw foreignCursor();
  return { depth, id };
}
