import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { silentLog } from '../../../platform/log.ts';
import { incidentStoreIn } from '../adapters/sql.ts';
import { openIncidentDatabase } from '../adapters/sql-database.ts';
import { DEFAULT_ESCALATION } from '../domain/escalation.ts';
import { alert, call, cause, day, incident, ORDERS } from '../domain/fixtures.contract.ts';
import { Batch } from './batch.ts';
import { moveAlert } from './move-alert.ts';

const NOW = day(4);
let directory: string;
let database: Awaited<ReturnType<typeof openIncidentDatabase>>;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-move-'));
  database = await openIncidentDatabase({ dataDirectory: directory, log: silentLog() });
});
afterEach(async () => {
  await database.close();
  rmSync(directory, { recursive: true });
});

it('leaves an incident called for whom the alert that goes had called, and calls them for the other trouble', async () => {
  const store = incidentStoreIn(database, { dataDirectory: directory, log: silentLog() });
  const called = call();
  const alerts = [alert(), alert({ id: 'alert/2' })];
  await store.keep({ incidents: [incident({ firing: 2, calls: [called] })], alerts });
  const batch = new Batch({ store, escalation: DEFAULT_ESCALATION }, NOW);
  const occasion = { cause: 'context alert/1', time: NOW, recordedAt: NOW };
  await moveAlert(store, batch, alert({ cause: cause(ORDERS) }), 'incident/2', null, occasion);
  const after = new Map(batch.effects().incidents?.map(({ id, calls }) => [id, calls]));
  expect(after.get('incident/1')).toEqual([{ ...called, isStanding: false }]);
  expect(after.get('incident/2')).toMatchObject([{ audience: 'ON_CALL', alert: 'alert/1', isStanding: true }]);
});
