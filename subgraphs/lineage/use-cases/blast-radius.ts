import { GraphUnavailable } from '../../../platform/errors.ts';
import { type AssetId, identityOf } from '../../../vocabulary/asset-id.ts';
import { type Duration, type Instant, type Milliseconds, millisecondsOf } from '../../../vocabulary/duration.ts';
import type { LineageContext } from '../context.ts';
import { byExposure, type TrafficTotal } from '../domain/exposure.ts';
import { pageOfWalk } from '../domain/page.ts';
import { readDepth, readFirst, WALK_LIMIT, WALK_PATIENCE } from './bounds.ts';
import { type GraphTimeArguments, identityAt, readGraphTime } from './graph-time.ts';

/** Traffic is taken over a week, so that no weekday counts more than another. */
const TRAFFIC_SPAN: Milliseconds = millisecondsOf('P7D' as Duration);

/** The deployments downstream of an asset, by their share of the traffic. @throws BadUserInput */
export async function blastRadius(
  context: LineageContext,
  id: AssetId,
  { depth, first, ...time }: { depth: number; first: number } & GraphTimeArguments,
) {
  const most = readFirst(first);
  const { store, clock } = context;
  const { asOf, knownAt } = readGraphTime(context, time);
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
  const totals = await trafficOf(
    context,
    page.assets.map(({ id }) => id),
    asOf,
  );
  const edges = byExposure(page.assets, totals).slice(0, most);
  return {
    completeness: walked.completeness,
    totalCount: page.totalCount,
    edges: edges.map(({ id, depth, exposure }) => ({ exposure, depth, node: { id } })),
  };
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
