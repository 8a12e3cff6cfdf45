import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api';
import { CHUNK_ROWS, type NewPoints, PointColumns } from './point-columns.ts';
import type { Detail } from './rows.ts';
import type { Series } from './series.ts';

/** Points that are appended before others get their turn. */
const POINTS_AT_ONCE = 16 * CHUNK_ROWS;

const DETAIL_TYPES = [BIGINT, VARCHAR, LIST(INTEGER), LIST(DOUBLE), DOUBLE, VARCHAR, BIGINT];
const SERIES_TYPES = [INTEGER, VARCHAR, VARCHAR, VARCHAR, VARCHAR];

/** Inside a transaction of the caller. */
export async function appendPoints(connection: DuckDBConnection, points: NewPoints): Promise<void> {
  const appender = await connection.createAppender('points');
  const columns = new PointColumns();
  for (let start = 0; start < points.measurements.length; start += CHUNK_ROWS) {
    if (start > 0 && start % POINTS_AT_ONCE === 0) {
      appender.flushSync();
      await nextTurn();
    }
    appender.appendDataChunk(columns.chunkOf(points, start));
  }
  appender.closeSync();
}

export const appendSeries = (connection: DuckDBConnection, series: readonly Series[]): Promise<void> =>
  appendRows(
    connection,
    'series',
    SERIES_TYPES,
    series.map(({ id, name, fingerprint, asset, dimensions }) => [id, name, fingerprint, asset, dimensions]),
  );

/** Through a table of its own: an appender fills every column of a table, and the one of earlier versions stays empty. */
export async function appendDetails(connection: DuckDBConnection, details: readonly Detail[]): Promise<void> {
  if (details.length === 0) return;
  await connection.run(
    `create temp table if not exists new_details as
       select sequence, bins, places, counts, squares, traces, first_recorded_at from details limit 0`,
  );
  const rows = details.map(({ sequence, bins, places, counts, squares, traces, first_recorded_at: first }) => [
    BigInt(sequence),
    bins,
    places && listValue(places),
    counts && listValue(counts),
    squares,
    traces,
    first === null ? null : BigInt(first),
  ]);
  await appendRows(connection, 'new_details', DETAIL_TYPES, rows);
  await connection.run('insert into details by name from new_details; truncate new_details');
}

export async function appendRows(
  connection: DuckDBConnection,
  table: string,
  types: DuckDBType[],
  rows: DuckDBValue[][],
): Promise<void> {
  if (rows.length === 0) return;
  const appender = await connection.createAppender(table);
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    const chunk = DuckDBDataChunk.create(types);
    chunk.setRows(rows.slice(start, start + CHUNK_ROWS));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
