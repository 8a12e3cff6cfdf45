import { BadUserInput } from '../../../platform/errors.ts';
import { pageSize } from '../../../platform/page-size.ts';
import { type AssetId, type AssetKind, identityOf } from '../../../vocabulary/asset-id.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { LineageContext } from '../context.ts';
import { compareText, type Edge } from '../domain/edge.ts';
import { impactOf } from '../domain/impact.ts';
import type { FoundAsset } from '../domain/walk.ts';
import { readDepth, WALK_LIMIT, WALK_PATIENCE } from './bounds.ts';
import { type GraphTimeArguments, identityAt, readGraphTime } from './graph-time.ts';

/** The fields next to a field, and how one is computed from the other. */
export async function derivations(
  context: LineageContext,
  id: AssetId,
  direction: 'upstream' | 'downstream',
  time: GraphTimeArguments,
): Promise<{ field: { id: AssetId }; via: Edge }[]> {
  const { store, clock } = context;
  const { asOf, knownAt } = readGraphTime(context, time);
  const field = await identityAt(context, id, knownAt);
  const walked = await store.walk({
    ...{ start: field, direction, depth: 1, limit: WALK_LIMIT, asOf, knownAt, columns: true },
    deadline: clock() + WALK_PATIENCE,
  });
  const edges = await store.edgesAmong([field, ...walked.found.map((each) => each.id)], asOf, knownAt);
  const [near, far] = direction === 'upstream' ? (['to', 'from'] as const) : (['from', 'to'] as const);
  return edges
    .filter((edge) => edge.role === 'DERIVES' && edge[near] === field)
    .sort((a, b) => compareText(a[far], b[far]))
    .map((edge) => ({ field: { id: edge[far] }, via: edge }));
}

interface ImpactArguments extends GraphTimeArguments {
  depth: number;
  first: number;
  after?: string | null;
  kinds?: readonly AssetKind[] | null;
}

/** A page of what a change of a field reaches. @throws BadUserInput */
export async function fieldImpact(
  context: LineageContext,
  id: AssetId,
  { depth, first, after, kinds, ...time }: ImpactArguments,
) {
  const { store, clock } = context;
  const most = pageSize(first);
  const place = after ? readPlace(after) : null;
  const { asOf, knownAt } = readGraphTime(context, time);
  const field = await identityAt(context, id, knownAt);
  const { found, completeness } = await store.walk({
    ...{ start: field, direction: 'downstream', depth: readDepth(depth), limit: WALK_LIMIT, asOf, knownAt },
    columns: true,
    deadline: clock() + WALK_PATIENCE,
  });
  const edges = await store.edgesAmong([field, ...found.map((each) => each.id)], asOf, knownAt);
  const impacts = impactOf(field, edges);
  const reached = found.filter((each) => impacts.has(each.id) && (!kinds || kinds.includes(identityOf(each.id).kind)));
  const rest = place ? reached.filter((each) => comesAfter(each, place)) : reached;
  const page = rest.slice(0, most).flatMap((each) => {
    const impact = impacts.get(each.id);
    const cursor = cursorOf([each.depth, each.id]);
    return impact ? [{ ...impact, depth: each.depth, node: { id: each.id }, cursor }] : [];
  });
  return {
    completeness,
    totalCount: completeness === 'COMPLETE' ? reached.length : null,
    pageInfo: { hasNextPage: rest.length > page.length, endCursor: page.at(-1)?.cursor ?? null },
    edges: page,
  };
}

const comesAfter = (asset: FoundAsset, place: FoundAsset): boolean =>
  asset.depth > place.depth || (asset.depth === place.depth && compareText(asset.id, place.id) > 0);

function readPlace(cursor: string): FoundAsset {
  const [depth, id] = parseCursor(cursor, 2) ?? [];
  if (typeof depth !== 'number' || typeof id !== 'string')
    throw new BadUserInput(
      '`after` is not a cursor of this list; give an endCursor or cursor that it answered',
      'after',
    );
  return { depth, id: id as AssetId };
}
