import { pageSize } from '../../../platform/page-size.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { LineageContext } from '../context.ts';
import type { AnswerFilter } from '../domain/answer-filter.ts';
import type { Change, ChangeKind } from '../domain/changes/change.ts';
import { compareText } from '../domain/edge.ts';
import { sawAllWithin } from '../domain/page.ts';
import { matchingAssets } from './answer-filter.ts';
import { foreignCursor, readDepth, readRange, WALK_LIMIT, WALK_PATIENCE } from './bounds.ts';
import { changesOf } from './changes.ts';
import { identityAt } from './graph-time.ts';
import { takesColumns } from './walk-page.ts';

interface UpstreamChangesArguments extends Pick<AnswerFilter, 'kinds' | 'namespace' | 'tags'> {
  from: Instant;
  to: Instant;
  depth: number;
  first: number;
  after?: string | null;
  knownAt?: Instant | null;
  changes?: readonly ChangeKind[] | null;
}

/** Newest first, then by id. */
type Place = Pick<Change, 'time' | 'id'>;

const comparePlaces = (a: Place, b: Place): number => b.time - a.time || compareText(a.id, b.id);

/** A page of what changed upstream of an asset in [from, to). @throws BadUserInput */
export async function upstreamChanges(
  context: LineageContext,
  id: AssetId,
  { from: since, to: until, depth, first, after, knownAt = null, changes, ...filter }: UpstreamChangesArguments,
) {
  const { store, now, clock } = context;
  const start = await identityAt(context, id, knownAt);
  const { from, to } = readRange({ from: since, to: until });
  const [most, place] = [pageSize(first), after ? readPlace(after) : null];
  // The last instant of the range: an edge that began with a change counts, one from after the range does not.
  const time = { asOf: Math.min(to - 1, now), knownAt };
  const walked = await store.walk({
    start,
    direction: 'upstream',
    depth: readDepth(depth),
    limit: WALK_LIMIT,
    ...time,
    columns: takesColumns(start, filter.kinds ?? []),
    deadline: clock() + WALK_PATIENCE,
  });
  const depths = new Map(walked.found.map((found) => [found.id, found.depth]));
  const matching = (await matchingAssets(store, [...depths.keys()], filter, time)) ?? depths;
  const found = await changesOf(store, [...matching.keys()], from, to, knownAt);
  const all = found.filter(({ kind }) => changes?.includes(kind) ?? true).sort(comparePlaces);
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
