import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openFile } from './file.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-observe-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const written = (name: string, content: string | Buffer): string => {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
};

/** Everything of a file that is profiled. */
async function readAll(path: string, nulls: string[] = []) {
  const file = await openFile(path, nulls);
  try {
    return { columns: file.columns, rows: file.rows, first: (await file.query('SELECT * FROM file'))[0] };
  } finally {
    file.close();
  }
}

describe('a file to profile', () => {
  it('has the types that all its rows have', async () => {
    const path = written('late.csv', `a;b;c\n${'1;0.5;\n'.repeat(30_000)}x;0.5;NA\n`);
    expect(await readAll(path, ['NA'])).toMatchObject({
      rows: 30_001,
      columns: [
        { name: 'a', type: 'VARCHAR' },
        { name: 'b', type: 'DOUBLE' },
        { name: 'c', type: 'VARCHAR' },
      ],
      first: { a: '1', b: 0.5, c: null },
    });
  });

  it('may hold its delimiter and line ends in double quotes', async () => {
    const path = written('quoted.csv', 'a,"b, or c"\r\n1,"x, ""y""\n z"\r\n');
    expect(await readAll(path)).toMatchObject({ rows: 1, first: { a: 1n, 'b, or c': 'x, "y"\n z' } });
  });

  it('may begin with comments and empty lines', async () => {
    const named = { rows: 2, columns: [{ name: 'a' }, { name: 'b' }] };
    expect(await readAll(written('comment.csv', '# by hand\na,b\n1,2\n3,4\n'))).toMatchObject(named);
    expect(await readAll(written('blank.csv', '\n\na,b\n1,2\n3,4\n'))).toMatchObject(named);
  });

  it.each<[string, string, string | Buffer, string]>([
    [
      'has a field too many',
      'ragged.csv',
      'a,b\n1,2\n3,4,5\n6,7\n',
      'ragged.csv, line 3: 3 fields where the header has 2',
    ],
    [
      'names fewer columns than its lines have fields',
      'short.csv',
      'a,b\n1,2,3\n4,5,6\n',
      'short.csv, line 1: fewer fields than in the lines after it',
    ],
    [
      'does so compressed',
      'short.csv.gz',
      gzipSync('a,b\n1,2,3\n4,5,6\n'),
      'short.csv.gz, line 1: fewer fields than in the lines after it',
    ],
    ['names one column of two', 'one.csv', 'a\n1,2\n3,4\n', 'one.csv, line 1: fewer fields than in the lines after it'],
    [
      'is not UTF-8',
      'latin.csv',
      Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0x31, 0x2c, 0xff, 0x0a]),
      'latin.csv, line 2: the text is not UTF-8',
    ],
    ['is empty', 'empty.csv', '', 'empty.csv is empty'],
    ['is no Parquet', 'text.parquet', 'nothing', 'text.parquet: Invalid Input Error'],
    ['is of a kind that is not read', 'a.xlsx', '', 'a.xlsx is neither .csv, .csv.gz nor .parquet'],
  ])('is refused with the line when it %s', async (_, name, content, message) => {
    await expect(readAll(written(name, content))).rejects.toThrow(message);
  });
});
