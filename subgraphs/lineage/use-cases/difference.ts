import { BadUserInput } from '../../../platform/errors.ts';
import { pageSize } from '../../../platform/page-size.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { LineageContext } from '../context.ts';
import { differencesBetween, differencesOf, type EdgeDifference, edgeOf } from '../domain/difference.ts';
import { compareEdges } from '../domain/edge.ts';
import type { EdgeRole } from '../domain/statement.ts';
import type { Completeness, Walk } from '../domain/walk.ts';
import { readDepth, readRange, WALK_LIMIT, WALK_PATIENCE } from './bounds.ts';
import { identityAt } from './graph-time.ts';

/** Most edges that are compared of the whole graph. */
const DIFFERENCE_LIMIT = 20_000;

/** A difference with its place in the list. */
export interface PlacedDifference extends EdgeDifference {
  cursor: string;
}

interface DifferenceArguments {
  from: Instant;
  to: Instant;
  asset: AssetId | null;
  direction: Walk['direction'];
  depth: number;
  knownAt: Instant | null;
  first: number;
  after: string | null;
}

interface Found {
  differences: EdgeDifference[];
  completeness: Completeness;
}

/** A page of how the graph differs between two times. @throws BadUserInput */
export async function lineageDifference(context: LineageContext, asked: DifferenceArguments) {
  readRange(asked);
  const first = pageSize(asked.first);
  const after = asked.after === null ? null : readPlace(asked.after);
  const { differences, completeness } = await (asked.asset === null
    ? ofWholeGraph(context, asked)
    : aroundAsset(context, asked.asset, asked));
  const rest = after ? differences.filter((each) => compareEdges(edgeOf(each), after) > 0) : differences;
  const edges = rest.slice(0, first).map((each): PlacedDifference => ({ ...each, cursor: placeOf(each) }));
  return {
    completeness,
    totalCount: completeness === 'COMPLETE' ? differences.length : null,
    pageInfo: { hasNextPage: rest.length > edges.length, endCursor: edges.at(-1)?.cursor ?? null },
    edges,
  };
}

async function ofWholeGraph({ store }: LineageContext, { from, to, knownAt }: DifferenceArguments): Promise<Found> {
  const { spans, complete } = await store.spansChangedIn(from, to, DIFFERENCE_LIMIT, knownAt);
  return { differences: differencesOf(spans, from, to), completeness: complete ? 'COMPLETE' : 'TRUNCATED' };
}

/** Of what is around an asset at either time. */
async function aroundAsset(context: LineageContext, id: AssetId, asked: DifferenceArguments): Promise<Found> {
  const { store, clock } = context;
  const { from, to, knownAt, direction, depth } = asked;
  const start = await identityAt(context, id, knownAt);
  const walkAt = (asOf: Instant) =>
    store.walk({
      ...{ start, direction, depth: readDepth(depth), limit: WALK_LIMIT, asOf, knownAt, columns: true },
      deadline: clock() + WALK_PATIENCE,
    });
  const walks = await Promise.all([walkAt(from), walkAt(to)]);
  const ids = [...new Set([start, ...walks.flatMap(({ found }) => found.map((each) => each.id))])];
  const [before, after] = await Promise.all([store.edgesAmong(ids, from, knownAt), store.edgesAmong(ids, to, knownAt)]);
  const cut = walks.find(({ completeness }) => completeness !== 'COMPLETE');
  return { differences: differencesBetween(before, after), completeness: cut?.completeness ?? 'COMPLETE' };
}

function placeOf(difference: EdgeDifference): string {
  const { from, to, role } = edgeOf(difference);
  return cursorOf([from, to, role]);
}

function readPlace(cursor: string): { from: AssetId; to: AssetId; role: EdgeRole } {
  const [from, to, role] = parseCursor(cursor, 3) ?? [];
  if (typeof from !== 'string' || typeof to !== 'string' || typeof role !== 'string')
    throw new BadUserInput(
      '`after` is not a cursor of this list; give an endCursor or cursor that it answered',
      'after',
    );
  return { from: from as AssetId, to: to as AssetId, role: role as EdgeRole };
}
