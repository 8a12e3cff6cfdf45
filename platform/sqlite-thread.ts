/**
 * A thread that writes one SQLite file. Told statements, it carries them out in the transaction that is open, or in a
 * new one; what comes last of a transaction says so. A fault is told back and leaves the transaction to be rolled back.
 */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { configure } from './sqlite-settings.ts';

export interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

/** What the thread is told; it answers each in turn. */
export interface Order {
  statements: readonly Statement[];
  end: 'commit' | 'rollback' | null;
}

/** The rows of the last statement, or what went wrong. */
export type Answer = { rows: unknown[] } | { fault: { message: string; code: string | undefined } };

const file = new Database(workerData.path);
configure(file);
const prepared = new Map<string, Database.Statement<unknown[]>>();
/** More texts than any writer has. */
const MOST_PREPARED = 500;

parentPort?.on('message', (order: Order | null) => {
  if (order) parentPort?.postMessage(answered(order));
  else {
    file.close();
    parentPort?.close();
  }
});

function answered(order: Order): Answer {
  try {
    return { rows: carriedOut(order) };
  } catch (fault) {
    const { message, code } = fault as Error & { code?: string };
    return { fault: { message, code } };
  }
}

function carriedOut({ statements, end }: Order): unknown[] {
  if (end === 'rollback') {
    if (file.inTransaction) file.exec('rollback');
    return [];
  }
  if (!file.inTransaction) file.exec('begin immediate');
  let rows: unknown[] = [];
  for (const { sql, parameters } of statements) {
    const statement = statementOf(sql);
    rows = statement.reader ? statement.all(...parameters) : [];
    if (!statement.reader) statement.run(...parameters);
  }
  if (end === 'commit') file.exec('commit');
  return rows;
}

function statementOf(sql: string): Database.Statement<unknown[]> {
  const known = prepared.get(sql);
  if (known) return known;
  if (prepared.size >= MOST_PREPARED) prepared.clear();
  const statement = file.prepare<unknown[]>(sql);
  prepared.set(sql, statement);
  return statement;
}
