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
  let place = 0;
  do {
    const found = await supersededAfter(database, place);
    for (const row of found) graph.addSuperseded(spanOf(row), row.superseded_at);
    place = found.at(-1)?.rowid ?? 0;
  } while (place);
}

async function supersededAfter(database: Database, place: number): Promise<(SupersededRow & { rowid: number })[]> {
  const found = await sql<SupersededRow & { rowid: number }>`
    select rowid, * from superseded_edges where rowid > ${place} order by rowid limit ${CHUNK}
  `.execute(database);
  return found.rows;
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

const spanOf = (row: EdgeRow): Span => ({
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
