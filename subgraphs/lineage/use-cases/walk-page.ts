import { type AssetId, type AssetKind, identityOf } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { LineageContext } from '../context.ts';
import { type PlaceInWalk, pageOfWalk } from '../domain/page.ts';
import type { FoundAsset, Walk } from '../domain/walk.ts';
import { matchingAssets, type TagFilter } from './answer-filter.ts';
import { foreignCursor, readDepth, readFirst, WALK_LIMIT, WALK_PATIENCE } from './bounds.ts';

export interface WalkPageArguments {
  depth: number;
  first: number;
  after?: string | null;
  asOf?: Instant | null;
  kinds?: readonly AssetKind[] | null;
  namespace?: string | null;
  tags?: readonly TagFilter[] | null;
  changedSince?: Instant | null;
}

/** A page of what lies upstream or downstream of an asset. @throws BadUserInput */
export async function walkPage(
  { store, now, clock }: LineageContext,
  start: AssetId,
  direction: Walk['direction'],
  { depth, first, after, asOf, kinds, ...filter }: WalkPageArguments,
) {
  const page = { first: readFirst(first), after: after ? readPlace(after) : null };
  const time = asOf ?? now;
  const walked = await store.walk({
    start,
    direction,
    depth: readDepth(depth),
    limit: WALK_LIMIT,
    asOf: time,
    columns: takesColumns(start, kinds ?? []),
    deadline: clock() + WALK_PATIENCE,
  });
  const matching = await matchingAssets(
    store,
    walked.found.map(({ id }) => id),
    { kinds, ...filter },
    time,
  );
  const { assets, totalCount, hasNextPage } = pageOfWalk(walked, WALK_LIMIT, { ...page, matching });
  const edges = assets.map(({ id, depth }) => ({ depth, node: { id }, cursor: placeOf({ id, depth }) }));
  return {
    completeness: walked.completeness,
    totalCount,
    pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
    edges,
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
