import { existsSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { CommandFailure, EXIT } from '../failure.ts';

export interface Column {
  name: string;
  /** As DuckDB names it, such as `TIMESTAMP WITH TIME ZONE`. */
  type: string;
}

/** A file open for profiling. */
export interface ProfiledFile {
  path: string;
  rows: number;
  columns: Column[];
  /** Rows of a query over the view `file`. */
  query(sql: string): Promise<Record<string, unknown>[]>;
  close(): void;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Opens a CSV or Parquet file as the view `file`; `nulls` are the texts that stand for no value in a CSV. */
export async function openFile(path: string, nulls: readonly string[]): Promise<ProfiledFile> {
  if (!existsSync(path)) throw new CommandFailure(EXIT.usage, `there is no file ${path}`);
  const reader = readerOf(path, nulls);
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB' });
  const connection = await instance.connect();
  const query = async (sql: string) => {
    try {
      return (await connection.runAndReadAll(sql)).getRowObjectsJS() as Record<string, unknown>[];
    } catch (cause) {
      throw new CommandFailure(EXIT.usage, `cannot read ${path}: ${(cause as Error).message.split('\n')[0]}`);
    }
  };
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await query(`CREATE VIEW file AS SELECT * FROM ${reader}`);
    const [counted] = await query('SELECT count(*)::DOUBLE AS rows FROM file');
    const described = await query('DESCRIBE file');
    const columns = described.map(({ column_name, column_type }) => ({
      name: String(column_name),
      type: String(column_type),
    }));
    return { path, rows: Number(counted?.rows), columns, query, close };
  } catch (failure) {
    close();
    throw failure;
  }
}

function readerOf(path: string, nulls: readonly string[]): string {
  if (/\.parquet$/i.test(path)) return `read_parquet(${literal(path)})`;
  if (!/\.(csv|tsv|txt)(\.gz)?$/i.test(path))
    throw new CommandFailure(EXIT.usage, `${path} is neither .csv, .csv.gz nor .parquet`);
  // Types from every row, not from the first ones: a text at the end would fail half way through.
  return `read_csv(${literal(path)}, header = true, sample_size = -1, nullstr = [${['', ...nulls].map(literal).join(', ')}])`;
}
