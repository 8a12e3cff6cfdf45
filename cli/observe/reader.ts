import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { CommandFailure, EXIT } from '../failure.ts';
import { literal } from './literal.ts';

type Query = (sql: string) => Promise<Record<string, unknown>[]>;

/** What reads a file, in SQL. Of a CSV the types are looked for once, for every query would read all of it twice. */
export async function readerOf(path: string, nulls: readonly string[], query: Query): Promise<string> {
  if (/\.parquet$/i.test(path)) return `read_parquet(${literal(path)})`;
  if (!/\.(csv|tsv|txt)(\.gz)?$/i.test(path))
    throw new CommandFailure(EXIT.usage, `${path} is neither .csv, .csv.gz nor .parquet`);
  if (statSync(path).size === 0)
    throw new CommandFailure(EXIT.usage, `${path} is empty`, 'expected a line with the names of its columns first');
  const nullstr = `nullstr = [${['', ...nulls].map(literal).join(', ')}]`;
  // Types from every row, not from the first ones: a text at the end would fail half way through.
  const header = headerOf(path);
  const delimiter = header ? `, delim = ${literal(header.delimiter)}` : '';
  const options = `header = true, sample_size = -1, quote = '"', ${nullstr}${delimiter}`;
  const [sniffed] = await query(
    `SELECT Prompt, SkipRows::DOUBLE AS skipped FROM sniff_csv(${literal(path)}, ${options})`,
  ).catch(async (failure) => {
    await findBrokenLine(path, query);
    throw failure;
  });
  refuseShortHeader(path, sniffed);
  // Such as: FROM read_csv('orders.csv', auto_detect=false, delim=',', ..., columns={...});
  const found = /^FROM (read_csv\(.*)\);\s*$/s.exec(String(sniffed?.Prompt ?? ''))?.[1];
  return found
    ? `${found.replace(/, nullstr=(\[[^\]]*\]|'[^']*')/, '')}, ${nullstr})`
    : `read_csv(${literal(path)}, ${options})`;
}

/** Lines with fewer fields than those after them are skipped as a title would be, and data would name the columns. */
function refuseShortHeader(path: string, { skipped }: Record<string, unknown> = {}): void {
  if (!(Number(skipped) > 0)) return;
  const lines = beginningOf(path).split(/\r?\n/);
  if (lines.slice(0, Number(skipped)).every((line) => /^\s*(#|$)/.test(line))) return;
  throw new CommandFailure(
    EXIT.usage,
    `${path}, line 1: fewer fields than in the lines after it`,
    'give every column a name, in the first line of the file',
  );
}

const HEADER_BYTES = 64 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];

/**
 * The delimiter that the header has most of, and how many fields it has. Left to itself the detection takes a file with
 * one broken line for one of a single column; of a compressed file it is left to itself.
 */
function headerOf(path: string): { delimiter: string; fields: number } | null {
  if (/\.gz$/i.test(path)) return null;
  const [header = ''] = beginningOf(path).split(/\r?\n/);
  const plain = header.replaceAll(/"[^"]*"/g, '');
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, fields: plain.split(delimiter).length }));
  const [most] = counted.toSorted((one, other) => other.fields - one.fields);
  return most && most.fields > 1 ? most : null;
}

/** The first of a file's text. */
function beginningOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(HEADER_BYTES);
    const read = buffer.subarray(0, readSync(file, buffer));
    // Flushed where it ends: what is compressed goes on after it.
    const text = /\.gz$/i.test(path) ? gunzipSync(read, { finishFlush: constants.Z_SYNC_FLUSH }) : read;
    return text.toString('utf8');
  } finally {
    closeSync(file);
  }
}

/** Reads every line as texts, which says of the first that is broken where it is. @throws CommandFailure */
async function findBrokenLine(path: string, query: Query): Promise<void> {
  const header = headerOf(path);
  if (!header) return;
  const columns = Array.from({ length: header.fields }, (_, index) => `'field${index}': 'VARCHAR'`).join(', ');
  const options = `auto_detect = false, header = true, quote = '"', delim = ${literal(header.delimiter)}`;
  await query(`SELECT count(COLUMNS(*)) FROM read_csv(${literal(path)}, ${options}, columns = {${columns}})`);
}

/** What DuckDB found wrong with a file, where, and what to do. */
export function readFailure(path: string, fault: string): CommandFailure {
  const line = /CSV Error on Line: (\d+)/.exec(fault)?.[1];
  const columns = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(fault);
  const column = /(?:column|Column) (?:with name:? )?"([^"]+)"/.exec(fault)?.[1];
  const at = `${path}${line ? `, line ${line}` : ''}${column ? `, column ${column}` : ''}`;
  if (columns)
    return new CommandFailure(
      EXIT.usage,
      `${at}: ${columns[2]} fields where the header has ${columns[1]}`,
      'put a field that holds the delimiter in double quotes',
    );
  if (/not utf-8/i.test(fault))
    return new CommandFailure(EXIT.usage, `${at}: the text is not UTF-8`, 'write the file as UTF-8');
  const [first = '', , third = ''] = fault.split('\n');
  return new CommandFailure(EXIT.usage, `cannot read ${at}: ${line ? third || first : first}`);
}
