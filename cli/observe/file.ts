import { existsSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { CommandFailure, EXIT } from '../failure.ts';
import { withProgress } from './progress.ts';
import { readerOf, readFailure } from './reader.ts';

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

/** Opens a CSV or Parquet file as the view `file`; `nulls` are the texts that stand for no value in a CSV. */
export async function openFile(path: string, nulls: readonly string[]): Promise<ProfiledFile> {
  if (!existsSync(path)) throw new CommandFailure(EXIT.usage, `there is no file ${path}`);
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB' });
  const connection = await instance.connect();
  // So that it says how far it is, and not by itself.
  await connection.run('SET enable_progress_bar = true; SET enable_progress_bar_print = false');
  const query = async (sql: string) => {
    try {
      const read = () => connection.runAndReadAll(sql);
      const result = await withProgress(() => connection.progress.percentage, read);
      return result.getRowObjectsJS() as Record<string, unknown>[];
    } catch (cause) {
      throw readFailure(path, (cause as Error).message);
    }
  };
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await query(`CREATE VIEW file AS SELECT * FROM ${await readerOf(path, nulls, query)}`);
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
