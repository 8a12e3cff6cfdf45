import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { type Edge, isColumnLevel } from '../../domain/edge.ts';
import { joinedEdgesAt } from '../../domain/joined.ts';
import { EDGE_COLUMNS, type EdgeRow, EVERY_SPAN, EVERY_SPAN_EVER, edgeOf, KNOWN_THEN, walkedTypes } from './edges.ts';
import type { Query } from './session.ts';
import { standing } from './standing.ts';

interface GraphTime {
  asOf: Instant;
  /** Null for as it is known now. */
  knownAt: Instant | null;
}

/** Assets that feed those of a layer, each with the first of them by id. */
const layerQuery = (columns: boolean, ever: boolean): string => `UNWIND $layer AS id
  MATCH (to:Asset {id: id})<-[feeds:${walkedTypes(columns, ever)}]-(from) WHERE ${standing(ever)}
  RETURN from.id AS id, min(to.id) AS nearer`;

/** Every span between pairs of assets, valid or not, for a reader to join. */
const spansBetweenQuery = (ever: boolean): string => `UNWIND $pairs AS pair
  MATCH (to:Asset {id: pair[1]})<-[feeds:${ever ? EVERY_SPAN_EVER : EVERY_SPAN}]-(from:Asset {id: pair[0]})
  ${ever ? `WHERE ${KNOWN_THEN}` : ''} RETURN ${EDGE_COLUMNS}`;

/**
 * The shortest chain of edges, of several the first by the ids on the way and then by role; a null chain is none.
 * Layer by layer upstream, for fewer feed an asset than it feeds: the database's own search of shortest paths counts
 * every chain, which in five layers of forty columns are a hundred million.
 */
export async function findShortestPath(
  query: Query,
  from: AssetId,
  to: AssetId,
  time: GraphTime,
): Promise<{ chain: Edge[] | null }> {
  const columns = [from, to].some((id) => id.startsWith('feature/'));
  const nearest = await stepsTowards(query, from, to, columns, time);
  if (!nearest) return { chain: null };
  const pairs: [AssetId, AssetId][] = [];
  for (let id = from; id !== to; ) {
    const next = nearest.get(id) as AssetId;
    pairs.push([id, next]);
    id = next;
  }
  const rows = await query<EdgeRow>(spansBetweenQuery(time.knownAt !== null), { pairs, ...time });
  const edges = Map.groupBy(joinedEdgesAt(rows.map(edgeOf), time.asOf), (edge) => edge.from);
  const chain = pairs.map(([id]) => edges.get(id)?.find((edge) => columns || !isColumnLevel(edge)));
  // A batch between the two reads may have ended an edge.
  return chain.every((edge) => edge !== undefined) ? { chain } : findShortestPath(query, from, to, time);
}

/** Of each asset met on the way back from `to` the next one towards it; null when `from` is not met. */
async function stepsTowards(
  query: Query,
  from: AssetId,
  to: AssetId,
  columns: boolean,
  time: GraphTime,
): Promise<Map<AssetId, AssetId> | null> {
  const next = new Map<AssetId, AssetId>();
  let layer = [to];
  while (layer.length > 0) {
    const feeding = await query<{ id: AssetId; nearer: AssetId }>(layerQuery(columns, time.knownAt !== null), {
      layer,
      ...time,
    });
    const found = feeding.filter(({ id }) => id !== to && !next.has(id));
    for (const { id, nearer } of found) next.set(id, nearer);
    if (next.has(from)) return next;
    layer = found.map(({ id }) => id);
  }
  return null;
}
