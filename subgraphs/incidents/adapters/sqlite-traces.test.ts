import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { traceStoreContract } from '../ports/trace-store.contract.ts';
import { sqliteTraceStore } from './sqlite-traces.ts';

traceStoreContract('SQLite', () => {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-traces-'));
  return {
    open: (limit: number) => sqliteTraceStore(directory, limit),
    remove: () => rmSync(directory, { recursive: true }),
  };
});
