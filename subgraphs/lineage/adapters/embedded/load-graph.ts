import { sql } from 'kysely';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Graph, Span } from './graph.ts';
import { roleOf } from './roles.ts';
import type { Database } from './rows.ts';
import type { EdgeRow, SupersededRow } from './tables.ts';

/** Rows fetched at a time: one by one costs twice as much, all at once more memory than the graph itself. */
const CHUNK = 50_000;

/** Makes the graph from what is kept. */
export async function loadGraph(database: Database, graph: Graph): Promise<void> {
  let asset: { node: number; id: string } | undefined;
  do {
    const assets = await assetsAfter(database, asset?.node ?? -1);
    for (const { id } of assets) graph.nodeOf(id as AssetId);
    asset = assets.at(-1);
  } while (asset);
  let edge: EdgeRow | undefined;
  do {
    const edges = await edgesAfter(database, edge);
    for (const row of edges) graph.add(spanOf(row));
    edge = edges.at(-1);
  } while (edge);
  let before: SupersededRow | undefined;
  do {
    const found = await supersededAfter(database, before);
    for (const row of found) graph.addSuperseded(spanOf(row), row.superseded_at);
    before = found.at(-1);
  } while (before);
}

const assetsAfter = (database: Database, node: number) =>
  database.selectFrom('assets').select(['node', 'id']).where('node', '>', node).orderBy('node').limit(CHUNK).execute();

async function edgesAfter(database: Database, last: EdgeRow | undefined): Promise<EdgeRow[]> {
  const key = sql`(timeline, from_node, to_node, role, valid_from)`;
  const after = last
    ? sql`where ${key} > (${last.timeline}, ${last.from_node}, ${last.to_node}, ${last.role}, ${last.valid_from})`
    : sql``;
  const found = await sql<EdgeRow>`
    select * from edges ${after} order by timeline, from_node, to_node, role, valid_from limit ${CHUNK}
  `.execute(database);
  return found.rows;
}

async function supersededAfter(database: Database, last: SupersededRow | undefined): Promise<SupersededRow[]> {
  const key = sql`(timeline, from_node, to_node, role, valid_from, superseded_at)`;
  const after = last
    ? sql`where ${key} > (${last.timeline}, ${last.from_node}, ${last.to_node}, ${last.role}, ${last.valid_from}, ${last.superseded_at})`
    : sql``;
  const found = await sql<SupersededRow>`
    select * from superseded_edges ${after}
    order by timeline, from_node, to_node, role, valid_from, superseded_at limit ${CHUNK}
  `.execute(database);
  return found.rows;
}

export const spanOf = (row: EdgeRow): Span => ({
  timeline: row.timeline,
  from: row.from_node,
  to: row.to_node,
  role: roleOf(row.role),
  validFrom: row.valid_from,
  validTo: row.valid_to,
  source: row.source,
  transformation: row.transformation,
  recordedAt: row.recorded_at,
  reason: row.reason,
  retracted: row.retracted === 1,
});
