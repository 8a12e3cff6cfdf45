import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Edge } from '../../domain/edge.ts';
import { featurePrefixOf, type Resolve, resolvedEdge } from '../../domain/identity.ts';
import type { EdgeSets } from './edge-sets.ts';
import type { Graph } from './graph.ts';
import type { Database } from './rows.ts';
import type { SpanChanges } from './span-changes.ts';
import { WorkingTimeline } from './working-timeline.ts';

/** A timeline that states an edge of an asset, with the ends of the edges that it states now. */
interface AffectedTimeline {
  timeline: number;
  ends: AssetId[];
  /** Its spans where stewards declare them; null where runs or static events state them. */
  declared: Edge[] | null;
}

/** The timelines that state edges of these assets or of their features. */
export async function timelinesAround(
  database: Database,
  graph: Graph,
  ids: readonly AssetId[],
): Promise<AffectedTimeline[]> {
  const features = await Promise.all(ids.map((id) => featuresOf(database, id)));
  const nodes = [...ids, ...features.flat()].map((id) => graph.assets.find(id)).filter((node) => node !== undefined);
  const timelines = new Set(nodes.flatMap((node) => [...graph.timelinesAt(node)]));
  return [...timelines].map((timeline) => {
    const edges = [...graph.edgesOfTimeline(timeline)].map((edge) => graph.edge(edge));
    return {
      timeline,
      ends: edges.flatMap(({ from, to }) => [from, to]),
      declared: graph.isDeclared(timeline) ? edges : null,
    };
  });
}

async function featuresOf(database: Database, id: AssetId): Promise<AssetId[]> {
  const prefix = featurePrefixOf(id);
  if (!prefix) return [];
  // Names are percent-encoded: every character of an id comes before the tilde's successor.
  const found = await database
    .selectFrom('assets')
    .select('id')
    .where('id', '>=', prefix)
    .where('id', '<', `${prefix}\u007f`)
    .execute();
  return found.map((row) => row.id as AssetId);
}

/** Makes timelines anew, their edges between the assets that the ids stand for now. */
export async function rebuildTimelines(
  database: Database,
  affected: readonly AffectedTimeline[],
  sets: EdgeSets,
  spans: SpanChanges,
  resolve: Resolve,
): Promise<void> {
  for (const { timeline, declared } of new Map(affected.map((each) => [each.timeline, each])).values()) {
    if (declared) {
      for (const span of declared) {
        const moved = resolvedEdge(span, resolve);
        if (moved !== span) spans.moveDeclared(span, moved);
      }
      continue;
    }
    const parts = await database.selectFrom('parts').selectAll().where('timeline', '=', timeline).execute();
    await sets.load(
      database,
      parts.map(({ edge_set }) => edge_set),
    );
    const working = new WorkingTimeline(resolve);
    for (const { time, source, edge_set } of parts) working.place(time, source, sets.get(edge_set));
    spans.rebuild(timeline, working.all());
  }
}
