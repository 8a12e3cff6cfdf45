import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { incidentStoreContract } from '../ports/incident-store.contract.ts';
import { sqliteIncidentStore } from './sqlite.ts';

incidentStoreContract('SQLite', () => {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-incidents-'));
  return { open: () => sqliteIncidentStore(directory), remove: () => rmSync(directory, { recursive: true }) };
});
