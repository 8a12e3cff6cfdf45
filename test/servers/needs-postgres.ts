import { silentLog } from '../../platform/log.ts';
import { type EmptyPlace, emptyFolder } from './empty-place.ts';
import { needing } from './needs.ts';
import { startPostgres } from './postgres.ts';

/** A suite with a Postgres of its own. */
export const describeWithPostgres = needing({
  name: 'POSTGRES',
  start: () => startPostgres(),
  stop: (server) => server.stop(),
  patience: 120_000,
});

/** A suite that SQLite and Postgres must both pass. */
export function onEachDatabase(suite: (name: string, empty: () => Promise<EmptyPlace>) => void): void {
  suite('SQLite', emptyFolder);
  describeWithPostgres('in a real Postgres', (postgres) =>
    suite('Postgres', async () => ({
      place: { dataDirectory: '', databaseUrl: await postgres().newDatabase(), log: silentLog() },
      remove: () => {},
    })),
  );
}
