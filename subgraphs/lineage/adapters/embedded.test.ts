import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { StoreUnavailable } from '../../../platform/errors.ts';
import { dataset, fact, flow, job, run, walkFrom } from '../ports/contract-world.contract.ts';
import { lineageStoreContract } from '../ports/lineage-store.contract.ts';
import { openEmbeddedStore } from './embedded.ts';

async function openTemporary() {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-lineage-'));
  let store = await openEmbeddedStore(directory);
  return {
    store,
    async reopen() {
      await store.close();
      store = await openEmbeddedStore(directory);
      return store;
    },
    async close() {
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
}

lineageStoreContract('the embedded store', openTemporary, openTemporary);

describe('the embedded store in trouble', () => {
  it('keeps nothing of a call that could not be written, and takes the next one', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'headwater-lineage-'));
    const store = await openEmbeddedStore(directory);
    const spoiler = new Database(join(directory, 'lineage.sqlite'));
    spoiler.exec('alter table facts rename to mislaid');
    const counted = fact(dataset('x'), 1, { kind: 'rowCount', rows: 1 });
    const failing = store.record([run('a', 1, flow('a', ['x'], ['y']), { facts: [counted] })], 1);
    await expect(failing).rejects.toThrow(StoreUnavailable);
    expect(await store.assets([dataset('x')])).toEqual(new Map());
    expect((await store.walk(walkFrom(dataset('y')))).found).toEqual([]);
    spoiler.exec('alter table mislaid rename to facts');
    expect(await store.record([run('b', 2, flow('b', ['x'], ['z']))], 2)).toEqual({ newAssets: 3 });
    expect((await store.walk(walkFrom(dataset('z')))).found.map(({ id }) => id)).toEqual([job('b'), dataset('x')]);
    spoiler.close();
    await store.close();
    rmSync(directory, { recursive: true });
  });

  it('says that it is away once it is closed', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'headwater-lineage-'));
    const store = await openEmbeddedStore(directory);
    await store.close();
    await expect(store.walk(walkFrom(dataset('x')))).rejects.toThrow(StoreUnavailable);
    await expect(store.record([], 1)).rejects.toThrow(StoreUnavailable);
    rmSync(directory, { recursive: true });
  });
});
