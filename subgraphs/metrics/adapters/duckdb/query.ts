import type { DuckDBConnection } from '@duckdb/node-api';

export async function rowsOf<Row>(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJS() as unknown as Row[];
}

/** A whole number in the text of a statement. */
export const whole = (value: number): string => `${Math.trunc(value)}::bigint`;
