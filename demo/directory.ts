import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimDataDirectory } from '../platform/data-directory.ts';
import { StartRefused } from '../platform/errors.ts';
import type { Fault } from './estate/estate.ts';

/** What a data directory was seeded with. Another estate than this is seeded afresh. */
export interface Seed {
  /** Grows with every change to what the demonstration seeds. */
  edition: number;
  lastDay: string;
  fault: Fault | null;
}

const EDITION = 1;
const MARK = 'demo.json';
/** What a lock leaves in a directory that holds nothing else. */
const LOCK_FILES = ['lock.sqlite', 'lock.sqlite-journal', 'process.pid'];

export const seedOf = (lastDay: string, fault: Fault | null): Seed => ({ edition: EDITION, lastDay, fault });

/**
 * Makes a directory ready for a seed: one that holds it already stays, one that an earlier demonstration left is
 * emptied.
 * @throws StartRefused when it is in use, or holds what no demonstration made.
 */
export function prepareDirectory(path: string, seed: Seed): 'seeded' | 'empty' {
  if (markOf(path) === null && filesOf(path).length > 0)
    throw new StartRefused(
      `the data directory ${path} holds data that the demonstration did not make; set HEADWATER_DATA_DIR to another directory, or start it with \`npm start\``,
    );
  const directory = claimDataDirectory(path);
  try {
    if (markOf(path) === markText(seed, true)) return 'seeded';
    for (const file of filesOf(path)) rmSync(join(path, file), { recursive: true });
    writeFileSync(join(path, MARK), markText(seed, false));
    return 'empty';
  } finally {
    directory.release();
  }
}

/** Marks the seed as complete; without it the next start begins again. */
export const completeSeed = (path: string, seed: Seed): void => writeFileSync(join(path, MARK), markText(seed, true));

const markText = (seed: Seed, complete: boolean): string => `${JSON.stringify({ ...seed, complete })}\n`;

function markOf(path: string): string | null {
  const file = join(path, MARK);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

const filesOf = (path: string): string[] =>
  existsSync(path) ? readdirSync(path).filter((file) => !LOCK_FILES.includes(file)) : [];
