import { existsSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { CommandFailure, EXIT } from '../failure.ts';

/** A file open for profiling. */
export interface ProfiledFile {
  path: string;
  rows: number;
  columns: { name: string; numeric: boolean }[];
  /** Rows of a query over the view `file`. */
  query(sql: string): Promise<Record<string, unknown>[]>;
  close(): void;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Opens a CSV or Parquet file as the view `file`. */
export async function openFile(path: string): Promise<ProfiledFile> {
  if (!existsSync(path)) throw new CommandFailure(EXIT.usage, `no file ${path}`);
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB' });
  const connection = await instance.connect();
  const query = async (sql: string) =>
    (await connection.runAndReadAll(sql)).getRowObjectsJS() as Record<string, unknown>[];
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await connection.run(`CREATE VIEW file AS SELECT * FROM ${readerOf(path)}(${literal(path)})`);
    const [counted] = await query('SELECT count(*)::DOUBLE AS rows FROM file');
    const described = await query('DESCRIBE file');
    const columns = described.map(({ column_name, column_type }) => ({
      name: String(column_name),
      numeric: /INT|DOUBLE|FLOAT|DECIMAL|REAL/.test(String(column_type)),
    }));
    return { path, rows: Number(counted?.rows), columns, query, close };
  } catch (cause) {
    close();
    if (cause instanceof CommandFailure) throw cause;
    throw new CommandFailure(EXIT.usage, `cannot read ${path}: ${(cause as Error).message.split('\n')[0]}`);
  }
}

function readerOf(path: string): string {
  if (/\.parquet$/i.test(path)) return 'read_parquet';
  if (/\.(csv|tsv|txt)(\.gz)?$/i.test(path)) return 'read_csv_auto';
  throw new CommandFailure(EXIT.usage, `${path} is neither .csv, .csv.gz nor .parquet`);
}
