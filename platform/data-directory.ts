import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { StartRefused } from './errors.ts';

/** A data directory that this process alone may use until it is released or the process ends. */
export interface DataDirectory {
  path: string;
  release(): void;
}

/**
 * Makes the directory and locks it. The lock is SQLite's own on a file in it, which the system releases with the
 * process, so that kill -9 leaves nothing to clean up.
 * @throws StartRefused naming the process that holds it.
 */
export function claimDataDirectory(path: string): DataDirectory {
  mkdirSync(path, { recursive: true });
  const holder = join(path, 'process.pid');
  const lock = new Database(join(path, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if ((cause as { code?: string }).code !== 'SQLITE_BUSY') throw cause;
    throw new StartRefused(
      `the data directory ${path} is in use by process ${holderOf(holder)}; stop it, or set HEADWATER_DATA_DIR to another directory`,
    );
  }
  writeFileSync(holder, String(process.pid));
  return { path, release: () => lock.close() };
}

function holderOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '(unknown)';
  }
}
