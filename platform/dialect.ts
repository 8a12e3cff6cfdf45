import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';

/** What the two databases call the same thing where a table is defined. */
export interface Words {
  /** Compared and ordered byte by byte. */
  text: string;
  /** Of 64 bits. */
  integer: string;
  /** Of 64 bits. */
  real: string;
  /** JSON text that queries may look into by `->` and `->>`. */
  json: string;
  /** A primary key that grows with each row and is never used again. */
  sequence: string;
  /** After the columns of a table that is always found by its primary key, and after those of any other. */
  keyed: string;
  table: string;
}

/** Where the queries of one store must differ between SQLite and Postgres. */
export interface Dialect {
  words: Words;
  /** A list as one value of a statement, however long it is, also empty. */
  among(texts: readonly string[]): RawBuilder<string>;
  /** The same of pairs, to compare two columns with. */
  amongPairs(pairs: readonly (readonly [string, string])[]): RawBuilder<string>;
  /** The texts of a JSON array, as a list to compare with. */
  elementsOf(array: RawBuilder<unknown>): RawBuilder<string>;
  /** The database's own time in milliseconds since 1970, which is one for all processes. */
  now: RawBuilder<number>;
  /** Whether a row was refused because its primary key is there already. */
  isDuplicate(fault: unknown): boolean;
}

const codeOf = (fault: unknown): unknown => (fault as { code?: unknown } | null)?.code;

export const SQLITE: Dialect = {
  words: {
    text: 'text',
    integer: 'integer',
    real: 'real',
    json: 'text',
    sequence: 'integer primary key autoincrement',
    keyed: 'strict, without rowid',
    table: 'strict',
  },
  among: (texts) => sql`(select value from json_each(${JSON.stringify(texts)}))`,
  amongPairs: (pairs) => sql`(select value ->> 0, value ->> 1 from json_each(${JSON.stringify(pairs)}))`,
  elementsOf: (array) => sql`(select value from json_each(${array}))`,
  now: sql`cast(unixepoch('subsec') * 1000 as integer)`,
  isDuplicate: (fault) => codeOf(fault) === 'SQLITE_CONSTRAINT_PRIMARYKEY',
};

export const POSTGRES: Dialect = {
  words: {
    // A database's own collation would order otherwise than SQLite does, and another version of it otherwise again.
    text: 'text collate "C"',
    integer: 'bigint',
    real: 'double precision',
    json: 'json',
    sequence: 'bigint generated always as identity primary key',
    keyed: '',
    table: '',
  },
  among: (texts) => sql`(select unnest(${texts}::text[]))`,
  amongPairs: (pairs) =>
    sql`(select * from unnest(${pairs.map(([first]) => first)}::text[], ${pairs.map(([, second]) => second)}::text[]))`,
  elementsOf: (array) => sql`(select json_array_elements_text(${array}))`,
  now: sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
  isDuplicate: (fault) => codeOf(fault) === '23505',
};

/** Characters that a text may have to stand in an index as it is; each is at most four bytes. */
const LONGEST_INDEXED = 512;

/** A text as an index holds it: Postgres takes no more than 2.7 kB, and an asset's id may be longer; then a hash tells it apart. */
export const indexed = (text: string): string =>
  text.length <= LONGEST_INDEXED ? text : `sha256 ${createHash('sha256').update(text).digest('base64url')}`;
