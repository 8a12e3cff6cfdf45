import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../test/data/captures');
const linesOf = <Line>(file: string): Line[] =>
  readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

/** One captured request of a real producer. */
export interface CapturedRequest {
  group: string;
  path: string;
  headers: [string, string][];
  file: string;
}

export const capturedRequests = (group: string): CapturedRequest[] =>
  linesOf<CapturedRequest>('manifest.jsonl').filter((each) => each.group === group);

export const bodyOf = ({ file }: CapturedRequest): Buffer => readFileSync(join(folder, file));

/** What a correct ingest holds after a group's requests. */
export const expectedOf = (group: string): Record<string, unknown> => {
  const found = linesOf<{ group: string; expected: Record<string, unknown> }>('expected.jsonl').find(
    (each) => each.group === group,
  );
  if (!found) throw new Error(`nothing is expected of ${group}`);
  return found.expected;
};

/** Headers that belong to the request and not to its connection. */
export const headersOf = ({ headers }: CapturedRequest): Record<string, string> =>
  Object.fromEntries(headers.filter(([name]) => /^content-(type|encoding)$/i.test(name)));
