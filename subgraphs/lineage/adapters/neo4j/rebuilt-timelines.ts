import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { edgeKeyOf } from '../../domain/edge.ts';
import { type Interval, intervalsOf, observedSpan } from '../../domain/edge-history.ts';
import { featurePrefixOf, type Resolve, resolvedEdge, resolvedEdges, resolving } from '../../domain/identity.ts';
import { pointsOf, type TimelinePart } from '../../domain/timeline.ts';
import type { EdgeSets } from './edge-sets.ts';
import { changeSpans, DECLARED, EDGE_COLUMNS, type EdgeRow, EVERY_SPAN, type Span, spanOf, spansOf } from './edges.ts';
import type { MovedId } from './identities.ts';
import type { Query } from './session.ts';
import { partsOf } from './timelines.ts';

/** A timeline that states an edge of an asset whose id moved. */
interface AffectedTimeline {
  timeline: string;
  /** All that its sources state, as they said it. */
  parts: TimelinePart[];
  /** Where stewards declare it: their spans at the asset. */
  declared: Span[];
}

/** The timelines that state an edge of one of these ids or of their features. */
export async function timelinesAround(
  query: Query,
  moved: readonly MovedId[],
  sets: EdgeSets,
): Promise<AffectedTimeline[]> {
  const rows = await query<EdgeRow>(
    `UNWIND $asked AS asked
     CALL (asked) {
       MATCH (around:Asset {id: asked.id}) RETURN around
       UNION MATCH (around:Asset) WHERE around.id STARTS WITH asked.features RETURN around
     }
     MATCH (around)-[feeds:${EVERY_SPAN}]-()
     WITH DISTINCT feeds WITH startNode(feeds) AS from, feeds, endNode(feeds) AS to RETURN ${EDGE_COLUMNS}`,
    { asked: moved.flatMap(({ id, was }) => [id, was]).map((id) => ({ id, features: featurePrefixOf(id) })) },
  );
  const affected: AffectedTimeline[] = [];
  for (const [timeline, spans] of Map.groupBy(rows.map(spanOf), (span) => span.timeline)) {
    const declared = timeline === DECLARED ? spans : [];
    affected.push({ timeline, declared, parts: timeline === DECLARED ? [] : await partsOf(query, timeline, sets) });
  }
  return affected;
}

/** The ids that it states edges between. */
export const endsIn = ({ parts, declared }: AffectedTimeline): AssetId[] =>
  [...parts.flatMap(({ edges }) => edges), ...declared].flatMap(({ from, to }) => [from, to]);

/** Makes timelines anew, their edges between the assets that the ids stand for now. */
export async function rebuildTimelines(
  query: Query,
  timelines: readonly AffectedTimeline[],
  moved: readonly MovedId[],
  resolve: Resolve,
  recordedAt: Instant,
): Promise<void> {
  const earlier = new Map(moved.map(({ id, was }) => [id, was]));
  const resolveBefore = resolving((id) => earlier.get(id) ?? resolve(id));
  for (const { timeline, parts, declared } of timelines) {
    const stated = (by: Resolve) =>
      intervalsOf(pointsOf(parts.map((part) => ({ ...part, edges: resolvedEdges(part.edges, by) }))));
    const observed = (intervals: Interval[]) => intervals.map((each) => ({ ...observedSpan(each), timeline }));
    const was = timeline === DECLARED ? declared : observed(stated(resolveBefore));
    const is = timeline === DECLARED ? declared.map((span) => resolvedEdge(span, resolve)) : observed(stated(resolve));
    // Kept spans know when they were recorded; those computed here do not.
    const kept = new Map((await spansOf(query, was)).map((span) => [placeOf(span), span]));
    const now = new Map(is.map((span) => [placeOf(span), span]));
    // What was declared of the other name, too, is there already and gives its place to what moves there.
    if (timeline === DECLARED)
      for (const span of await spansOf(query, is)) if (now.has(placeOf(span))) kept.set(placeOf(span), span);
    const places = [...new Set([...kept.keys(), ...now.keys()])];
    await changeSpans(
      query,
      places.map((place) => ({ was: kept.get(place), is: now.get(place) })),
      recordedAt,
    );
  }
}

const placeOf = (span: Span): string => `${edgeKeyOf(span)} ${span.validFrom}`;
