import { BadUserInput } from '../../../platform/errors.ts';
import { pageSize } from '../../../platform/page-size.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { LineageContext } from '../context.ts';
import {
  commonAncestors,
  comparePlaces,
  type PlaceAmongAncestors,
  placeOfAncestor,
} from '../domain/common-ancestors.ts';
import { sawAllWithin } from '../domain/page.ts';
import { worstOf } from '../domain/walk.ts';
import { matchingAssets } from './answer-filter.ts';
import { foreignCursor, readDepth, WALK_LIMIT, WALK_PATIENCE } from './bounds.ts';
import { identitiesAt, readGraphTime } from './graph-time.ts';
import { takesColumns, type WalkPageArguments } from './walk-page.ts';

const BOUNDS = { least: 2, most: 20 };

/** A page of the assets upstream of all of several; null when one of them is not known. @throws BadUserInput */
export async function commonAncestorsPage(
  context: LineageContext,
  asked: readonly AssetId[],
  { depth, first, after, asOf, knownAt, ...filter }: WalkPageArguments,
) {
  const { store, loaders, clock } = context;
  const time = readGraphTime(context, { asOf, knownAt });
  const assets = await identitiesAt(context, asked, time.knownAt);
  if (assets.length < BOUNDS.least || assets.length > BOUNDS.most)
    throw new BadUserInput(
      `assets names ${assets.length} different assets; expected ${BOUNDS.least} to ${BOUNDS.most}`,
      'assets',
    );
  const [most, deepest, place] = [pageSize(first), readDepth(depth), after ? readPlace(after) : null];
  if ((await loaders.asset.loadMany(assets)).some((known) => known === null)) return null;
  const deadline = clock() + WALK_PATIENCE;
  const columns = assets.some((id) => takesColumns(id, filter.kinds ?? []));
  const bounds = { depth: deepest, limit: WALK_LIMIT, ...time, columns, deadline };
  const walks = await Promise.all(assets.map((start) => store.walk({ start, direction: 'upstream', ...bounds })));
  const common = commonAncestors(walks.map(({ found }) => found));
  const ids = common.map(({ id }) => id);
  const matching = await matchingAssets(store, ids, filter, time);
  const found = matching ? common.filter(({ id }) => matching.has(id)) : common;
  const rest = place ? found.filter((ancestor) => comparePlaces(placeOfAncestor(ancestor), place) > 0) : found;
  const edges = rest.slice(0, most).map((ancestor) => ({
    node: { id: ancestor.id },
    distances: ancestor.distances.map((distance, index) => ({ asset: { id: assets[index] as AssetId }, distance })),
    cursor: cursorOf(placeOfAncestor(ancestor)),
  }));
  return {
    completeness: worstOf(walks.map(({ completeness }) => completeness)),
    totalCount: walks.every((walked) => sawAllWithin(walked, WALK_LIMIT)) ? found.length : null,
    pageInfo: { hasNextPage: rest.length > most, endCursor: edges.at(-1)?.cursor ?? null },
    edges,
  };
}

function readPlace(cursor: string): PlaceAmongAncestors {
  const [greatest, sum, id] = parseCursor(cursor, 3) ?? [];
  if (typeof greatest !== 'number' || typeof sum !== 'number' || typeof id !== 'string') throw foreignCursor();
  return [greatest, sum, id];
}
