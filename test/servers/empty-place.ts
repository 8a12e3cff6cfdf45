import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Place } from '../../platform/database.ts';
import { silentLog } from '../../platform/log.ts';

/** Where tables may be kept, empty at first. */
export interface EmptyPlace {
  place: Place;
  remove(): void;
}

/** For SQLite. */
export async function emptyFolder(): Promise<EmptyPlace> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-sqlite-'));
  return {
    place: { dataDirectory, log: silentLog() },
    remove: () => rmSync(dataDirectory, { recursive: true }),
  };
}
