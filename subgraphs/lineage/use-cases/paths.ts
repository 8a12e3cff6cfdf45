import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../../platform/clock.ts';
import { pageSize } from '../../../platform/page-size.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { LineageContext } from '../context.ts';
import { type Edge, isColumnLevel } from '../domain/edge.ts';
import { sawAllWithin } from '../domain/page.ts';
import {
  comparePlacesOfPaths,
  type FoundPath,
  type PathsQuestion,
  type PlaceOfPath,
  pathsAmong,
  placeOfPath,
} from '../domain/paths.ts';
import { type Completeness, worstOf } from '../domain/walk.ts';
import type { LineageStore } from '../ports/lineage-store.ts';
import { foreignCursor, WALK_LIMIT, WALK_PATIENCE, within } from './bounds.ts';
import { type GraphTime, type GraphTimeArguments, identityAt, readGraphTime } from './graph-time.ts';

/** Most paths of all pages together. */
const MOST_PATHS = 100;
/** Longest that the search keeps other requests waiting at a time. */
const TURN: Milliseconds = 10;

interface Question extends GraphTime {
  from: AssetId;
  to: AssetId;
  maxLength: number;
  deadline: Instant;
}

interface PathsArguments extends GraphTimeArguments {
  k: number;
  maxLength: number;
  first: number;
  after?: string | null;
}

/** A page of up to k chains from one asset down to another; null when the first is not known. @throws BadUserInput */
export async function pathsBetween(
  context: LineageContext,
  ends: { from: AssetId; to: AssetId },
  { k, maxLength, first, after, ...time }: PathsArguments,
) {
  const { store, loaders, clock } = context;
  const most = within('k', k, 1, MOST_PATHS);
  const [size, place] = [pageSize(first), after ? readPlace(after) : null];
  const deadline = clock() + WALK_PATIENCE;
  const graphTime = readGraphTime(context, time);
  const from = await identityAt(context, ends.from, graphTime.knownAt);
  const to = await identityAt(context, ends.to, graphTime.knownAt);
  const question = { from, to, ...graphTime, maxLength: within('maxLength', maxLength, 1, 100), deadline };
  if (!(await loaders.asset.load(from))) return null;
  const { edges, completeness } = await edgesBetween(store, question);
  const found = await pathsFound(edges, { ...question, most }, clock);
  const worst = worstOf([completeness, found.completeness]);
  const rest = place ? found.paths.filter((path) => comparePlacesOfPaths(placeOfPath(path), place) > 0) : found.paths;
  const paths = rest.slice(0, size).map((path) => ({
    ...{ disjoint: path.disjoint, length: path.edges.length, cursor: cursorOf(placeOfPath(path)) },
    steps: [{ asset: { id: from }, via: null }, ...path.edges.map((edge) => ({ asset: { id: edge.to }, via: edge }))],
  }));
  return {
    completeness: worst,
    totalCount: worst === 'COMPLETE' ? found.paths.length : null,
    pageInfo: { hasNextPage: rest.length > size, endCursor: paths.at(-1)?.cursor ?? null },
    paths,
  };
}

function readPlace(cursor: string): PlaceOfPath {
  const [rank, length, way] = parseCursor(cursor, 3) ?? [];
  if (typeof rank !== 'number' || typeof length !== 'number' || typeof way !== 'string') throw foreignCursor();
  return [rank, length, way];
}

/** Every path asked for, as far as the deadline lets it; others get their turn meanwhile. */
async function pathsFound(
  edges: readonly Edge[],
  question: PathsQuestion & { deadline: Instant },
  clock: Clock,
): Promise<{ paths: FoundPath[]; completeness: Completeness }> {
  const paths: FoundPath[] = [];
  const working = pathsAmong(edges, question);
  let turn = clock();
  for (let step = working.next(); ; step = working.next()) {
    if (step.done) return { paths, completeness: step.value ? 'TRUNCATED' : 'COMPLETE' };
    if (step.value) paths.push(step.value);
    if (clock() > question.deadline) return { paths, completeness: 'TIMED_OUT' };
    if (clock() - turn > TURN) {
      await nextTurn();
      turn = clock();
    }
  }
}

/**
 * Edges that hold every chain between the two, if either all that feeds the one or all that the other feeds could be
 * walked; fewer feed an asset than it feeds, so that is tried first. Else those near either end and on the shortest one.
 */
async function edgesBetween(
  store: LineageStore,
  { from, to, asOf, knownAt, maxLength, deadline }: Question,
): Promise<{ edges: Edge[]; completeness: Completeness }> {
  if (from === to) return { edges: [], completeness: 'COMPLETE' };
  const columns = [from, to].some((id) => id.startsWith('feature/'));
  const bounds = { depth: maxLength, limit: WALK_LIMIT, asOf, knownAt, columns, deadline };
  const among = async (ids: Iterable<AssetId>): Promise<Edge[]> =>
    (await store.edgesAmong([...new Set(ids)], asOf, knownAt)).filter((edge) => columns || !isColumnLevel(edge));

  const feeding = await store.walk({ ...bounds, start: to, direction: 'upstream' });
  const above = [to, ...feeding.found.map(({ id }) => id)];
  if (sawAllWithin(feeding, WALK_LIMIT)) {
    const edges = above.includes(from) ? await among(above) : [];
    return { edges, completeness: 'COMPLETE' };
  }
  const fed = await store.walk({ ...bounds, start: from, direction: 'downstream' });
  const below = [from, ...fed.found.map(({ id }) => id)];
  if (sawAllWithin(fed, WALK_LIMIT)) {
    const edges = below.includes(to) ? await among(below) : [];
    return { edges, completeness: 'COMPLETE' };
  }
  const shortest = await store.shortestPath(from, to, asOf, deadline, knownAt);
  const edges = await among([...above, ...below, ...(shortest.edges ?? []).map((edge) => edge.to)]);
  const walked = worstOf([feeding.completeness, fed.completeness, shortest.completeness]);
  return { edges, completeness: walked };
}
