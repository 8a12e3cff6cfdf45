import {
  DuckDBBlobValue,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBListValue,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';

/** The rows of a statement as objects: lists as arrays, blobs as bytes, big integers as they are. */
export async function rowsOf<Row>(
  connection: DuckDBConnection,
  sql: string,
  parameters?: Record<string, DuckDBValue>,
): Promise<Row[]> {
  const result = await connection.run(sql, parameters);
  const names = result.columnNames();
  const chunks = await result.fetchAllChunks();
  return chunks.flatMap((chunk) => rowsIn(chunk, names)) as Row[];
}

// The driver's own rows go value by value through a converter for each, which takes ten times as long.
function rowsIn(chunk: DuckDBDataChunk, names: readonly string[]): Record<string, unknown>[] {
  const { rowCount } = chunk;
  // Copies of one object with all its fields, so that none has to grow.
  const empty = Object.fromEntries(names.map((name): [string, unknown] => [name, null]));
  const rows = Array.from({ length: rowCount }, () => ({ ...empty }));
  for (const [column, name] of names.entries()) {
    const vector = chunk.getColumnVector(column);
    const isPlain = !NESTED.has(vector.type.typeId);
    for (const [place, row] of rows.entries()) {
      const value = vector.getItem(place);
      row[name] = isPlain ? value : plain(value);
    }
  }
  return rows;
}

/** Types whose values the driver wraps. */
const NESTED: ReadonlySet<DuckDBTypeId> = new Set([DuckDBTypeId.LIST, DuckDBTypeId.BLOB]);

function plain(value: DuckDBValue): unknown {
  if (value instanceof DuckDBListValue) return value.items;
  return value instanceof DuckDBBlobValue ? value.bytes : value;
}

/** A whole number in the text of a statement. */
export const whole = (value: number): string => `${Math.trunc(value)}::bigint`;

/** More runs of ids than that are told one by one. */
const MOST_RUNS = 16;

/** Ids that follow one another are one condition; those of a metric with many series mostly do. */
export function oneOf(ids: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const id of ids.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && id === last[1] + 1) last[1] = id;
    else runs.push([id, id]);
  }
  return runs.length <= MOST_RUNS
    ? `(${runs.map(([from, to]) => `series between ${from} and ${to}`).join(' or ')})`
    : `series in (${ids.join(', ')})`;
}
