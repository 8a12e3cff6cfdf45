import { GraphUnavailable } from '../../../platform/errors.ts';
import { pageSize } from '../../../platform/page-size.ts';
import { type AssetId, identityOf } from '../../../vocabulary/asset-id.ts';
import { type Duration, type Instant, type Milliseconds, millisecondsOf } from '../../../vocabulary/duration.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { LineageContext } from '../context.ts';
import type { AnswerFilter } from '../domain/answer-filter.ts';
import {
  byExposure,
  compareExposed,
  importanceOf,
  inputShareOf,
  type PlaceByExposure,
  placeOfExposed,
  type TrafficTotal,
} from '../domain/exposure.ts';
import { latestOf } from '../domain/fact.ts';
import { pageOfWalk } from '../domain/page.ts';
import { matchingAssets } from './answer-filter.ts';
import { foreignCursor, readDepth, WALK_LIMIT, WALK_PATIENCE } from './bounds.ts';
import { type GraphTimeArguments, identityAt, readGraphTime } from './graph-time.ts';

/** Traffic is taken over a week, so that no weekday counts more than another. */
const TRAFFIC_SPAN: Milliseconds = millisecondsOf('P7D' as Duration);

interface BlastRadiusArguments extends GraphTimeArguments, Pick<AnswerFilter, 'namespace' | 'tags' | 'changedSince'> {
  depth: number;
  first: number;
  after?: string | null;
}

/** The deployments downstream of an asset, by exposure. @throws BadUserInput */
export async function blastRadius(
  context: LineageContext,
  id: AssetId,
  { depth, first, after, asOf: time, knownAt: learned, ...filter }: BlastRadiusArguments,
) {
  const most = pageSize(first);
  const place = after ? readPlace(after) : null;
  const { store, clock } = context;
  const { asOf, knownAt } = readGraphTime(context, { asOf: time, knownAt: learned });
  const start = await identityAt(context, id, knownAt);
  const walked = await store.walk({
    start,
    direction: 'downstream',
    depth: readDepth(depth),
    limit: WALK_LIMIT,
    asOf,
    knownAt,
    columns: identityOf(start).kind === 'FEATURE',
    deadline: clock() + WALK_PATIENCE,
  });
  const ids = walked.found.map(({ id }) => id);
  const matching = new Set(ids.filter((id) => identityOf(id).kind === 'DEPLOYMENT'));
  const page = pageOfWalk(walked, WALK_LIMIT, { matching, first: WALK_LIMIT, after: null });
  const deployments = page.assets.map(({ id }) => id);
  const [asked, feeders, facts, totals] = await Promise.all([
    matchingAssets(store, deployments, filter, { asOf, knownAt }),
    store.feeders(deployments, asOf, knownAt),
    store.latestFacts(deployments, { asOf, knownAt, kinds: ['tags', 'removed'] }),
    trafficOf(context, deployments, asOf),
  ]);
  const reached = new Set([start, ...ids]);
  const weighed = page.assets.map((asset) => ({
    ...asset,
    importance: importanceOf(latestOf(facts.get(asset.id) ?? [], 'tags')?.tags ?? {}),
    inputShare: inputShareOf(asset.id, feeders.get(asset.id) ?? [], reached),
  }));
  // Those left out take part in the traffic all the same.
  const all = byExposure(weighed, totals).filter(({ id }) => asked?.has(id) ?? true);
  const rest = place ? all.filter((asset) => compareExposed(placeOfExposed(asset), place) > 0) : all;
  const edges = rest
    .slice(0, most)
    .map(({ id, ...asset }) => ({ ...asset, node: { id }, cursor: cursorOf(placeOfExposed({ id, ...asset })) }));
  return {
    completeness: walked.completeness,
    totalCount: page.totalCount === null ? null : all.length,
    pageInfo: { hasNextPage: rest.length > most, endCursor: edges.at(-1)?.cursor ?? null },
    edges,
  };
}

function readPlace(cursor: string): PlaceByExposure {
  const [exposure, weight, depth, id] = parseCursor(cursor, 4) ?? [];
  if (typeof exposure !== 'number' || typeof weight !== 'number' || typeof depth !== 'number' || typeof id !== 'string')
    throw foreignCursor();
  return [exposure, weight, depth, id];
}

/** Which deployments are reached is lineage's own answer; without metrics it stands, their exposure unknown. */
async function trafficOf({ traffic }: LineageContext, ids: AssetId[], until: Instant): Promise<TrafficTotal[]> {
  try {
    return await traffic.totals(ids, until - TRAFFIC_SPAN, until);
  } catch (cause) {
    if (cause instanceof GraphUnavailable) return [];
    throw cause;
  }
}
