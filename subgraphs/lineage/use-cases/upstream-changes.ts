import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { LineageContext } from '../context.ts';
import type { Change } from '../domain/changes/change.ts';
import { compareText } from '../domain/edge.ts';
import { sawAllWithin } from '../domain/page.ts';
import { foreignCursor, readDepth, readFirst, readRange, WALK_LIMIT, WALK_PATIENCE } from './bounds.ts';
import { changesOf } from './changes.ts';
import { identityAt } from './graph-time.ts';
import { takesColumns } from './walk-page.ts';

interface UpstreamChangesArguments {
  from: Instant;
  to: Instant;
  depth: number;
  first: number;
  after?: string | null;
}

/** Newest first, then by id. */
type Place = Pick<Change, 'time' | 'id'>;

const comparePlaces = (a: Place, b: Place): number => b.time - a.time || compareText(a.id, b.id);

/** A page of what changed upstream of an asset in [from, to). @throws BadUserInput */
export async function upstreamChanges(
  context: LineageContext,
  id: AssetId,
  { depth, first, after, ...range }: UpstreamChangesArguments,
) {
  const { store, now, clock } = context;
  const start = await identityAt(context, id);
  const { from, to } = readRange(range);
  const [most, place] = [readFirst(first), after ? readPlace(after) : null];
  const walked = await store.walk({
    start,
    direction: 'upstream',
    depth: readDepth(depth),
    limit: WALK_LIMIT,
    // The last instant of the range: an edge that began with a change counts, one from after the range does not.
    asOf: Math.min(to - 1, now),
    columns: takesColumns(start, []),
    deadline: clock() + WALK_PATIENCE,
  });
  const depths = new Map(walked.found.map((found) => [found.id, found.depth]));
  const all = (await changesOf(store, [...depths.keys()], from, to)).sort(comparePlaces);
  const rest = place ? all.filter((change) => comparePlaces(change, place) > 0) : all;
  const edges = rest.slice(0, most).map((change) => ({
    node: change,
    depth: depths.get(change.asset) as number,
    cursor: cursorOf([change.time, change.id]),
  }));
  return {
    completeness: walked.completeness,
    totalCount: sawAllWithin(walked, WALK_LIMIT) ? all.length : null,
    pageInfo: { hasNextPage: rest.length > most, endCursor: edges.at(-1)?.cursor ?? null },
    edges,
  };
}

function readPlace(cursor: string): Place {
  const [time, id] = parseCursor(cursor, 2) ?? [];
  if (typeof time !== 'number' || typeof id !== 'string') throw foreignCursor();
  return { time, id };
}
