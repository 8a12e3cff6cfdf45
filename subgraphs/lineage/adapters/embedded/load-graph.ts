import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Graph } from './graph.ts';
import { roleOf } from './roles.ts';
import type { Database } from './rows.ts';

/** Makes the graph from what is kept. */
export async function loadGraph(database: Database, graph: Graph): Promise<void> {
  for await (const { id } of database.selectFrom('assets').select('id').orderBy('node').stream())
    graph.nodeOf(id as AssetId);
  for await (const row of database.selectFrom('edges').selectAll().stream())
    graph.add({
      timeline: row.timeline,
      from: row.from_node,
      to: row.to_node,
      role: roleOf(row.role),
      validFrom: row.valid_from,
      validTo: row.valid_to,
      source: row.source,
      transformation: row.transformation,
      recordedAt: row.recorded_at,
    });
}
