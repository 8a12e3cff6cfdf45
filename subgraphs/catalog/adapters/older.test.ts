import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { silentLog } from '../../../platform/log.ts';
import { openCatalogStore } from './sql.ts';

/** The tables as they were before history, expressions and search. */
const FIRST_SCHEMA = `
  create table entries (
    kind text not null, name text not null, version integer not null, revision integer not null,
    fingerprint text, document text not null, primary key (kind, name, version, revision)
  ) strict, without rowid;
  create view current_entries as select * from entries as entry where not exists (
    select 1 from entries as later where later.kind = entry.kind and later.name = entry.name
      and (later.version, later.revision) > (entry.version, entry.revision)
  );
  create table applications (idempotency_key text primary key, answer text not null) strict;
  pragma user_version = 1;
`;

const DOCUMENT = {
  apiVersion: 'headwater/v1',
  kind: 'MetricDefinition',
  metadata: { name: 'serving_latency.p99', title: 'Slow-end latency', owner: 'risk', reviewers: [] },
  spec: { formula: '0.99 quantile of durations', category: 'LATENCY' },
};

it('reads what was kept before authors and search were, finds it by its words, and says nothing of who it was', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-catalog-'));
  const file = new Database(join(directory, 'catalog.sqlite'));
  file.exec(FIRST_SCHEMA);
  const row = ['MetricDefinition', DOCUMENT.metadata.name, 1, 1, 'f1', JSON.stringify(DOCUMENT)];
  file.prepare('insert into entries values (?, ?, ?, ?, ?, ?)').run(row);
  file.close();
  const store = await openCatalogStore({ dataDirectory: directory, log: silentLog() });
  const everything = { category: null, owner: null, appliesTo: null, sensitivity: null, tag: null, reviewDueBy: null };
  const { entries } = await store.definitions({
    first: 1,
    after: null,
    ...everything,
    words: ['late', 'slow', 'quant'],
  });
  expect(entries).toEqual([
    {
      version: 1,
      revision: 1,
      fingerprint: 'f1',
      inputs: null,
      document: DOCUMENT,
      author: null,
      appliedAt: null,
      reason: null,
    },
  ]);
  await store.close();
  rmSync(directory, { recursive: true });
});
