import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
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

describe('the graph kept beside the database', () => {
  const edges = async (directory: string) => {
    const store = await openEmbeddedStore(directory);
    const found = await store.edgesAmong([dataset('x'), dataset('y'), dataset('z'), job('a'), job('b')], 5);
    return { store, edges: found.map(({ from, to }) => `${from} ${to}`) };
  };
  let directory: string;
  const graphFile = () => join(directory, 'lineage.graph');
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'headwater-lineage-'));
    const { store } = await edges(directory);
    await store.record([run('a', 1, flow('a', ['x'], ['y']))], 1);
    await store.close();
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const A = [`${dataset('x')} ${job('a')}`, `${job('a')} ${dataset('y')}`];
  const B = [`${dataset('y')} ${job('b')}`, `${job('b')} ${dataset('z')}`];

  it('is written on closing and taken away on opening, so that a crash leaves none', async () => {
    expect(existsSync(graphFile())).toBe(true);
    const opened = await edges(directory);
    expect(existsSync(graphFile())).toBe(false);
    expect(opened.edges.sort()).toEqual(A.toSorted());
    await opened.store.close();
    expect(existsSync(graphFile())).toBe(true);
  });

  it('goes on from it: what is recorded after joins what was', async () => {
    const opened = await edges(directory);
    await opened.store.record([run('b', 2, flow('b', ['y'], ['z']))], 2);
    await opened.store.close();
    const again = await edges(directory);
    expect(again.edges.sort()).toEqual([...A, ...B].sort());
    await again.store.close();
  });

  it('counts for nothing once the database was written since, as when a backup of it came back', async () => {
    const older = readFileSync(graphFile());
    const opened = await edges(directory);
    await opened.store.record([run('b', 2, flow('b', ['y'], ['z']))], 2);
    await opened.store.close();
    writeFileSync(graphFile(), older);
    const again = await edges(directory);
    expect(again.edges.sort()).toEqual([...A, ...B].sort());
    await again.store.close();
  });

  it.each([
    ['cut off', (whole: Buffer) => whole.subarray(0, whole.length - 8)],
    ['garbage', () => Buffer.from('garbage')],
    ['empty', () => Buffer.alloc(0)],
  ])('counts for nothing when it is %s', async (_, spoil) => {
    writeFileSync(graphFile(), spoil(readFileSync(graphFile())));
    const opened = await edges(directory);
    expect(opened.edges.sort()).toEqual(A.toSorted());
    await opened.store.close();
  });

  it('is not written when a transaction failed, for the graph may then be another than the database', async () => {
    const opened = await edges(directory);
    const spoiler = new Database(join(directory, 'lineage.sqlite'));
    spoiler.exec('alter table facts rename to mislaid');
    const counted = fact(dataset('x'), 1, { kind: 'rowCount', rows: 1 });
    await expect(opened.store.record([run('b', 2, [], { facts: [counted] })], 2)).rejects.toThrow(StoreUnavailable);
    spoiler.exec('alter table mislaid rename to facts');
    spoiler.close();
    await opened.store.close();
    expect(existsSync(graphFile())).toBe(false);
  });
});

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
