import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { claimDataDirectory } from '../platform/data-directory.ts';
import { StartRefused } from '../platform/errors.ts';
import { completeSeed, prepareDirectory, seedOf } from './directory.ts';

const today = seedOf('2026-11-22', null);
let path: string;

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'headwater-demo-'));
});

afterEach(() => rmSync(path, { recursive: true, force: true }));

it('seeds a directory that is not there yet', () => {
  expect(prepareDirectory(join(path, 'new'), today)).toBe('empty');
});

it('keeps what was seeded for the same day', () => {
  prepareDirectory(path, today);
  completeSeed(path, today);
  writeFileSync(join(path, 'store'), 'measurements');
  expect(prepareDirectory(path, today)).toBe('seeded');
  expect(existsSync(join(path, 'store'))).toBe(true);
});

it.each([
  ['yesterday’s demonstration', seedOf('2026-11-21', null)],
  ['a demonstration with a fault', seedOf('2026-11-22', 'late-weather')],
])('clears what %s left', (_, seed) => {
  prepareDirectory(path, seed);
  completeSeed(path, seed);
  writeFileSync(join(path, 'store'), 'measurements');
  expect(prepareDirectory(path, today)).toBe('empty');
  expect(existsSync(join(path, 'store'))).toBe(false);
});

it('begins again after a seeding that was interrupted', () => {
  prepareDirectory(path, today);
  writeFileSync(join(path, 'store'), 'half of the measurements');
  expect(prepareDirectory(path, today)).toBe('empty');
  expect(existsSync(join(path, 'store'))).toBe(false);
});

it('refuses a directory with data of somebody’s own, and leaves them', () => {
  writeFileSync(join(path, 'catalog.sqlite'), 'precious');
  expect(() => prepareDirectory(path, today)).toThrow(StartRefused);
  expect(() => prepareDirectory(path, today)).toThrow(/HEADWATER_DATA_DIR/);
  expect(existsSync(join(path, 'catalog.sqlite'))).toBe(true);
});

it('does not clear what another process is serving', () => {
  prepareDirectory(path, seedOf('2026-11-21', null));
  writeFileSync(join(path, 'store'), 'measurements');
  const other = claimDataDirectory(path);
  expect(() => prepareDirectory(path, today)).toThrow(/in use by process/);
  other.release();
  expect(existsSync(join(path, 'store'))).toBe(true);
});
