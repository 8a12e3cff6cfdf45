import { setImmediate } from 'node:timers/promises';

/** Rows of one statement: within the values that a database takes, and a millisecond or two. */
const ROWS_AT_ONCE = 100;

/** Parts of a list, one after another, between which whoever waits has a turn. */
export async function* inParts<Row>(rows: readonly Row[]): AsyncGenerator<Row[]> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    if (start > 0) await setImmediate();
    yield rows.slice(start, start + ROWS_AT_ONCE);
  }
}
