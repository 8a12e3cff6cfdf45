import { existsSync, renameSync, rmSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { StartRefused } from '../../../../platform/errors.ts';
import { rowsOf } from './query.ts';

/**
 * Memory and threads are held low: the store shares one process and two cores with everything else. The log is copied into
 * the file at 64 MB, some 800,000 points, and not at DuckDB's own 16: what is appended last is then written again less often.
 */
const SETTINGS = { memory_limit: '192MB', threads: '2', checkpoint_threshold: '64MB' };

/** A file of fewer blocks, of a quarter of a megabyte each, is not worth copying. */
const LEAST_BLOCKS = 16;

/**
 * Opens a file. DuckDB uses the room of what was removed again but keeps the file as large as it ever was, so that one
 * that is half empty is copied first. @throws StartRefused when it is no database.
 */
export async function openFile(file: string): Promise<DuckDBInstance> {
  const copy = `${file}.copy`;
  // What a crash left of a copy is in the file still.
  rmSync(copy, { force: true });
  const isOld = existsSync(file);
  const instance = await openInstance(file);
  if (!isOld || !(await isHalfEmpty(instance))) return instance;
  await copyTo(instance, copy);
  instance.closeSync();
  renameSync(copy, file);
  return openInstance(file);
}

const openInstance = (file: string): Promise<DuckDBInstance> =>
  DuckDBInstance.create(file, SETTINGS).catch((cause) => {
    throw new StartRefused(`${file} cannot be opened: ${(cause as Error).message}`, { cause });
  });

async function isHalfEmpty(instance: DuckDBInstance): Promise<boolean> {
  const connection = await instance.connect();
  await connection.run('checkpoint');
  const [size] = await rowsOf<{ free: number; total: number }>(
    connection,
    'select sum(free_blocks)::double as free, sum(total_blocks)::double as total from pragma_database_size()',
  );
  connection.closeSync();
  return size !== undefined && size.total >= LEAST_BLOCKS && size.free > size.total / 2;
}

async function copyTo(instance: DuckDBInstance, copy: string): Promise<void> {
  const connection = await instance.connect();
  const [current] = await rowsOf<{ name: string }>(connection, 'select current_database() as name');
  await connection.run(`attach '${copy.replaceAll("'", "''")}' as copied`);
  await connection.run(`copy from database "${current?.name}" to copied`);
  await connection.run('detach copied');
  connection.closeSync();
}
