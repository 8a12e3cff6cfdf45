import type { Database } from 'better-sqlite3';

/** Pages of 4 kB that gather in the write-ahead log: pages that many transactions touch are copied once for all of them. */
const LOG_PAGES = 8_000;

/**
 * What every connection to a file keeps to. Write-ahead log with full synchronisation: what a transaction committed
 * survives kill -9 and power loss.
 */
export function configure(file: Database): void {
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  file.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
}
