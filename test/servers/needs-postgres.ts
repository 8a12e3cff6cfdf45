import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Place } from '../../platform/database.ts';
import { silentLog } from '../../platform/log.ts';
import { needing } from './needs.ts';
import { startPostgres } from './postgres.ts';

/** A suite with a Postgres of its own. */
export const describeWithPostgres = needing({
  name: 'POSTGRES',
  start: () => startPostgres(),
  stop: (server) => server.stop(),
  patience: 120_000,
});

/** Where tables may be kept, empty at first. */
export interface EmptyPlace {
  place: Place;
  remove(): void;
}

/** A suite that SQLite and Postgres must both pass. */
export function onEachDatabase(suite: (name: string, empty: () => Promise<EmptyPlace>) => void): void {
  suite('SQLite', async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-sqlite-'));
    return {
      place: { dataDirectory, log: silentLog() },
      remove: () => rmSync(dataDirectory, { recursive: true }),
    };
  });
  describeWithPostgres('in a real Postgres', (postgres) =>
    suite('Postgres', async () => ({
      place: { dataDirectory: '', databaseUrl: await postgres().newDatabase(), log: silentLog() },
      remove: () => {},
    })),
  );
}
