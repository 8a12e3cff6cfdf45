import { sql } from 'kysely';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import { compareText } from '../../domain/edge.ts';
import type { Graph, GraphTime } from './graph.ts';
import type { Database } from './rows.ts';

/** Ids that begin with a text, after one of them, in order. */
export async function assetsFrom(
  database: Database,
  prefix: string,
  after: AssetId | null,
  most: number,
): Promise<AssetId[]> {
  const { rows } = await sql<{ id: AssetId }>`
    select id from assets where id > ${after ?? prefix} and id < ${`${prefix}\u{10ffff}`} order by id limit ${most}
  `.execute(database);
  return rows.map(({ id }) => id);
}

export function feedersOf(graph: Graph, ids: readonly AssetId[], time: GraphTime): Map<AssetId, AssetId[]> {
  const found = new Map<AssetId, AssetId[]>();
  for (const id of ids) {
    const node = graph.assets.find(id);
    if (node === undefined) continue;
    const feeders = new Set<AssetId>();
    graph.visit(node, { direction: 'upstream', columns: false, indirect: true }, time, (other) => {
      feeders.add(graph.assets.valueOf(other));
    });
    if (feeders.size > 0) found.set(id, [...feeders].sort(compareText));
  }
  return found;
}
