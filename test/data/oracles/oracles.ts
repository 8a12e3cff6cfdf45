import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** One case of an oracle: what goes in, and what the other library makes of it. */
export interface OracleCase<Input, Expected> {
  id: string;
  input: Input;
  expected: Expected;
}

/** The cases of one statistic. */
export function casesOf<Expected, Input = string>(statistic: string): OracleCase<Input, Expected>[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, `${statistic}.json`), 'utf8')).cases;
}

const inputs = (file: string) => JSON.parse(gunzipSync(readFileSync(join(import.meta.dirname, file))).toString());

const files = new Map<string, unknown>();

/** The data that a case's input refers to, such as `datasets.json.gz#normal_shift.current`. */
export function dataOf<Data>(reference: string): Data {
  const [file = '', path = ''] = reference.split('#');
  if (!files.has(file)) files.set(file, inputs(file));
  return path.split('.').reduce((value, key) => (value as Record<string, unknown>)[key], files.get(file)) as Data;
}
