import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Place } from '../../platform/database.ts';
import { silentLog } from '../../platform/log.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';

/** A suite with a Postgres of its own, so that suites that run at once do not see each other's data. */
export function describeWithPostgres(name: string, suite: (postgres: () => PostgresServer) => void): void {
  // jest-setup.ts sets it, and says loudly why where it does not.
  if (process.env.HEADWATER_TEST_POSTGRES !== 'available') {
    describe.skip(`${name} (left out: no Postgres here)`, () => suite(() => ({}) as PostgresServer));
    return;
  }
  describe(name, () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    }, 120_000);
    afterAll(() => server?.stop(), 60_000);
    suite(() => server);
  });
}

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
