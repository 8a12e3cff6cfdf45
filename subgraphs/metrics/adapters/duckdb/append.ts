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
  UTINYINT,
  VARCHAR,
} from '@duckdb/node-api';
import type { Measurement } from '../../domain/measurement.ts';
import { KINDS, kindOf } from '../kinds.ts';
import { type Detail, numbersOf } from './rows.ts';
import type { Series } from './series.ts';

/** Rows of a DuckDB vector. */
const CHUNK_ROWS = 2048;

/** A measurement as the next point of a series. */
export interface NewPoint {
  measurement: Measurement;
  series: number;
  sequence: number;
}

const POINT_TYPES = [INTEGER, BIGINT, BIGINT, BIGINT, BIGINT, UTINYINT, DOUBLE, DOUBLE, DOUBLE, DOUBLE];
const DETAIL_TYPES = [BIGINT, VARCHAR, LIST(INTEGER), LIST(DOUBLE), DOUBLE, VARCHAR, BIGINT];
const SERIES_TYPES = [INTEGER, VARCHAR, VARCHAR, VARCHAR, VARCHAR];

/** Column by column, for each row of values made into an array would cost as much as all else. */
export async function appendPoints(connection: DuckDBConnection, points: readonly NewPoint[]): Promise<void> {
  const appender = await connection.createAppender('points');
  const chunk = DuckDBDataChunk.create(POINT_TYPES);
  for (let start = 0; start < points.length; start += CHUNK_ROWS) {
    chunk.reset();
    chunk.rowCount = Math.min(CHUNK_ROWS, points.length - start);
    fill(chunk, points, start);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

function fill(chunk: DuckDBDataChunk, points: readonly NewPoint[], start: number): void {
  const columns = POINT_TYPES.map((_, column) => chunk.getColumnVector(column));
  const set = (column: number, row: number, value: DuckDBValue) => columns[column]?.setItem(row, value);
  for (let row = 0; row < chunk.rowCount; row++) {
    const { measurement, series, sequence } = points[start + row] as NewPoint;
    const { end, duration, recordedAt, components } = measurement;
    const kind = kindOf(components);
    const [sum, count, minimum, maximum] = numbersOf(components, kind);
    set(0, row, series);
    set(1, row, BigInt(end));
    set(2, row, BigInt(duration));
    set(3, row, BigInt(sequence));
    set(4, row, BigInt(recordedAt));
    set(5, row, KINDS.indexOf(kind));
    set(6, row, sum);
    set(7, row, count);
    set(8, row, minimum);
    set(9, row, maximum);
  }
  for (const column of columns) column.flush();
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

async function appendRows(
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
