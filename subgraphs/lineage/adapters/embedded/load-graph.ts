import Database from 'better-sqlite3';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { Graph, type Span } from './graph.ts';
import type { KeptGraph } from './graph-file.ts';
import { roleOf } from './roles.ts';

/** Rows fetched at a time: one by one costs more time, and many more live on in memory than are at work. */
const CHUNK = 2_000;

const KEY = ['timeline', 'from_node', 'to_node', 'role', 'valid_from'] as const;

/** A row of `edges` or `superseded_edges` in the order that `rowsOf` asks for. */
type Cells = [
  ...[timeline: number, from: number, to: number, role: number, validFrom: Instant, supersededAt: Instant],
  ...[validTo: Instant | null, source: string | null, transformation: string | null, recordedAt: Instant],
  ...[reason: string | null, retracted: number],
];

/**
 * Makes the graph from what was kept of it, or else from the database. By a connection of its own, whose rows are plain
 * arrays: at millions of edges objects by name cost a third more, and what the connection read is given back at the end.
 */
export function loadGraph(path: string, kept: KeptGraph | null): Graph {
  const file = new Database(path, { readonly: true });
  try {
    return kept?.resume(assetsOf(file)) ?? madeAgain(file);
  } finally {
    kept?.close();
    file.close();
  }
}

function madeAgain(file: Database.Database): Graph {
  const graph = new Graph();
  for (const id of assetsOf(file)) graph.nodeOf(id);
  const span = emptySpan();
  for (const chunk of rowsOf(file, 'edges'))
    for (const cells of chunk) {
      fill(span, cells);
      graph.add(span);
    }
  for (const chunk of rowsOf(file, 'superseded_edges'))
    for (const cells of chunk) {
      fill(span, cells);
      graph.addSuperseded(span, cells[5]);
    }
  graph.trim();
  return graph;
}

function* assetsOf(file: Database.Database): Generator<AssetId> {
  const some = file
    .prepare<[number, number], AssetId>('select id from assets where node >= ? order by node limit ?')
    .pluck();
  // Nodes are counted from 0 without a gap.
  for (let node = 0, chunk = some.all(node, CHUNK); chunk.length > 0; chunk = some.all(node, CHUNK)) {
    yield* chunk;
    node += chunk.length;
  }
}

function* rowsOf(file: Database.Database, table: 'edges' | 'superseded_edges'): Generator<Cells[]> {
  const superseded = table === 'superseded_edges';
  const key = superseded ? [...KEY, 'superseded_at'] : [...KEY];
  const order = key.join(', ');
  const some = file
    .prepare<number[], Cells>(
      `select ${KEY.join(', ')}, ${superseded ? 'superseded_at' : '0'},
         valid_to, source, transformation, recorded_at, reason, retracted
       from ${table} where (${order}) > (${key.map(() => '?').join(', ')}) order by ${order} limit ${CHUNK}`,
    )
    .raw();
  let last: number[] = key.map(() => -Number.MAX_SAFE_INTEGER);
  for (let chunk = some.all(...last); chunk.length > 0; chunk = some.all(...last)) {
    yield chunk;
    last = (chunk.at(-1) as Cells).slice(0, key.length) as number[];
  }
}

const emptySpan = (): Span => ({
  ...{ timeline: 0, from: 0, to: 0, role: roleOf(0), validFrom: 0, validTo: null, source: null },
  ...{ transformation: null, recordedAt: 0, reason: null, retracted: false },
});

/** One object for all rows: the graph takes what it needs of a span, and millions of objects cost more than the reading. */
function fill(span: Span, cells: Cells): void {
  span.timeline = cells[0];
  span.from = cells[1];
  span.to = cells[2];
  span.role = roleOf(cells[3]);
  span.validFrom = cells[4];
  span.validTo = cells[6];
  span.source = cells[7];
  span.transformation = cells[8];
  span.recordedAt = cells[9];
  span.reason = cells[10];
  span.retracted = cells[11] === 1;
}
